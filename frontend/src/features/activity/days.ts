/** An instant in the program's zone as a date field shows it: its day, or day and time where it is not the edge of one.
 * With `end` midnight belongs to the day before. */
export function wallDay(value: string, zone: string, end: boolean): string {
  if (value.length <= 10) return value;
  if (!/(Z|[+-]\d\d:\d\d)$/.test(value)) return value;
  const parts = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', time = ''] = parts.format(new Date(value)).split(' ');
  if (time !== '00:00') return `${day}T${time}`;
  if (!end) return day;
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
