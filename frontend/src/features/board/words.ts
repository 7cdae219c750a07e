/** What a card says, in one sentence. */
import type { BoardBlocker } from '@/api/types';
import type { Age } from '@/lib/board/ages';
import type { Card } from '@/lib/board/cards';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const DAY = 86_400_000;

export function ageWords({ days, passed }: Age): string {
  if (passed === null) return t('board.card.ageOnly', { count: days });
  const words = t(passed === 0 ? 'board.card.young' : (`board.card.old${passed}` as const));
  return t('board.card.ageWords', { count: days, words });
}

export const blockedWords = (blocker: BoardBlocker, now: number): string =>
  t('board.card.blockedBy', {
    count: Math.max(0, Math.floor((now - Date.parse(blocker.since)) / DAY)),
    cause: blocker.cause,
  });

export const initialsOf = (name: string): string =>
  name
    .split(/[\s._-]+/)
    .filter(Boolean)
    .map((word) => word[0]?.toLocaleUpperCase() ?? '')
    .filter((_letter, at, all) => at === 0 || at === all.length - 1)
    .join('');

type Told = {
  card: Card;
  age: Age | null;
  blocker: BoardBlocker | null;
  flagged: boolean;
  today: string;
  now: number;
};

export function cardWords({ card, age, blocker, flagged, today, now }: Told): string {
  const due =
    card.due === null
      ? ''
      : t(card.due < today ? 'board.card.overdue' : 'board.card.due', { day: day(card.due) });
  const more = [
    card.kind,
    card.status,
    card.assignee || t('board.card.nobody'),
    card.serviceClass === 'standard' ? '' : t(`board.class.${card.serviceClass}`),
    blocker ? blockedWords(blocker, now) : flagged ? t('board.card.flaggedWords') : '',
    age === null ? '' : ageWords(age),
    due,
    card.points === null ? '' : t('board.card.points', { n: number(card.points) }),
  ];
  return t('board.card.words', {
    key: card.key,
    title: card.title.slice(0, 300),
    more: more.filter(Boolean).join(', '),
  });
}
