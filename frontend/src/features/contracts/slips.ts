/** How the promised day of a contract moved, in words and as a line. Pure. */
import type { ContractRow } from '@/api/types';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

const DAY = 86_400_000;
const EDGE = 8;
const between = (before: string, after: string): number =>
  Math.round((Date.parse(after) - Date.parse(before)) / DAY);

type Promises = Pick<ContractRow, 'promises' | 'needed'>;

/** One sentence; null where nothing was promised. */
export function slipWords({ promises, needed }: Promises): string | null {
  const [first, last] = [promises[0], promises.at(-1)];
  if (first === undefined || last === undefined) return null;
  const by = needed === null ? 0 : between(needed, last.date);
  const against =
    needed === null
      ? ''
      : by > 0
        ? t('contract.slip.afterNeed', { days: t('contract.step.days', { count: by }), needed: day(needed) })
        : t('contract.slip.inTime', { needed: day(needed) });
  if (promises.length === 1)
    return [t('contract.slip.once', { said: day(first.said), date: day(first.date) }), against]
      .join(' ')
      .trim();
  const moved = between(first.date, last.date);
  const values = {
    times: t('contract.slip.times', { count: promises.length - 1 }),
    first: day(first.date),
    last: day(last.date),
    days: t('contract.step.days', { count: Math.abs(moved) }),
  };
  const key = moved > 0 ? 'contract.slip.later' : moved < 0 ? 'contract.slip.earlier' : 'contract.slip.same';
  return [t(key, values), against].join(' ').trim();
}

type Point = { x: number; y: number };
export type SlipLine = { path: string; points: Point[]; needed: number; end: number };

/** Steps from promise to promise until today; null where nothing moved. Heights are measured from the top. */
export function slipLine(
  { promises, needed }: Promises,
  today: string,
  width: number,
  height: number,
): SlipLine | null {
  const last = promises.at(-1);
  if (promises.length < 2 || last === undefined) return null;
  const times = [...promises.map(({ said }) => Date.parse(said)), Date.parse(today)];
  const dates = [...promises.map(({ date }) => date), needed ?? last.date].map((date) => Date.parse(date));
  const [left, right] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(...dates), Math.max(...dates)];
  const x = (time: number) => ((time - left) / Math.max(right - left, DAY)) * (width - 2 * EDGE) + EDGE;
  const y = (time: number) =>
    height - EDGE - ((time - low) / Math.max(high - low, DAY)) * (height - 2 * EDGE);
  const points = promises.map(({ said, date }) => ({ x: x(Date.parse(said)), y: y(Date.parse(date)) }));
  const [start, ...rest] = points as [Point, ...Point[]];
  const steps = rest.map((point) => `H${point.x.toFixed(1)}V${point.y.toFixed(1)}`).join('');
  return {
    path: `M${start.x.toFixed(1)} ${start.y.toFixed(1)}${steps}H${x(right).toFixed(1)}`,
    points,
    needed: y(Date.parse(needed ?? last.date)),
    end: y(Date.parse(last.date)),
  };
}
