import { t } from '@/lib/messages/t';
import { labelled, timeAxis } from '@/lib/axis';
import { minuteDay, monthShort } from '@/lib/format/dates';
import type { Span } from './rows';
import type { Comparison } from './useBaselines';

const HEIGHT = 22;
const LEAST = 3;
const DIAMOND = 4.5;

type Bar = { start: number | null; finish: number | null };

const sides = ({ rows }: Comparison, row: number): { was: Bar; now: Bar } => ({
  was: { start: rows.start_before[row] ?? null, finish: rows.finish_before[row] ?? null },
  now: { start: rows.start_after[row] ?? null, finish: rows.finish_after[row] ?? null },
});

export const finishDay = (minute: number, zone: string): string => minuteDay(minute - 1, zone);

/** "3 Sep to 18 Sep"; one day where it starts and ends on the same. */
function days({ start, finish }: Bar, zone: string): string {
  if (start === null || finish === null) return '';
  const [from, to] = [minuteDay(start, zone), finishDay(Math.max(finish, start + 1), zone)];
  return from === to ? from : `${from} – ${to}`;
}

/** Both states of an activity in words, for those who do not see the bars. */
export function barWords(found: Comparison, row: number): string {
  const both = sides(found, row);
  const was = days(both.was, found.zone);
  const now = days(both.now, found.zone);
  const names = { before: found.before.title, after: found.after.title, was, now };
  return t(`baselines.bar.${was === '' ? 'added' : now === '' ? 'removed' : 'both'}`, names);
}

const isoDay = (minute: number): string => new Date(minute * 60_000).toISOString().slice(0, 10);

/** Names of months above the bars. */
export function Months({ span, width }: { span: Span; width: number }) {
  const axis = timeAxis(isoDay(span.start), isoDay(span.finish), width);
  return (
    <svg className="b-months" width={width} height={14} aria-hidden="true">
      {labelled(axis.months, 44, 74).map(({ at, ms }) => (
        <text key={ms} x={at} y={11}>
          {axis.years ? new Date(ms).getUTCFullYear() : monthShort(ms, new Date(ms).getUTCMonth() === 0)}
        </text>
      ))}
    </svg>
  );
}

type Props = { found: Comparison; row: number; span: Span; width: number };

/** The earlier state as a thin ghost below the later one; a milestone is a diamond, hollow where it was. */
export function GhostBars({ found, row, span, width }: Props) {
  const { rows } = found;
  const { was, now } = sides(found, row);
  const x = (at: number) => ((at - span.start) / (span.finish - span.start)) * width;
  const milestone = rows.kind[row] === 'milestone';
  const draw = ({ start, finish }: Bar, ghost: boolean) => {
    if (start === null || finish === null) return null;
    const kind = ghost ? 'ghost' : `now ${rows.critical[row] ? 'critical' : ''}`;
    if (milestone) {
      const [at, y] = [x(finish), ghost ? 16 : 8];
      const points = `${at},${y - DIAMOND} ${at + DIAMOND},${y} ${at},${y + DIAMOND} ${at - DIAMOND},${y}`;
      return <polygon className={`mark ${kind}`} points={points} />;
    }
    return (
      <rect
        className={`bar ${kind}`}
        x={x(start)}
        y={ghost ? 15 : 4}
        width={Math.max(x(finish) - x(start), LEAST)}
        height={ghost ? 3.5 : 9}
        rx={ghost ? 0 : 1.5}
      />
    );
  };
  return (
    <svg className="ghost-bars" width={width} height={HEIGHT} aria-hidden="true">
      {draw(now, false)}
      {draw(was, true)}
    </svg>
  );
}
