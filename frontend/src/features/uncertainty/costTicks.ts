const STEPS = [1, 2, 2.5, 5, 10];

/** About four round levels that enclose the costs; they need not begin at 0, because the chart has dots and no bars. */
export function costTicks(low: number, high: number, count = 4): number[] {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = (STEPS.find((each) => each * power >= span / count) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
