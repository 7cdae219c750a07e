/** A contract as it is typed, and its fields as the server names them. */
import type { ContractRow } from '@/api/types';
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { MessageKey } from '@/lib/messages/en';

export type Draft = {
  what: string;
  provider: string;
  consumer: string;
  needed: string;
  /** The promise that holds; on a contract that is there, another day is another promise. */
  promise: string;
  confidence: string;
  acceptance: string;
  asked: string;
  escalates: string;
  delivered: string;
  note: string;
};
export type Errors = Partial<Record<keyof Draft, string>>;

export const confidences = ['low', 'medium', 'high'] as const;

export function draftOf(row: ContractRow | null, today: string): Draft {
  return {
    what: row?.what ?? '',
    provider: row?.provider.id ?? '',
    consumer: row?.consumer.id ?? '',
    needed: row?.needed ?? '',
    promise: row?.promised ?? '',
    confidence: row?.confidence ?? 'medium',
    acceptance: row?.acceptance ?? '',
    asked: row ? (row.asked ?? '') : today,
    escalates: row?.escalates ?? '',
    delivered: row?.delivered ?? '',
    note: row?.note ?? '',
  };
}

export function check(draft: Draft): Errors {
  const errors: Errors = {};
  if (draft.what.trim() === '') errors.what = t('contract.form.needWhat');
  if (draft.provider === '') errors.provider = t('contract.form.needTeam');
  if (draft.consumer === '') errors.consumer = t('contract.form.needTeam');
  else if (draft.consumer === draft.provider) errors.consumer = t('contract.form.twoTeams');
  if (draft.needed === '') errors.needed = t('contract.form.needDay');
  return errors;
}

/** What the server takes; an empty day clears, and an unsaid promise is none. */
export function inputOf(draft: Draft): Record<string, string | null> {
  const { promise, ...rest } = draft;
  const days = {
    asked: rest.asked || null,
    escalates: rest.escalates || null,
    delivered: rest.delivered || null,
  };
  const texts = { what: rest.what.trim(), acceptance: rest.acceptance.trim(), note: rest.note.trim() };
  return { ...rest, ...days, ...texts, ...(promise ? { promise } : {}) };
}

type Names = { teams: readonly { id: string; title: string }[] };
type Promise = { said: string; date: string };

export const nameOfField: Partial<Record<string, MessageKey>> = {
  what: 'contract.form.what',
  provider: 'contract.form.provider',
  consumer: 'contract.form.consumer',
  needed: 'contract.form.needed',
  promises: 'contract.form.promise',
  confidence: 'contract.form.confidence',
  acceptance: 'contract.form.acceptance',
  asked: 'contract.form.asked',
  escalates: 'contract.form.escalates',
  delivered: 'contract.form.delivered',
  note: 'contract.form.note',
};

/** A promise is sent as `promise` and told as the list of all `promises`. */
export const sentAs = (field: string): string => (field === 'promises' ? 'promise' : field);

const lastOf = (promises: unknown) => (promises as Promise[]).at(-1)?.date ?? '';

export function contractFields({ teams }: Names): FormFields<Draft> {
  const teamOf = (id: string) => teams.find((team) => team.id === id)?.title ?? id;
  const field = (name: string, key: keyof Draft, show: (text: string) => string): FormField<Draft> => ({
    label: t(nameOfField[name] ?? 'contract.form.what'),
    of: (draft) => ({ [key]: draft[key] }),
    read: (theirs) => ({ [key]: name === 'promises' ? lastOf(theirs) : asText(theirs) }),
    show: (draft) => (draft[key] ? show(draft[key]) : t('word.none')),
  });
  const text = (value: string) => value;
  const date = (value: string) => day(value, { year: true });
  return {
    what: field('what', 'what', text),
    provider: field('provider', 'provider', teamOf),
    consumer: field('consumer', 'consumer', teamOf),
    needed: field('needed', 'needed', date),
    promises: field('promises', 'promise', date),
    confidence: field('confidence', 'confidence', confidenceName),
    acceptance: field('acceptance', 'acceptance', text),
    asked: field('asked', 'asked', date),
    escalates: field('escalates', 'escalates', date),
    delivered: field('delivered', 'delivered', date),
    note: field('note', 'note', text),
  };
}

export function confidenceName(value: string): string {
  const known = confidences.find((each) => each === value);
  return known ? t(`contract.confidence.${known}`) : value;
}

export const fieldLabel = (field: string): string => {
  const key = nameOfField[field];
  return key ? t(key) : field;
};

/** A field's value as a refusal tells it. */
export function fieldWords(field: string, value: unknown): string {
  if (field === 'promises' && Array.isArray(value))
    return (value as Promise[]).map(({ date }) => day(date)).join(', ') || t('word.none');
  if (typeof value !== 'string' || value === '') return t('word.none');
  return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value, { year: true }) : value;
}
