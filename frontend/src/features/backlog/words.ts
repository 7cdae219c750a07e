/** Words and figures of the backlog. */
import type { Backlog, BacklogField, BacklogMethod } from '@/api/types';
import type { CellError } from '@/lib/backlog/cells';
import { day } from '@/lib/format/dates';
import { money, number } from '@/lib/format/numbers';
import { hasMessage, t } from '@/lib/messages/t';

export const methods: readonly BacklogMethod[] = ['wsjf', 'rice', 'weighted', 'moscow', 'delay'];

export const methodName = (method: BacklogMethod): string => t(`backlog.method.${method}`);

/** The inputs that the method of the order reads, as columns: those of MoSCoW with what orders a class within. */
export function inputsOf({ fields, settings }: Backlog): BacklogField[] {
  const chosen = new Set<string>([settings.method ?? 'wsjf']);
  if (settings.method === 'moscow' && settings.within) chosen.add(settings.within);
  const found = fields.filter((field) => chosen.has(field.method));
  return settings.method === 'moscow' ? [...found].sort((a, b) => rank(a) - rank(b)) : found;
}

const rank = (field: BacklogField): number => (field.id === 'moscow' ? 0 : 1);

/** The head of an input's column. */
export function short(field: BacklogField): string {
  const key = `backlog.short.${field.id}`;
  return hasMessage(key) ? t(key) : field.label;
}

/** A value as the grid shows it. */
export function shown(field: BacklogField, value: number | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return number(value);
  if (field.kind === 'date') return day(value, { year: true });
  const key = `backlog.${field.id}.${value}`;
  return hasMessage(key) ? t(key) : value;
}

/** The score of a method; MoSCoW's is its class. */
export function scoreOf(backlog: Backlog, method: BacklogMethod, at: number): string {
  if ((backlog.methods[method]?.first[at] ?? 0) === 0) return '';
  if (method === 'moscow') {
    const value = backlog.items.inputs.moscow?.[at];
    const key = `backlog.moscow.${String(value)}`;
    return hasMessage(key) ? t(key) : '';
  }
  const score = backlog.methods[method]?.score[at];
  return score === null || score === undefined ? '' : figure(score);
}

/** Three digits of a small figure: 0.375, 1.88, 17.5; no fractions of a large one. */
export function figure(value: number): string {
  if (value === 0 || Math.abs(value) >= 100) return number(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** Why an item has no score under a method; empty where it has one. */
export function whyNot(backlog: Backlog, method: BacklogMethod, at: number): string {
  const reason = backlog.methods[method]?.reason[at] ?? -1;
  return reason < 0 ? '' : (backlog.reasons[reason] ?? '');
}

export function errorWords(error: CellError): string {
  if (error.kind === 'above' || error.kind === 'range')
    return t(`backlog.error.${error.kind}`, { least: error.least, most: error.most });
  if (error.kind === 'choice') return t('backlog.error.choice', { choices: error.choices.join(', ') });
  return t(`backlog.error.${error.kind}`);
}

/** What waiting costs: money, or WSJF's points. */
export const costWords = (backlog: Backlog, value: number): string =>
  backlog.cost?.money === true ? money(value, backlog.currency) : t('backlog.points', { n: number(value) });
