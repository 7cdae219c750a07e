/** Working shifts as people type them, "09:00–12:00, 13:00–17:00", and as the server has them. A night shift is typed on the day it begins and is two shifts to the server. Pure. */
export type Shift = { start: number; finish: number };
/** Monday to Sunday. */
export type Week = Shift[][];

const DAY = 1440;
export const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const written = ({ start, finish }: Shift): string => `${clock(start)}–${clock(finish)}`;

/** The shifts of one day by themselves. */
export const dayText = (shifts: readonly Shift[]): string => shifts.map(written).join(', ');

function minuteOf(text: string): number | null {
  const found = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (found === null) return null;
  const minute = Number(found[1]) * 60 + Number(found[2] ?? 0);
  return Number(found[2] ?? 0) < 60 && minute <= DAY ? minute : null;
}

/** The shifts of one line; one that ends before it begins runs over midnight. Null for what is no shifts. */
export function shiftsOf(text: string): Shift[] | null {
  const parts = text
    .replace(/\s*[-–—]\s*/g, '–')
    .split(/[\s,;]+/)
    .filter((part) => part !== '' && part !== '–');
  const shifts: Shift[] = [];
  for (const part of parts) {
    const [from = '', to = '', ...more] = part.split('–');
    const start = minuteOf(from);
    const finish = minuteOf(to);
    if (start === null || finish === null || more.length > 0 || start === finish || start === DAY)
      return null;
    shifts.push({ start, finish });
  }
  return shifts.toSorted((a, b) => a.start - b.start);
}

/** Seven lines as the server's week; a line that says nothing is a day off. `wrong` names the days that cannot be. */
export function weekOf(lines: readonly string[]): { week: Week; wrong: number[] } {
  const read = lines.map((line) => shiftsOf(line));
  const week: Week = lines.map(() => []);
  read.forEach((shifts, day) =>
    shifts?.forEach(({ start, finish }) => {
      if (finish > start) week[day]?.push({ start, finish });
      else {
        week[day]?.push({ start, finish: DAY });
        if (finish > 0) week[(day + 1) % 7]?.unshift({ start: 0, finish });
      }
    }),
  );
  week.forEach((shifts) => shifts.sort((a, b) => a.start - b.start));
  const overlaps = week.flatMap((shifts, day) =>
    shifts.some((shift, at) => at > 0 && shift.start < (shifts[at - 1]?.finish ?? 0)) ? [day] : [],
  );
  const unread = read.flatMap((shifts, day) => (shifts === null ? [day] : []));
  return { week, wrong: [...new Set([...unread, ...overlaps])] };
}

/** The server's week as seven lines: what runs over midnight stands on the day it begins. */
export function linesOf(week: readonly (readonly Shift[])[]): string[] {
  const runsOver = DAYS.map((day) => {
    const last = week[day]?.at(-1);
    const next = week[(day + 1) % 7]?.[0];
    const over = last?.finish === DAY && next?.start === 0 && last.start > 0 && next.finish <= last.start;
    return over ? next : null;
  });
  return DAYS.map((day) => {
    const shifts = week[day] ?? [];
    const own = runsOver[(day + 6) % 7] === null ? shifts : shifts.slice(1);
    return own
      .map((shift, at) => {
        const next = runsOver[day];
        return next && at === own.length - 1
          ? written({ start: shift.start, finish: next.finish })
          : written(shift);
      })
      .join(', ');
  });
}

/** Minutes of work of a week. */
export const minutesOf = (week: readonly (readonly Shift[])[]): number =>
  week.flat().reduce((sum, { start, finish }) => sum + finish - start, 0);

/** Days in a row with the same shifts: [first day, last day, shifts]. */
export function runs(week: readonly (readonly Shift[])[]): [number, number, string][] {
  const lines = linesOf(week);
  const found: [number, number, string][] = [];
  lines.forEach((line, day) => {
    const last = found.at(-1);
    if (last?.[2] === line && last[1] === day - 1) last[1] = day;
    else found.push([day, day, line]);
  });
  return found.filter(([, , line]) => line !== '');
}
