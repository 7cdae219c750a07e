import { t } from '@/lib/messages/t';
import { runs } from './shifts';
import type { CalendarRow, CalendarUse } from './useCalendars';

const KINDS = ['team', 'person', 'calendar', 'activity', 'dependency'] as const;

type Props = { calendars: readonly CalendarRow[]; selected: string; onSelect: (id: string) => void };

/** The calendars, each with its week, its zone and who works on it. */
export function CalendarList({ calendars, selected, onSelect }: Props) {
  return (
    <nav className="card cal-list" aria-label={t('calendars.list')}>
      <ul>
        {calendars.map((row) => (
          <li key={row.id}>
            <button type="button" aria-current={row.id === selected} onClick={() => onSelect(row.id)}>
              <span className="name">
                <b>{row.title}</b>
                {row.default && <span className="tag">{t('calendars.default')}</span>}
              </span>
              <span className="sec small">{weekWords(row)}</span>
              <span className="dim small">{[row.works_in, ...row.holidays].join(' · ')}</span>
              <span className="dim small">
                {[...usesOf(row.uses), t('calendars.openWork', { count: row.activities })].join(', ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const dayName = (day: number): string => t(`calendars.short.${(day % 7) as 0}`);

/** "Mon–Fri 09:00–17:00, Sat 10:00–14:00". */
export const weekWords = (row: CalendarRow): string =>
  runs(row.works)
    .map(
      ([from, to, shifts]) => `${from === to ? dayName(from) : `${dayName(from)}–${dayName(to)}`} ${shifts}`,
    )
    .join(', ');

export const usesOf = (uses: readonly CalendarUse[]): string[] =>
  KINDS.flatMap((kind) => {
    const count = uses.filter((use) => use.kind === kind).length;
    return count === 0 ? [] : [t(`calendars.use.${kind}`, { count })];
  });
