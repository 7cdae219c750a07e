import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { memo, useEffect, useRef } from 'react';
import type { BoardBlocker } from '@/api/types';
import { Icon } from '@/components/icons/Icon';
import type { Age } from '@/lib/board/ages';
import type { Card as CardRow } from '@/lib/board/cards';
import { CARD, topOf } from '@/lib/board/lanes';
import { ageWords, initialsOf, moreWords } from './words';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

type Props = {
  card: CardRow;
  index: number;
  of: number;
  age: Age | null;
  blocker: BoardBlocker | null;
  flagged: boolean;
  today: string;
  now: number;
  focusable: boolean;
  carried: boolean;
  /** Whether the card flies by too fast to be read: it tells no more than its key and title. */
  flying: boolean;
  draggableHere: boolean;
};

function Foot({ card, age, blocker, flagged, today, now }: Props) {
  const late = card.due !== null && card.due < today;
  return (
    <span className="bc-foot">
      {blocker !== null && (
        <span className="tag off bc-block">
          {t('board.card.blocked', {
            days: Math.max(0, Math.floor((now - Date.parse(blocker.since)) / 86_400_000)),
          })}
        </span>
      )}
      {blocker === null && flagged && <span className="tag off bc-block">{t('board.card.flagged')}</span>}
      {age !== null && (
        <span className={`bc-age p${age.passed ?? ''}`} title={ageWords(age)}>
          <Icon name="clock" small />
          {t('board.card.age', { days: age.days })}
          {(age.passed ?? 0) >= 85 && <b> &gt; 85 %</b>}
        </span>
      )}
      {card.due !== null && (
        <span className={late ? 'off' : 'dim'}>
          {t('board.card.due', { day: day(card.due) })}
          {late ? ' !' : ''}
        </span>
      )}
      {card.points !== null && (
        <span className="dim">{t('board.card.points', { n: number(card.points) })}</span>
      )}
    </span>
  );
}

/** One work item. A button, so that it is reached and opened by key; what its looks say is there in words too. */
export const Card = memo(function Card(props: Props) {
  const { card, index, of, focusable, carried, flying, draggableHere, blocker, flagged } = props;
  const item = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = item.current;
    if (element === null || !draggableHere) return;
    // the element may show other cards later
    return draggable({ element, getInitialData: () => ({ card: element.dataset.card }) });
  }, [draggableHere]);
  const urgent = card.serviceClass !== 'standard';
  return (
    <li
      className="bc-li"
      aria-posinset={index + 1}
      aria-setsize={of}
      style={{ top: topOf(index), height: CARD }}
    >
      <button
        ref={item}
        type="button"
        className={`bc ${card.serviceClass} ${carried ? 'carried' : ''} ${blocker || flagged ? 'blocked' : ''}`}
        data-card={card.key}
        tabIndex={focusable ? 0 : -1}
        aria-describedby="board-keys"
        title={card.title.length > 60 ? card.title.slice(0, 400) : undefined}
      >
        <span className="bc-head">
          <span className="dim ell">{card.key}</span>
          {urgent && (
            <span className={`bc-class ${card.serviceClass}`}>{t(`board.class.${card.serviceClass}`)}</span>
          )}
          {!flying && card.kind && <span className="bc-kind dim ell">{card.kind}</span>}
          {!flying && card.assignee && (
            <span className="av" title={card.assignee}>
              {initialsOf(card.assignee)}
            </span>
          )}
        </span>
        <span className="bc-title">{card.title}</span>
        {!flying && <Foot {...props} />}
        {!flying && <span className="sr">{moreWords(props)}</span>}
      </button>
    </li>
  );
});
