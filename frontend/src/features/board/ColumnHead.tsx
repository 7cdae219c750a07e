import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { BoardColumn, BoardExcess } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { IconButton } from '@/components/forms/Button';
import { useOneByOne } from '@/components/forms/useOneByOne';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { asksWhy, useAddItem } from './useBoard';

type Props = {
  column: BoardColumn;
  shown: number;
  excess: BoardExcess | undefined;
  program: string;
  workstream: string;
  adding: boolean;
  onAdding: (adding: boolean) => void;
  mayEdit: boolean;
};

/** A title, and Enter: the next one may follow at once. Past the limit it asks why. */
function QuickAdd({ column, program, workstream, onAdding }: Props) {
  const [reason, setReason] = useState('');
  const add = useAddItem(program);
  const status = column.states[0];
  const { text, setText, submit } = useOneByOne(async (title) => {
    if (status === undefined) return;
    await add.mutateAsync({ title, status, workstream: workstream || null, reason });
    setReason('');
  });
  const why = asksWhy(add.error);
  const enter = (event: SyntheticEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="bq" onSubmit={enter}>
      <input
        className="input"
        aria-label={t('board.addTitle')}
        placeholder={t('board.addTitle')}
        value={text}
        maxLength={2000}
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onAdding(false);
        }}
      />
      <FormError error={add.error} />
      {why && (
        <input
          className="input"
          aria-label={t('board.why.reason')}
          placeholder={t('board.why.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <button type="submit" hidden />
    </form>
  );
}

function Policy({ column }: { column: BoardColumn }) {
  if (column.policy === '') return null;
  return (
    <Popover width={300} position="bottom" withinPortal>
      <Popover.Target>
        <button
          type="button"
          className="linkish bh-policy"
          aria-label={t('board.policy', { column: column.title })}
        >
          {t('board.policyShort')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="bh-words">{column.policy}</p>
      </Popover.Dropdown>
    </Popover>
  );
}

export function ColumnHead(props: Props) {
  const { column, shown, excess, adding, onAdding, mayEdit } = props;
  const over = column.limit !== null && column.items > column.limit;
  return (
    <div className={`bh ${over ? 'over' : ''}`}>
      <div className="bh-line">
        <h2 className="ell" title={column.states.join(', ')}>
          {column.title}
        </h2>
        <span className="bh-count" title={over ? t('board.over', { limit: column.limit ?? 0 }) : undefined}>
          {column.limit === null ? number(shown) : t('board.count', { n: column.items, limit: column.limit })}
          {over && <span className="sr">{t('board.over', { limit: column.limit ?? 0 })}</span>}
        </span>
        <Policy column={column} />
        {mayEdit && column.states.length > 0 && (
          <IconButton
            icon="plus"
            label={t('board.addTo', { column: column.title })}
            aria-expanded={adding}
            onClick={() => onAdding(!adding)}
          />
        )}
      </div>
      {excess && (
        <p className="bh-excess" title={excess.reason}>
          {t('board.excess', {
            day: day(excess.at.slice(0, 10)),
            reason: excess.reason,
            by: excess.by,
            key: excess.key,
          })}
        </p>
      )}
      {adding && <QuickAdd {...props} />}
    </div>
  );
}
