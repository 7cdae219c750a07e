const DAY = 86_400_000;

/** The calendar day `days` after one, both `YYYY-MM-DD`. */
export const dayAfter = (start: string, days: number): string =>
  new Date(Date.parse(`${start}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Where on a line of `whole` days a day stands, in percent: never off the line. */
export const place = (day: number, whole: number): number =>
  whole <= 0 ? 0 : Math.min(100, Math.max(0, (day / whole) * 100));
