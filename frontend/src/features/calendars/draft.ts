/** A calendar as it is typed, and what the server takes of it. Pure. */
import { asText, type FormFields } from '@/components/conflict/fields';
import { day, fullDay } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { dayText, linesOf, minutesOf, shiftsOf, weekOf, type Shift } from './shifts';
import type { CalendarRow } from './useCalendars';
import { offsetOf } from './zones';

export const KINDS = ['holiday', 'time_off', 'freeze', 'working'] as const;
export type Kind = (typeof KINDS)[number];
export type Exception = { first: string; last: string; hours: string; title: string; kind: Kind };
export type Draft = {
  title: string;
  /** Empty inherits. */
  zone: string;
  base: string;
  inherits: boolean;
  lines: string[];
  exceptions: Exception[];
  holidays: string[];
};
type Stored = { start: string; end: string; shifts?: Shift[]; title?: string; kind?: string };

const NEXT = 86_400_000;
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * NEXT).toISOString().slice(0, 10);

const kindOf = (value: unknown): Kind => KINDS.find((kind) => kind === value) ?? 'holiday';

const exceptionOf = ({ start, end, shifts = [], title = '', kind }: Stored): Exception => ({
  first: start,
  last: plusDays(end, -1),
  hours: dayText(shifts),
  title,
  kind: shifts.length > 0 ? 'working' : kindOf(kind),
});

export const draftOf = (row: CalendarRow): Draft => ({
  title: row.title,
  zone: row.zone ?? '',
  base: row.base ?? '',
  inherits: row.week === null,
  lines: linesOf(row.week ?? row.works),
  exceptions: row.exceptions.map(exceptionOf),
  holidays: [...row.holidays],
});

/** Why a draft cannot be sent yet, by field; the lines of the week by day. */
export type Wrong = {
  title: boolean;
  zone: boolean;
  days: number[];
  /** No working time at all. */
  idle: boolean;
  exceptions: number[];
};

export function wrongIn(draft: Draft): Wrong {
  const own = draft.inherits ? null : weekOf(draft.lines);
  return {
    title: draft.title.trim() === '',
    zone: draft.zone.trim() !== '' && offsetOf(draft.zone.trim(), new Date()) === null,
    days: own?.wrong ?? [],
    idle: own !== null && own.wrong.length === 0 && minutesOf(own.week) === 0,
    exceptions: draft.exceptions.flatMap((each, at) => (exceptionIsRight(each) ? [] : [at])),
  };
}

export const isRight = (wrong: Wrong): boolean =>
  !wrong.title && !wrong.zone && !wrong.idle && wrong.days.length === 0 && wrong.exceptions.length === 0;

export function exceptionIsRight({ first, last, hours, kind }: Exception): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(first) || (last !== '' && last < first)) return false;
  if (kind !== 'working') return true;
  const shifts = shiftsOf(hours);
  return shifts !== null && shifts.length > 0 && shifts.every(({ start, finish }) => finish > start);
}

/** Days off as the server has them, to be typed; and back. */
export const exceptionsOf = (value: unknown): Exception[] => (list(value) as Stored[]).map(exceptionOf);
export const inputOfExceptions = (exceptions: readonly Exception[]) =>
  exceptions.map(({ first, last, hours, title, kind }) => ({
    start: first,
    end: plusDays(last || first, 1),
    shifts: kind === 'working' ? (shiftsOf(hours) ?? []) : [],
    title: title.trim(),
    kind,
  }));

/** The fields as the server takes them. */
export function inputOf(draft: Draft) {
  return {
    title: draft.title.trim(),
    zone: draft.zone.trim() || null,
    base: draft.base || null,
    week: draft.inherits ? null : weekOf(draft.lines).week,
    exceptions: inputOfExceptions(draft.exceptions),
    holidays: draft.holidays,
  };
}

export const only = (input: ReturnType<typeof inputOf>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));

/** The same exception in each year up to `until`; 29 February only where there is one. */
export function repeated(exception: Exception, until: number): Exception[] {
  const found: Exception[] = [];
  const length = Math.round(
    (Date.parse(exception.last || exception.first) - Date.parse(exception.first)) / NEXT,
  );
  for (let year = Number(exception.first.slice(0, 4)); year <= until; year += 1) {
    const first = `${year}${exception.first.slice(4)}`;
    const real = new Date(`${first}T00:00:00Z`).toISOString().slice(0, 10);
    if (real === first) found.push({ ...exception, first, last: plusDays(first, length) });
  }
  return found;
}

export const daysText = ({ first, last }: Exception): string =>
  last === '' || last === first ? fullDay(first) : `${day(first)}–${fullDay(last)}`;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function calendarFields(names: { calendars: ReadonlyMap<string, string> }): FormFields<Draft> {
  return {
    title: {
      label: t('calendars.name'),
      of: ({ title }) => ({ title }),
      read: (theirs) => ({ title: asText(theirs) }),
      show: ({ title }) => title,
    },
    zone: {
      label: t('calendars.zone'),
      of: ({ zone }) => ({ zone }),
      read: (theirs) => ({ zone: asText(theirs) }),
      show: ({ zone }) => zone || t('calendars.inherited'),
    },
    base: {
      label: t('calendars.base'),
      of: ({ base }) => ({ base }),
      read: (theirs) => ({ base: asText(theirs) }),
      show: ({ base }) => (base ? (names.calendars.get(base) ?? base) : t('word.none')),
    },
    week: {
      label: t('calendars.week'),
      of: ({ inherits, lines }) => (inherits ? { inherits } : { inherits, lines }),
      read: (theirs) =>
        theirs === null ? { inherits: true } : { inherits: false, lines: linesOf(theirs as Shift[][]) },
      show: ({ inherits, lines }) => (inherits ? t('calendars.inherited') : lines.filter(Boolean).join('\n')),
    },
    exceptions: {
      label: t('calendars.exceptions'),
      of: ({ exceptions }) => ({ exceptions }),
      read: (theirs) => ({ exceptions: exceptionsOf(theirs) }),
      show: ({ exceptions }) =>
        exceptions.map((each) => `${daysText(each)} ${each.title}`.trim()).join('\n') || t('word.none'),
    },
    holidays: {
      label: t('calendars.holidays'),
      of: ({ holidays }) => ({ holidays }),
      read: (theirs) => ({ holidays: list(theirs).map(asText) }),
      show: ({ holidays }) => holidays.join(', ') || t('word.none'),
    },
  };
}
