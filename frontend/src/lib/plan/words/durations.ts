/** Durations and lags as a planner writes them: `8d`, `2w`, `16h`, `3ed`, `5d/8d/15d`, `-1d`, `50%`. */

export type Span = { text: string; days: number };
export type Estimate = { low: Span; likely: Span; high: Span };

const SPAN = /^([-\u2212+]?)(\d+(?:[.,]\d+)?)\s*(em|eh|ed|ew|m|h|d|w)?$/i;

/** One amount; a bare number is days. Days are working days of `hoursPerDay`, elapsed days of 24 hours. */
export function parseSpan(text: string, hoursPerDay: number): Span | null {
  const found = SPAN.exec(text.trim());
  if (found === null) return null;
  const sign = found[1] === '-' || found[1] === '\u2212' ? -1 : 1;
  const amount = Number((found[2] ?? '').replace(',', '.'));
  const unit = (found[3] ?? 'd').toLowerCase();
  const days = sign * amount * daysIn(unit, hoursPerDay);
  return { text: `${sign < 0 ? '-' : ''}${amount}${unit}`, days };
}

function daysIn(unit: string, hoursPerDay: number): number {
  const elapsed = unit.startsWith('e');
  const hours = elapsed ? 24 : hoursPerDay;
  const step = unit.at(-1);
  if (step === 'w') return elapsed ? 7 : 5;
  if (step === 'h') return 1 / hours;
  if (step === 'm') return 1 / (60 * hours);
  return 1;
}

/** A duration of zero or more. */
export function parseDuration(text: string, hoursPerDay: number): Span | null {
  const span = parseSpan(text, hoursPerDay);
  return span === null || span.days < 0 || text.trim().startsWith('-') ? null : span;
}

/** `5/8/15` or `5d/8d/3w`, in rising order. */
export function parseEstimate(text: string, hoursPerDay: number): Estimate | null {
  const [low, likely, high, more] = text.split('/').map((part) => parseDuration(part, hoursPerDay));
  if (!low || !likely || !high || more !== undefined) return null;
  return low.days <= likely.days && likely.days <= high.days ? { low, likely, high } : null;
}

export function estimateText({ low, likely, high }: Estimate): string {
  return `${low.text}/${likely.text}/${high.text}`;
}

/** A lag: an amount, or a share of the predecessor's duration. Empty is none. */
export function parseLag(text: string, hoursPerDay: number): string | null {
  const bare = text.trim().replace(/^\+/, '');
  if (bare === '') return '0d';
  if (/^-?\d+(\.\d+)?\s*%$/.test(bare)) return bare.replace(/\s/g, '');
  return parseSpan(bare, hoursPerDay)?.text ?? null;
}

/** Percent as typed (`80`, `80 %`) as a share; null outside 0 to 100. */
export function parsePercent(text: string): number | null {
  const found = /^(\d+(?:[.,]\d+)?)\s*%?$/.exec(text.trim());
  if (found === null) return null;
  const value = Number((found[1] ?? '').replace(',', '.'));
  return value <= 100 ? value / 100 : null;
}

/** `8` and `2.5`: days in a figure. */
export function daysFigure(days: number): string {
  return String(Math.round(days * 10) / 10);
}
