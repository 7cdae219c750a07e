import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Conflict } from '@/api/types';
import { instant, inZone } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { Choice } from './fields';
import './conflict.css';

export type ConflictRow = {
  name: string;
  label: string;
  theirs: string;
  mine: string;
  choice?: Choice | null;
};

type Props = {
  conflict: Pick<Conflict, 'changed_by' | 'changed_at'>;
  rows: readonly ConflictRow[];
  /** Without it the values are shown only, and the verbs in `children` decide on all of them. */
  onChoose?: (name: string, choice: Choice) => void;
  children?: ReactNode;
};

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function changedBy({ changed_by: who, changed_at: at }: Props['conflict']): string {
  const by = who || t('conflict.somebody');
  return at
    ? t('conflict.by', { who: by, when: instant(inZone(at, here())) })
    : t('conflict.byWho', { who: by });
}

/** A write that came too late: who changed what meanwhile, both values side by side, and the choice. */
export function ConflictCard({ conflict, rows, onChoose, children }: Props) {
  const card = useRef<HTMLElement>(null);
  const title = useId();
  useEffect(() => card.current?.focus(), []);
  return (
    <section ref={card} className="conflict" aria-labelledby={title} tabIndex={-1}>
      <p id={title} role="alert">
        <b>{changedBy(conflict)}</b> {t(rows.length > 0 ? 'conflict.kept' : 'conflict.apart')}
      </p>
      {rows.map((row) => (
        <Values key={row.name} row={row} onChoose={onChoose} />
      ))}
      {children}
    </section>
  );
}

function Values({ row, onChoose }: { row: ConflictRow; onChoose: Props['onChoose'] }) {
  const group = useId();
  const sides = [
    { choice: 'theirs' as const, head: t('conflict.theirs'), verb: t('conflict.take'), value: row.theirs },
    { choice: 'mine' as const, head: t('conflict.yours'), verb: t('conflict.keep'), value: row.mine },
  ];
  return (
    <fieldset>
      <legend>{row.label}</legend>
      <div className="conflict-sides">
        {sides.map(({ choice, head, verb, value }) => (
          <div key={choice} className={row.choice === choice ? 'chosen' : ''}>
            <p className="conflict-head">{head}</p>
            <p className="conflict-value" id={`${group}-${choice}`}>
              {value}
            </p>
            {onChoose && (
              <label>
                <input
                  type="radio"
                  name={group}
                  checked={row.choice === choice}
                  aria-describedby={`${group}-${choice}`}
                  onChange={() => onChoose(row.name, choice)}
                />
                {verb}
              </label>
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
