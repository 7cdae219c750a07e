import type { MessageKey } from './en';
import { first } from './first';

export type Vars = Record<string, string | number>;
type Plural = { one: string; other: string };

const known: Record<string, string | Plural> = { ...first };
let whole: Promise<void> | null = null;

/** Load what is not there from the start: each page but the plan waits for it, and so does what opens over a page. */
export function loadMessages(): Promise<void> {
  whole ??= import('./later').then(({ later }) => {
    Object.assign(known, later);
  });
  return whole;
}

/** Whether there is a sentence for a key that was put together. */
export const hasMessage = (key: string): key is MessageKey => key in known;

const plural = new Intl.PluralRules('en');
const figure = new Intl.NumberFormat('en');

const fill = (text: string, vars: Vars) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = vars[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? figure.format(value) : value;
  });

/** The sentence of a key in the reader's language. A plural message is chosen by `count`. */
export function t(key: MessageKey, vars: Vars = {}): string {
  const message = known[key];
  if (message === undefined) return key;
  if (typeof message === 'string') return fill(message, vars);
  const form = plural.select(Number(vars.count)) === 'one' ? message.one : message.other;
  return fill(form, vars);
}
