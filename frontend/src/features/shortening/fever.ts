import type { Chain, Point } from './useShortening';

export const SIZE = { height: 260, left: 46, right: 16, top: 12, bottom: 34 } as const;
const [FULL, STEP, SPARE] = [1, 0.25, 0.1];

export type Known = Point & { consumed: number };
export type Fever = {
  points: { point: Known; x: number; y: number }[];
  zones: { green: string; amber: string; red: string };
  done: { value: number; x: number }[];
  used: { value: number; y: number }[];
  full: number;
};

const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** The chart's places in pixels: done to the right, buffer used upward, the zones between their straight lines. */
export function fever(points: readonly Point[], zones: Chain['zones'], width: number): Fever {
  const known = points.filter((point): point is Known => point.consumed !== null);
  const values = known.map(({ consumed }) => consumed);
  const high = Math.ceil((Math.max(FULL, ...values) + SPARE) / STEP) * STEP;
  const low = Math.min(0, Math.floor(Math.min(0, ...values) / STEP) * STEP);
  const [right, bottom] = [width - SIZE.right, SIZE.height - SIZE.bottom];
  const x = (done: number) => SIZE.left + (right - SIZE.left) * done;
  const y = (used: number) =>
    SIZE.top + ((bottom - SIZE.top) * (high - within(used, low, high))) / (high - low);
  const area = ([a = high, b = high]: readonly number[], [c = low, d = low]: readonly number[]) =>
    `M${x(0)} ${y(a)}L${x(1)} ${y(b)}L${x(1)} ${y(d)}L${x(0)} ${y(c)}Z`;
  const ticks = Math.round((high - low) / STEP);
  const every = ticks > 8 ? 2 : 1;
  return {
    points: known.map((point) => ({ point, x: x(point.done), y: y(point.consumed) })),
    zones: {
      green: area(zones.amber ?? [], []),
      amber: area(zones.red ?? [], zones.amber ?? []),
      red: area([], zones.red ?? []),
    },
    done: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, x: x(value) })),
    used: Array.from({ length: ticks + 1 }, (_, at) => low + at * STEP)
      .filter((_, at) => at % every === 0)
      .map((value) => ({ value, y: y(value) })),
    full: y(FULL),
  };
}
