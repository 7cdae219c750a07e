/** Days off as they are pasted from a spreadsheet: what can be read, and why each other line cannot. */
import { t } from '@/lib/messages/t';

export type Somebody = {
  id: string;
  name: string;
  email: string;
  off: readonly { start: string; end: string }[];
};
/** `end` is the day after the last one. */
export type DayOff = { person: string; start: string; end: string; title: string };
export type Refused = { line: number; text: string; why: string };
export type Read = { good: DayOff[]; bad: Refused[] };

const DAY_MS = 86_400_000;

export function readDaysOff(text: string, people: readonly Somebody[]): Read {
  const good: DayOff[] = [];
  const bad: Refused[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const found = readLine(line, people);
    if (typeof found === 'string') bad.push({ line: at + 1, text: line, why: found });
    else if (isKnown(found, people, good))
      bad.push({ line: at + 1, text: line, why: t('staffing.paste.known') });
    else good.push(found);
  }
  return { good, bad };
}

function readLine(line: string, people: readonly Somebody[]): DayOff | string {
  const [who = '', first = '', last = '', ...rest] = line.split(/[\t;]/).map((part) => part.trim());
  if (who === '' || first === '') return t('staffing.paste.short');
  const named = people.filter((each) => isNamed(each, who));
  if (named.length === 0) return t('staffing.paste.noPerson', { name: who });
  const person = named[0];
  if (named.length > 1 || person === undefined) return t('staffing.paste.twoPeople', { name: who });
  const start = readDay(first);
  if (!isDay(start)) return start.why;
  const end = readDay(last === '' ? first : last);
  if (!isDay(end)) return end.why;
  if (end.day < start.day) return t('staffing.paste.order', { first: start.day, last: end.day });
  return { person: person.id, start: start.day, end: dayAfter(end.day), title: rest.join(' ').slice(0, 300) };
}

const isNamed = ({ id, name, email }: Somebody, who: string): boolean =>
  [id, name, email].some((each) => each !== '' && each.toLowerCase() === who.toLowerCase());

type Day = { day: string } | { why: string };
const isDay = (read: Day): read is { day: string } => 'day' in read;

/** ISO or day.month.year. With slashes nobody can tell the day from the month. */
export function readDay(text: string): Day {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const dots = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (slashes) return readSlashes(text, Number(slashes[1]), Number(slashes[2]), Number(slashes[3]));
  const parts = iso ? [iso[1], iso[2], iso[3]] : dots ? [dots[3], dots[2], dots[1]] : null;
  const made = parts && dayFrom(Number(parts[0]), Number(parts[1]), Number(parts[2]));
  return made ? { day: made } : { why: t('staffing.paste.noDay', { text }) };
}

function readSlashes(text: string, a: number, b: number, year: number): Day {
  if (a <= 12 && b <= 12 && a !== b) return { why: t('staffing.paste.slashes', { text }) };
  const made = a > 12 ? dayFrom(year, b, a) : dayFrom(year, a, b);
  return made ? { day: made } : { why: t('staffing.paste.noDay', { text }) };
}

/** The day as `YYYY-MM-DD`; null where the calendar does not have it. */
function dayFrom(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year > 1900 && year < 2100;
  return real ? at.toISOString().slice(0, 10) : null;
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);

function isKnown(found: DayOff, people: readonly Somebody[], good: readonly DayOff[]): boolean {
  const same = (each: { start: string; end: string }) => each.start === found.start && each.end === found.end;
  const own = people.find(({ id }) => id === found.person)?.off ?? [];
  return own.some(same) || good.some((each) => each.person === found.person && same(each));
}
