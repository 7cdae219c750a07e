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

/** "When are 40 items of Edge and Search done?" */
export function questionWords({ question }: Issued): string {
  const names = question.names ?? [];
  const of = names.length === 0 ? '' : t('forecast.q.of', { names: names.join(', ') });
  const until = question.until ? day(question.until, { year: true }) : '';
  if (question.milestone) {
    return until
      ? t('forecast.q.milestoneBy', { milestone: question.milestone, day: until })
      : t('forecast.q.milestone', { milestone: question.milestone });
  }
  if (question.items) {
    const words = { count: question.items, of };
    return until ? t('forecast.q.itemsBy', { ...words, day: until }) : t('forecast.q.items', words);
  }
  return t('forecast.q.count', { of, day: until });
}

export function whatIfWords({ question }: Issued): string {
  const { people, drop, wip_limit: limit, split } = question.what_if ?? {};
  const parts = [
    people && t('forecast.if.peopleSaid', { count: signed(people) }),
    drop && t('forecast.if.dropSaid', { count: drop }),
    limit && t('forecast.if.wip_limitSaid', { count: limit }),
    split && t('forecast.if.splitSaid', { share: percent(split) }),
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
