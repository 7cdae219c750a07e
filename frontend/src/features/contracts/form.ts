/** A contract as it is typed, and its fields as the server names them. */
import type { ContractRow } from '@/api/types';
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { MessageKey } from '@/lib/messages/en';

export type Draft = {
  what: string;
  /** A team, or one of the two outside. */
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
  vendor: string;
  /** Another program of the workspace, and its milestone. */
  program: string;
  milestone: string;
  promiser: string;
  requester: string;
  /** Activities of the plan: what the provider does, and what of the requester waits for it. */
  delivers: string;
  needed_by_activity: string;
};
export type Errors = Partial<Record<keyof Draft, string>>;

export const confidences = ['low', 'medium', 'high'] as const;

/** Providers that are no team of the program. */
export const VENDOR = '@vendor';
export const PROGRAM = '@program';
const outside = (provider: string): boolean => provider === VENDOR || provider === PROGRAM;

function providerOf(row: ContractRow | null): string {
  if (row?.provider.id !== '') return row?.provider.id ?? '';
  return row.elsewhere !== null && row.vendor === '' ? PROGRAM : VENDOR;
}

export function draftOf(row: ContractRow | null, today: string): Draft {
  return {
    what: row?.what ?? '',
    provider: providerOf(row),
    consumer: row?.consumer.id ?? '',
    needed: row?.needed ?? '',
    promise: row?.promised ?? '',
    confidence: row?.confidence ?? 'medium',
    acceptance: row?.acceptance ?? '',
    asked: row ? (row.asked ?? '') : today,
    escalates: row?.escalates ?? '',
    delivered: row?.delivered ?? '',
    note: row?.note ?? '',
    vendor: row?.vendor ?? '',
    program: row?.elsewhere?.program ?? '',
    milestone: row?.elsewhere?.milestone ?? '',
    promiser: row?.promiser?.id ?? '',
    requester: row?.requester?.id ?? '',
    delivers: row?.delivers ?? '',
    needed_by_activity: row?.needed_by_activity ?? '',
  };
}

export function check(draft: Draft): Errors {
  const errors: Errors = {};
  if (draft.what.trim() === '') errors.what = t('contract.form.needWhat');
  if (draft.provider === '') errors.provider = t('contract.form.needTeam');
  if (draft.provider === VENDOR && draft.vendor.trim() === '') errors.vendor = t('contract.form.needVendor');
  if (draft.provider === PROGRAM && draft.program === '') errors.program = t('contract.form.needProgram');
  if (draft.consumer === '') errors.consumer = t('contract.form.needTeam');
  else if (draft.consumer === draft.provider) errors.consumer = t('contract.form.twoTeams');
  if (draft.needed === '') errors.needed = t('contract.form.needDay');
  return errors;
}

/** What the server takes; an empty day clears, and an unsaid promise is none. */
export function inputOf(draft: Draft): Record<string, unknown> {
  const { promise, program, milestone, ...rest } = draft;
  const optional = {
    asked: rest.asked || null,
    escalates: rest.escalates || null,
    delivered: rest.delivered || null,
    promiser: rest.promiser || null,
    requester: rest.requester || null,
    delivers: rest.delivers || null,
    needed_by_activity: rest.needed_by_activity || null,
  };
  const parties = {
    provider: outside(rest.provider) ? '' : rest.provider,
    vendor: rest.provider === VENDOR ? rest.vendor.trim() : '',
    elsewhere: rest.provider === PROGRAM ? { program, milestone: milestone.trim() } : null,
  };
  const texts = { what: rest.what.trim(), acceptance: rest.acceptance.trim(), note: rest.note.trim() };
  return { ...rest, ...optional, ...parties, ...texts, ...(promise ? { promise } : {}) };
}

/** Who provides is told whole: the one of the three that holds, and that the others do not. */
export const sentWith = (fields: readonly string[]): string[] =>
  fields.some((name) => parties.includes(name)) ? [...new Set([...fields, ...parties])] : [...fields];
const parties = ['provider', 'vendor', 'elsewhere'];

type Names = {
  teams: readonly { id: string; title: string }[];
  people: readonly { id: string; name: string }[];
};
type Promise = { said: string; date: string };
type There = { program: string; milestone: string } | null;

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
  vendor: 'contract.form.vendor',
  elsewhere: 'contract.form.elsewhere',
  promiser: 'contract.form.promiser',
  requester: 'contract.form.requester',
  delivers: 'contract.form.delivers',
  needed_by_activity: 'contract.form.neededBy',
  standing: 'contract.col.state',
  offer: 'contract.move.date.offer',
  accepted: 'contract.move.accept',
  steps: 'contract.timeline',
  ladder: 'contract.ladder',
};

export function contractFields({ teams, people }: Names): FormFields<Draft> {
  const teamOf = (id: string) => teams.find((team) => team.id === id)?.title ?? id;
  const field = (name: string, key: keyof Draft, show: (text: string) => string): FormField<Draft> => ({
    label: t(nameOfField[name] ?? 'contract.form.what'),
    of: (draft) => ({ [key]: draft[key] }),
    read: (theirs) => ({ [key]: asText(theirs) }),
    show: (draft) => (draft[key] ? show(draft[key]) : t('word.none')),
  });
  const personOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const text = (value: string) => value;
  const date = (value: string) => day(value, { year: true });
  return {
    what: field('what', 'what', text),
    provider: {
      label: t('contract.form.provider'),
      of: ({ provider }) => ({ provider }),
      read: (theirs) => ({ provider: asText(theirs) || VENDOR }),
      show: ({ provider }) => providerName(provider, teamOf),
    },
    vendor: field('vendor', 'vendor', text),
    elsewhere: {
      label: t('contract.form.elsewhere'),
      of: ({ program, milestone }) => ({ program, milestone }),
      read: (theirs) => {
        const there = theirs as There;
        return { program: there?.program ?? '', milestone: there?.milestone ?? '' };
      },
      show: ({ program, milestone }) => [program, milestone].filter(Boolean).join(', ') || t('word.none'),
    },
    promiser: field('promiser', 'promiser', personOf),
    requester: field('requester', 'requester', personOf),
    consumer: field('consumer', 'consumer', teamOf),
    needed: field('needed', 'needed', date),
    confidence: field('confidence', 'confidence', confidenceName),
    acceptance: field('acceptance', 'acceptance', text),
    asked: field('asked', 'asked', date),
    escalates: field('escalates', 'escalates', date),
    delivered: field('delivered', 'delivered', date),
    note: field('note', 'note', text),
    delivers: field('delivers', 'delivers', text),
    needed_by_activity: field('needed_by_activity', 'needed_by_activity', text),
  };
}

function providerName(provider: string, teamOf: (id: string) => string): string {
  if (provider === VENDOR) return t('contract.form.outsideVendor');
  return provider === PROGRAM ? t('contract.form.outsideProgram') : teamOf(provider);
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
  if (Array.isArray(value)) return String(value.length);
  if (typeof value !== 'string' || value === '') return t('word.none');
  return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value, { year: true }) : value;
}
