/** What a card says. */
import type { BoardBlocker } from '@/api/types';
import type { Age } from '@/lib/board/ages';
import type { Card } from '@/lib/board/cards';
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

type Told = { card: Card; age: Age | null; blocker: BoardBlocker | null; flagged: boolean; now: number };

/** What a card shows by its place, its color or a mark, in words. */
export function moreWords({ card, age, blocker, flagged, now }: Told): string {
  const said = [
    card.status,
    card.assignee || t('board.card.nobody'),
    blocker ? blockedWords(blocker, now) : flagged ? t('board.card.flaggedWords') : '',
    age === null ? '' : ageWords(age),
  ];
  return said.filter(Boolean).join(', ');
}
