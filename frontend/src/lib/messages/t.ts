import { en } from './en';
import type { MessageKey } from './en';

export type Vars = Record<string, string | number>;
type Plural = { one: string; other: string };

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
  const message: string | Plural = en[key];
  if (typeof message === 'string') return fill(message, vars);
  const form = plural.select(Number(vars.count)) === 'one' ? message.one : message.other;
  return fill(form, vars);
}
