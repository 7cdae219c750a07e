import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { Backlog } from '@/api/types';
import { asText } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import { TextArea, TextField } from '@/components/forms/fields';
import { readCell } from '@/lib/backlog/cells';
import type { Pasted } from '@/lib/backlog/cells';
import { bandOf } from '@/lib/backlog/order';
import { t } from '@/lib/messages/t';
import type { Decision } from './useBacklog';
import { errorWords, short } from './words';

export type Move = { key: string; aheadOf: string; version: number };

type ReasonProps = {
  backlog: Backlog;
  move: Move;
  error: Error | null;
  busy: boolean;
  onDo: (decision: Decision) => void;
  onClose: () => void;
};

/** A place other than the method's needs a reason, which stays with the item. */
export function ReasonDialog({ backlog, move, error, busy, onDo, onClose }: ReasonProps) {
  const [reason, setReason] = useState('');
  const { items, methods, settings } = backlog;
  const titleOf = (key: string) => items.title[items.key.indexOf(key)] ?? '';
  const at = items.key.indexOf(move.key);
  const places = methods[settings.method ?? 'wsjf'];
  const place = bandOf(places?.first[at] ?? 0, places?.last[at] ?? 0);
  const send = (version: number | null) =>
    onDo({ key: move.key, ahead_of: move.aheadOf, reason: reason.trim(), version });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason.trim()) send(move.version);
  };
  const words = {
    key: move.key,
    title: titleOf(move.key),
    other: move.aheadOf,
    otherTitle: titleOf(move.aheadOf),
  };
  return (
    <Modal opened onClose={onClose} title={t('backlog.reason.title')} size={480}>
      <form className="form" onSubmit={submit}>
        <p>
          {move.aheadOf ? t('backlog.reason.ahead', words) : t('backlog.reason.end', words)}{' '}
          {place ? t('backlog.reason.method', { place }) : t('backlog.reason.unscored')}
        </p>
        <TextArea
          label={t('backlog.reason.label')}
          hint={t('backlog.reason.hint')}
          value={reason}
          onValue={setReason}
          maxLength={2000}
          data-autofocus
          required
        />
        <VerbConflict
          error={error}
          label={(field) => (field === 'why' ? t('backlog.reason.label') : t('backlog.col.place'))}
          show={(_field, value) => asText(value) || '–'}
          onMine={send}
          onTheirs={onClose}
          busy={busy}
        />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            primary
            disabled={reason.trim() === ''}
            busy={busy ? t('backlog.busy') : null}
          >
            {t('backlog.reason.do')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type PasteProps = {
  backlog: Backlog;
  cells: Pasted[];
  beyond: number;
  onDo: (cells: Pasted[]) => void;
  onClose: () => void;
};

/** Cells of a paste that cannot be read are mended before anything is saved; nothing that was pasted is lost. */
export function PasteDialog({ backlog, cells, beyond, onDo, onClose }: PasteProps) {
  const faulty = cells.filter(({ read }) => 'error' in read);
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(faulty.map(({ key, field, text }) => [`${key}/${field}`, text])),
  );
  const fieldOf = (id: string) => backlog.fields.find((field) => field.id === id);
  const mended = cells.flatMap((cell) => {
    const text = texts[`${cell.key}/${cell.field}`];
    const field = fieldOf(cell.field);
    if (text === undefined || field === undefined) return [cell];
    return text.trim() === '' ? [] : [{ ...cell, text, read: readCell(field, text) }];
  });
  const ready = mended.every(({ read }) => 'value' in read);
  return (
    <Modal opened onClose={onClose} title={t('backlog.paste.title')} size={520}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onDo(mended);
        }}
      >
        {faulty.length > 0 && <p>{t('backlog.paste.lead', { count: faulty.length })}</p>}
        {beyond > 0 && <p className="at">{t('backlog.paste.beyond', { count: beyond })}</p>}
        <div className="q-faulty">
          {faulty.map(({ key, field: id }) => {
            const name = `${key}/${id}`;
            const field = fieldOf(id);
            const text = texts[name] ?? '';
            const read = field ? readCell(field, text) : { value: null };
            return (
              <TextField
                key={name}
                label={`${key}, ${field ? short(field) : id}`}
                value={text}
                maxLength={200}
                error={'error' in read ? errorWords(read.error) : null}
                onValue={(now) => setTexts((all) => ({ ...all, [name]: now }))}
              />
            );
          })}
        </div>
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" primary disabled={!ready || mended.length === 0}>
            {t('backlog.paste.do', { count: mended.length })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
