/** Teams and people of a program as they are typed. The server takes the whole list, so the others go with it. */
import type { Cadence, HeaderPerson, HeaderTeam, HeaderWorkstream } from '@/api/types';
import { asText, type FormFields } from '@/components/conflict/fields';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { availabilityIn, availabilityText, skillsIn, skillText } from './time';

export type TeamDraft = { title: string; lead: string; location: string; calendar: string };
export type PersonDraft = {
  name: string;
  email: string;
  team: string;
  calendar: string;
  capacity: string;
  skills: string;
  role: string;
  joins: string;
  leaves: string;
  availability: string;
  external: boolean;
};

/** The lists of a program's head that are edited record by record. */
export type List = 'teams' | 'people' | 'workstreams' | 'cadences';

/** A record among the others of its list: how it is typed, and what the server takes of it. */
export type Kind<R extends { id: string }, D> = {
  list: List;
  draftOf: (record: R | undefined) => D;
  /** The record with what was typed; `before` keeps what the form does not show. */
  recordOf: (draft: D, id: string, before: R | undefined) => R;
  nameOf: (draft: D) => string;
  nameField: keyof D & string;
  words: (draft: D) => string;
};

export const teams: Kind<HeaderTeam, TeamDraft> = {
  list: 'teams',
  draftOf: (team) => ({
    title: team?.title ?? '',
    lead: team?.lead ?? '',
    location: team?.location ?? '',
    calendar: team?.calendar ?? '',
  }),
  recordOf: ({ title, lead, location, calendar }, id, before) => ({
    ...before,
    id,
    title: title.trim(),
    lead: lead || null,
    location: location.trim(),
    calendar: calendar || null,
  }),
  nameOf: ({ title }) => title,
  nameField: 'title',
  words: ({ title, lead, location, calendar }) => lines(title, lead, location, calendar),
};

export const people: Kind<HeaderPerson, PersonDraft> = {
  list: 'people',
  draftOf: (person) => ({
    name: person?.name ?? '',
    email: person?.email ?? '',
    team: person?.team ?? '',
    calendar: person?.calendar ?? '',
    capacity: String(Math.round((person?.capacity ?? 1) * 1000) / 10),
    skills: (person?.skills ?? []).map((skill) => skillText(skill, person?.levels ?? [])).join(', '),
    role: person?.role ?? '',
    joins: person?.joins ?? '',
    leaves: person?.leaves ?? '',
    availability: (person?.availability ?? []).map(availabilityText).join(', '),
    external: person?.external ?? false,
  }),
  recordOf: (
    { name, email, team, calendar, capacity, skills, role, joins, leaves, availability, external },
    id,
    before,
  ) => ({
    off: [],
    ...before,
    id,
    name: name.trim(),
    email: email.trim(),
    team: team || null,
    calendar: calendar || null,
    capacity: (percentOf(capacity) ?? 100) / 100,
    skills: skillsIn(skills).map(({ skill }) => skill),
    levels: skillsIn(skills).flatMap(({ skill, level }) => (level === null ? [] : [{ skill, level }])),
    role: role.trim(),
    joins: joins || null,
    leaves: leaves || null,
    availability: availabilityIn(availability) ?? [],
    external,
  }),
  nameOf: ({ name }) => name,
  nameField: 'name',
  words: ({ name, email, team, calendar, capacity, skills, role, joins, leaves, availability, external }) =>
    lines(
      name,
      role,
      email,
      team,
      calendar,
      percent((percentOf(capacity) ?? 100) / 100),
      availability,
      skills,
      joins,
      leaves,
      external ? t('crew.external') : '',
    ),
};

export type StreamDraft = { title: string; team: string; lead: string; way: string };

export const workstreams: Kind<HeaderWorkstream, StreamDraft> = {
  list: 'workstreams',
  draftOf: (stream) => ({
    title: stream?.title ?? '',
    team: stream?.team ?? '',
    lead: stream?.lead ?? '',
    way: stream?.way ?? 'waterfall',
  }),
  recordOf: ({ title, team, lead, way }, id, before) => ({
    ...before,
    id,
    title: title.trim(),
    team: team || null,
    lead: lead || null,
    way: way as HeaderWorkstream['way'],
  }),
  nameOf: ({ title }) => title,
  nameField: 'title',
  words: ({ title, team, lead, way }) => lines(title, team, lead, t(`way.${way as 'scrum'}`)),
};

export type CadenceDraft = {
  title: string;
  every: string;
  weekday: string;
  at: string;
  minutes: string;
  who: string;
  workstream: string;
  purpose: string;
};

export const cadences: Kind<Cadence, CadenceDraft> = {
  list: 'cadences',
  draftOf: (cadence) => ({
    title: cadence?.title ?? '',
    every: cadence?.every ?? 'week',
    weekday: cadence?.weekday ?? '',
    at: cadence?.at?.slice(0, 5) ?? '',
    minutes: cadence?.minutes?.toString() ?? '',
    who: (cadence?.who ?? []).join(', '),
    workstream: cadence?.workstream ?? '',
    purpose: cadence?.purpose ?? '',
  }),
  recordOf: ({ title, every, weekday, at, minutes, who, workstream, purpose }, id) => ({
    id,
    title: title.trim(),
    every: every as Cadence['every'],
    weekday: (weekday || null) as Cadence['weekday'],
    at: at || null,
    minutes: minutesOf(minutes),
    who: namesIn(who),
    workstream: workstream || null,
    purpose: purpose.trim(),
  }),
  nameOf: ({ title }) => title,
  nameField: 'title',
  words: ({ title, every, weekday, at, minutes, who, workstream, purpose }) =>
    lines(title, t(`every.${every as 'week'}`), weekday, at, minutes, who, workstream, purpose),
};

/** Whole minutes of a day; null for anything else. */
export function minutesOf(text: string): number | null {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= 1 && value <= 1440 ? value : null;
}

/** What stands between commas, each once. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];

const lines = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n');

/** Above 0, at most 1000; null for anything else. */
export function percentOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.').replace(/\s*%$/, ''));
  return text.trim() !== '' && value > 0 && value <= 1000 ? value : null;
}

/** Readable and free: `Data platform` is `data-platform`, the second of its name `data-platform-2`. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const stem = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'new';
  let id = stem;
  for (let number = 2; taken.includes(id); number += 1) id = `${stem}-${number}`;
  return id;
}

/** The list with one record changed, or added at its end. */
export function withRecord<R extends { id: string }>(list: readonly R[], record: R): R[] {
  const known = list.some(({ id }) => id === record.id);
  return known ? list.map((each) => (each.id === record.id ? record : each)) : [...list, record];
}

/** The one field of the form that the server knows: the list, of which this form changes one record. */
export function fieldsOf<R extends { id: string }, D>(kind: Kind<R, D>, id: string | null): FormFields<D> {
  return {
    [kind.list]: {
      label: t(`crew.${kind.list}.one`),
      of: (draft) => draft,
      read: (theirs) => kind.draftOf(recordsIn<R>(theirs).find((each) => each.id === id)),
      show: (draft) => kind.words(draft) || t('word.none'),
    },
  };
}

/** The records in a plain JSON value of the server. */
export function recordsIn<R extends { id: string }>(value: unknown): R[] {
  return Array.isArray(value) ? value.filter((each: Partial<R>): each is R => asText(each.id) !== '') : [];
}
