/** Fields of an activity that are lists of rows: who does it, and on which days it rests. Pure. */
import type { components } from '@/api/schema';
import { asText } from '@/components/conflict/fields';
import { t } from '@/lib/messages/t';

type Schemas = components['schemas'];

/** `share` is percent as typed. Without a person anybody who has the skill may do it. */
export type Assigned = { person: string; share: string; skill: string };
/** Days, both included. On days with `hours` these are still worked; a plan as text sets them, the form keeps them. */
export type Rest = { first: string; last: string; title: string; hours: string };

export const NEW_ASSIGNED: Assigned = { person: '', share: '100', skill: '' };
export const NEW_REST: Rest = { first: '', last: '', title: '', hours: '' };

const records = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? (value as Record<string, unknown>[]) : [];

export const assignedFrom = (value: unknown): Assigned[] =>
  records(value).map(({ person, units, skill }) => ({
    person: asText(person),
    share: String(Number(((typeof units === 'number' ? units : 1) * 100).toFixed(6))),
    skill: asText(skill),
  }));

export const restsFrom = (value: unknown): Rest[] =>
  records(value).map(({ first, last, title, hours }) => ({
    first: asText(first),
    last: asText(last),
    title: asText(title),
    hours: asText(hours),
  }));

const shareOf = (text: string): number => Number(text.trim().replace(',', '.').replace(/\s*%$/, '')) / 100;
export const isShare = (text: string): boolean => text.trim() !== '' && shareOf(text) > 0;

/** Rows in which nothing was chosen are left out. */
const named = (rows: readonly Assigned[]) =>
  rows.filter(({ person, skill }) => person !== '' || skill.trim() !== '');
const dated = (rows: readonly Rest[]) => rows.filter(({ first, last }) => first !== '' || last !== '');

export const assignedInput = (rows: readonly Assigned[]): Schemas['AssignmentRow'][] =>
  named(rows).map(({ person, share, skill }) => ({
    person: person || null,
    units: shareOf(share),
    skill: skill.trim(),
  }));

export const restsInput = (rows: readonly Rest[]): Schemas['PauseRow'][] =>
  dated(rows).map(({ first, last, title, hours }) => ({
    first,
    last: last || null,
    title: title.trim(),
    hours,
  }));

export const sharesRight = (rows: readonly Assigned[]): boolean =>
  named(rows).every(({ share }) => isShare(share));

export function assignedWords(rows: readonly Assigned[], nameOf: (id: string) => string): string {
  const words = named(rows).map(({ person, share, skill }) => {
    const who = person === '' ? t('activity.anybody', { skill }) : nameOf(person);
    const also = person !== '' && skill !== '' ? ` (${skill})` : '';
    return `${who}${also}${shareOf(share) === 1 ? '' : ` ${share} %`}`;
  });
  return words.join(', ');
}

export const restsWords = (rows: readonly Rest[]): string =>
  dated(rows)
    .map(({ first, last, title, hours }) =>
      [last === '' || last === first ? first : `${first} – ${last}`, hours, title].filter(Boolean).join(' '),
    )
    .join(', ');
