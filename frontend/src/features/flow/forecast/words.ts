import { day, millis } from '@/lib/format/dates';
import { number, percent, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Issued } from '@/features/flow/useFlow';

const DAY = 86_400_000;

export const levelsOf = (issued: Issued): number[] =>
  (issued.when.length > 0 ? issued.when : issued.how_many).map(({ level }) => level);

/** The percentile of a forecast: a day, or so many items. */
export function told(issued: Issued, level: number): string {
  const when = issued.when.find((each) => each.level === level);
  if (when !== undefined) {
    const text = day(when.date, { year: true });
    return when.beyond ? t('forecast.orLater', { day: text }) : text;
  }
  const many = issued.how_many.find((each) => each.level === level);
  return many === undefined ? '–' : t('forecast.items', { count: many.items });
}

/** How far a percentile of one forecast lies from that of another: calendar days, or items. */
export function apart(issued: Issued, base: Issued, level: number): string {
  const find = <T extends { level: number }>(rows: readonly T[]) => rows.find((each) => each.level === level);
  const [when, then] = [find(issued.when), find(base.when)];
  if (when && then) {
    const days = Math.round((millis(when.date) - millis(then.date)) / DAY);
    return days === 0 ? t('forecast.same') : t('forecast.days', { days: signed(days) });
  }
  const [many, much] = [find(issued.how_many), find(base.how_many)];
  if (many && much) {
    const more = many.items - much.items;
    return more === 0 ? t('forecast.same') : t('forecast.more', { items: signed(more) });
  }
  return '';
}

/** "When are 40 more items of Edge done?" */
export function questionWords({ question }: Issued): string {
  const { name, teams, items, milestone, growing } = question;
  const until = question.until ? day(question.until, { year: true }) : '';
  if (milestone) {
    const words = { milestone, day: until };
    return until ? t('forecast.q.milestoneBy', words) : t('forecast.q.milestone', words);
  }
  if (teams && teams.length > 0) {
    const parts = teams
      .map((each) => t('forecast.q.part', { count: each.items, name: each.name }))
      .join(', ');
    return until ? t('forecast.q.teamsBy', { parts, day: until }) : t('forecast.q.teams', { parts });
  }
  const of = name ? t('forecast.q.of', { name }) : '';
  if (!items) return t('forecast.q.count', { of, day: until });
  const words = { count: items, of, more: growing ? t('forecast.q.growing') : '' };
  return until ? t('forecast.q.itemsBy', { ...words, day: until }) : t('forecast.q.items', words);
}

export function whatIfWords({ question }: Issued): string {
  const { people, drop, limit, split, start, pace } = question.what_if ?? {};
  const parts = [
    people && t('forecast.if.peopleSaid', { now: people.now, then: people.then }),
    drop &&
      (drop > 0 ? t('forecast.if.dropSaid', { count: drop }) : t('forecast.if.addSaid', { count: -drop })),
    limit && t('forecast.if.limitSaid', { count: limit }),
    split && t('forecast.if.splitSaid', { count: split }),
    start && t('forecast.if.startSaid', { day: day(start, { year: true }) }),
    pace && pace !== 1 && t('forecast.if.paceSaid', { share: percent(pace) }),
  ].filter(Boolean);
  return parts.join(', ');
}

export type Verdict = 'open' | 'held' | 'missed' | 'supposed' | 'none';

/** What came of a forecast, judged at P85; what supposes something is never judged. */
export function verdictOf({ question, state, outcome }: Issued): Verdict {
  if (question.what_if) return 'supposed';
  if (state !== 'enough') return 'none';
  if (outcome === null) return 'open';
  return outcome.held['85'] ? 'held' : 'missed';
}

/** The history of a record; all items of a program have no name. */
export const nameOf = ({ history }: { history: string | null }): string =>
  history === null || history === '' ? t('forecast.held.own') : history;

export const shareWords = (share: { share: number; low: number; high: number }): string =>
  t('forecast.held.share', {
    share: percent(share.share),
    low: number(Math.round(share.low * 100)),
    high: number(Math.round(share.high * 100)),
  });
