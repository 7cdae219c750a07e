import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Text } from '@/api/types';
import { useRecordHref } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { EmptyState } from '@/components/feedback/States';
import { Spacer } from '@/components/tables/Spacer';
import { day, dayOf, time } from '@/lib/format/dates';
import { signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Effect, Move } from './useLeveling';

const ALL_UP_TO = 100;
const LINE = 45;

/** The time of day matters where a move stays within one day. */
const when = (value: string, other: string) =>
  dayOf(value) === dayOf(other) ? `${day(value)}, ${time(value)}` : day(value);

type BoxProps = { label: string; checked: boolean; some?: boolean; onChange: (checked: boolean) => void };

function Box({ label, checked, some = false, onChange }: BoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="leveling-box"
      aria-label={label}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

type RowProps = {
  move: Move;
  index: number;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  measure?: (row: HTMLTableRowElement | null) => void;
};

function Row({ move, index, chosen, onChoose, measure }: RowProps) {
  const href = useRecordHref()('activity', move.activity);
  const lifted = move.constraint === null && (move.handovers ?? []).length === 0;
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className={chosen ? '' : 'refused'}>
      <td>
        <Box label={t('leveling.choose', { title: move.title })} checked={chosen} onChange={onChoose} />
      </td>
      <th scope="row">{href === null ? move.title : <Link to={href}>{move.title}</Link>}</th>
      <td className="num nowrap sec">{when(move.start, move.new_start)}</td>
      <td className="num nowrap">
        {when(move.new_start, move.start)}
        {lifted && <span className="dim"> {t('leveling.lift')}</span>}
        {(move.pauses ?? []).length > 0 && <span className="also">{t('leveling.resting')}</span>}
        {(move.handovers ?? []).map(({ to, name }) => (
          <span key={to} className="also">
            {t('leveling.to', { name: name ?? to })}
          </span>
        ))}
      </td>
      <td className="num">{signed(move.days)}</td>
      <td className="why">
        <RichText text={move.why as Text} />
      </td>
    </tr>
  );
}

type Props = {
  moves: Move[];
  effect: Effect;
  chosen: ReadonlySet<string>;
  onChoose: (activities: string[], chosen: boolean) => void;
};

/** The proposed moves, each with its reason; all of them are chosen until the reader says otherwise. */
export function MovesCard({ moves, effect, chosen, onChoose }: Props) {
  if (moves.length === 0) {
    return (
      <section className="card">
        <EmptyState title={t('leveling.movesNone')} icon="check" />
      </section>
    );
  }
  return <MovesTable moves={moves} effect={effect} chosen={chosen} onChoose={onChoose} />;
}

/** Rows of their own height; of many only those in view exist. */
function MovesTable({ moves, effect, chosen, onChoose }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = moves.length > ALL_UP_TO;
  const virtualizer = useVirtualizer({
    count: moves.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 8,
    enabled: virtual,
    initialRect: { width: 800, height: 600 },
  });
  const items = virtual ? virtualizer.getVirtualItems() : moves.map((_, index) => ({ index, start: 0 }));
  const after = virtual ? virtualizer.getTotalSize() - (virtualizer.getVirtualItems().at(-1)?.end ?? 0) : 0;
  const all = moves.map(({ activity }) => activity);
  return (
    <section className="card leveling-moves">
      <header>
        <h2>{t('leveling.moves')}</h2>
        <span className="more">{t('leveling.chosen', { chosen: chosen.size, all: moves.length })}</span>
      </header>
      {/* What scrolls must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className={virtual ? 'scroller' : undefined} tabIndex={virtual ? 0 : undefined}>
        <table className="table" aria-rowcount={moves.length + 1}>
          <colgroup>
            <col className="m-box" />
            <col className="m-title" />
            <col className="m-date" />
            <col className="m-date" />
            <col className="m-days" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">
                <Box
                  label={t('leveling.all')}
                  checked={chosen.size === moves.length}
                  some={chosen.size > 0 && chosen.size < moves.length}
                  onChange={(checked) => onChoose(all, checked)}
                />
              </th>
              <th scope="col">{t('leveling.col.activity')}</th>
              <th scope="col" className="num">
                {t('leveling.col.from')}
              </th>
              <th scope="col" className="num">
                {t('leveling.col.to')}
              </th>
              <th scope="col" className="num">
                {t('leveling.col.days')}
              </th>
              <th scope="col">{t('leveling.col.why')}</th>
            </tr>
          </thead>
          <tbody>
            <Spacer height={items[0]?.start ?? 0} columns={6} />
            {items.map(({ index }) => {
              const move = moves[index];
              return (
                move && (
                  <Row
                    key={move.activity}
                    move={move}
                    index={index}
                    measure={virtual ? virtualizer.measureElement : undefined}
                    chosen={chosen.has(move.activity)}
                    onChoose={(checked) => onChoose([move.activity], checked)}
                  />
                )
              );
            })}
            <Spacer height={after} columns={6} />
          </tbody>
        </table>
      </div>
      {effect.followers > 0 && <p className="note">{t('leveling.followers', { count: effect.followers })}</p>}
    </section>
  );
}
