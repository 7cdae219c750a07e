import { LOCALE } from './dates';

export const MINUS = '\u2212';
const NBSP = '\u00a0';

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat(LOCALE);

const trueMinus = (text: string) => text.replace('-', MINUS);

/** "1,234"; one decimal where it has one. */
export const number = (value: number): string => trueMinus(tenth.format(value));

/** "24 %". */
export const percent = (share: number): string => `${whole.format(share * 100)}${NBSP}%`;

/** A probability: "24 %", but "< 1 %" and "> 99 %" rather than a certainty that no simulation can give. */
export function chance(probability: number): string {
  if (probability < 0.01) return `<${NBSP}1${NBSP}%`;
  if (probability > 0.99) return `>${NBSP}99${NBSP}%`;
  return percent(probability);
}

/** A signed change: "+13", "−1", "0". */
export function signed(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${tenth.format(rounded)}` : `${MINUS}${tenth.format(-rounded)}`;
}

/** "+13 wd": signed working days. */
export const workingDays = (value: number): string => `${signed(value)}${NBSP}wd`;

/** "EUR 62.4 k", "USD 1.25 M": with so many significant `digits` that amounts which are compared stay apart. */
export function money(value: number, currency: string, digits = 3): string {
  const size = Math.abs(value);
  const [scaled, unit] = size >= 1e6 ? [value / 1e6, 'M'] : size >= 1e3 ? [value / 1e3, 'k'] : [value, ''];
  const text = trueMinus(exact.format(Number(scaled.toPrecision(digits))));
  return [currency, text, unit].filter(Boolean).join(NBSP);
}

/** "1.2 MB". */
export function bytes(size: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  return new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit: units[step],
    maximumFractionDigits: 1,
    unitDisplay: step === 0 ? 'long' : 'short',
  }).format(size / 1000 ** step);
}
