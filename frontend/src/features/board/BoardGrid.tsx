import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties } from 'react';
import type { BoardBlocker, BoardView } from '@/api/types';
import { useSlots } from '@/components/grid/useSlots';
import { ageOf } from '@/lib/board/ages';
import type { AgeMarks } from '@/lib/board/ages';
import type { Card as CardRow } from '@/lib/board/cards';
import { spotOf, STEP, topOf, visible } from '@/lib/board/lanes';
import type { Lane, Spot } from '@/lib/board/lanes';
import { t } from '@/lib/messages/t';
import { Card } from './Card';
import { ColumnHead } from './ColumnHead';
import { useCarry } from './useCarry';
import { useDragging } from './useDragging';
import { useWindow, type Window } from './useWindow';

type Props = {
  view: BoardView;
  lanes: Lane[];
  marks: AgeMarks | undefined;
  program: string;
  mayEdit: boolean;
  now: number;
  adding: string | null;
  onAdding: (column: string | null) => void;
  onOpen: (key: string) => void;
  onDrop: (key: string, spot: Spot) => void;
};

function Slot({ index }: { index: number }) {
  return <i className="bslot" aria-hidden="true" style={{ top: topOf(index) - 6 }} />;
}

/** Where a card is drawn: `slot` is the key of the element that shows it. */
type Drawn = { slot: number; index: number; of: number; flying: boolean };

type CellProps = {
  lane: Lane;
  column: number;
  name: string;
  seen: Window;
  target: number | null;
  pinned: ReadonlySet<string>;
  draw: (card: CardRow, at: Drawn) => React.ReactNode;
};

function Cell({ lane, column, name, seen, target, pinned, draw }: CellProps) {
  const cards = useMemo(() => lane.cells[column] ?? [], [lane, column]);
  const { from, to } = visible(lane, cards.length, seen);
  const indexes = useMemo(() => {
    const kept = cards.flatMap((card, index) => (pinned.has(card.key) ? [index] : []));
    const range = Array.from({ length: to - from }, (_, at) => from + at);
    return [...kept.filter((at) => at < from), ...range, ...kept.filter((at) => at >= to)];
  }, [cards, from, to, pinned]);
  const ids = useMemo(() => indexes.map((at) => cards[at]?.key ?? ''), [cards, indexes]);
  const keys = useSlots(ids, cards, ids.find((id) => pinned.has(id)) ?? null);
  const title = lane.title ? t('board.cellIn', { lane: lane.title, name }) : name;
  return (
    <ul
      className="bcell"
      aria-label={t('board.cell', { name: title, count: cards.length })}
      style={{ height: lane.height - lane.head }}
    >
      {indexes.map((index, at) => {
        const card = cards[index];
        return card && draw(card, { slot: keys[at] ?? 0, index, of: cards.length, flying: seen.flying });
      })}
      {target !== null && <Slot index={target} />}
    </ul>
  );
}

/** The columns and their cards: one area that scrolls, cards of one height, only those in sight are drawn. */
export function BoardGrid(props: Props) {
  const { view, lanes, marks, program, mayEdit, now, adding, onAdding, onOpen, onDrop } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const wantsFocus = useRef(false);
  /** A card that was put down by key: where it is drawn anew, the focus follows it. */
  const follow = useRef<string | null>(null);
  const seen = useWindow(scroller);
  const keys = useMemo(
    () => new Set(lanes.flatMap(({ cells }) => cells.flat().map(({ key }) => key))),
    [lanes],
  );
  const [first = null] = keys;
  const focusable = current !== null && keys.has(current) ? current : first;
  const blockers = useMemo(() => {
    const found = new Map<string, BoardBlocker>();
    for (const blocker of view.blockers)
      for (const key of blocker.keys) if (!found.has(key)) found.set(key, blocker);
    return found;
  }, [view.blockers]);
  const flagged = useMemo(() => new Set(view.flagged), [view.flagged]);
  const mayMove = useCallback((key: string) => mayEdit && keys.has(key), [keys, mayEdit]);

  const focusOn = useCallback(
    (key: string) => {
      wantsFocus.current = true;
      setCurrent(key);
      const spot = spotOf(lanes, key);
      const element = scroller.current;
      const lane = spot && lanes[spot.lane];
      if (!element || !lane) return;
      const head = element.querySelector<HTMLElement>('.board-heads')?.offsetHeight ?? 0;
      const top = lane.top + lane.head + topOf(spot.index);
      if (top < element.scrollTop) element.scrollTop = Math.max(0, top - 12);
      else if (top + STEP + head > element.scrollTop + element.clientHeight)
        element.scrollTop = top + STEP + head - element.clientHeight;
    },
    [lanes],
  );
  useEffect(() => {
    const lost = follow.current !== null && document.activeElement === document.body;
    const key = lost ? follow.current : wantsFocus.current ? current : null;
    if (key === null) return;
    const card = scroller.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(key)}"]`);
    if (!card) return;
    card.focus({ preventScroll: true });
    wantsFocus.current = false;
  });

  const { carry: held, onKeyDown } = useCarry({
    lanes,
    columns: view.columns,
    current: focusable,
    mayMove,
    onCurrent: focusOn,
    onOpen,
    onDrop: (key, spot) => {
      follow.current = key;
      setCurrent(key);
      onDrop(key, spot);
    },
    announce: setSaid,
  });
  const carry = held !== null && keys.has(held.key) ? held : null;
  const drag = useDragging(scroller, lanes, view.columns.length, onDrop);
  useEffect(() => {
    const element = scroller.current;
    return element ? dropTargetForElements({ element }) : undefined;
  }, []);
  const spot = carry?.spot ?? drag?.spot ?? null;
  const moving = carry?.key ?? drag?.key ?? null;
  const pinned = useMemo(
    () => new Set([moving, focusable].filter((key): key is string => key !== null)),
    [moving, focusable],
  );
  const carried = carry?.spot;
  useEffect(() => {
    const element = scroller.current;
    const lane = carried && lanes[carried.lane];
    if (!element || !carried || !lane) return;
    const top = lane.top + lane.head + topOf(carried.index);
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - STEP);
    else if (top + 2 * STEP > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * STEP - element.clientHeight;
    element.querySelector('.bslot')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [carried, lanes]);

  const today = new Date(now).toISOString().slice(0, 10);
  const doing = useMemo(
    () => new Set(view.columns.flatMap((c) => (c.category === 'doing' ? c.states : []))),
    [view.columns],
  );
  const draw = (card: CardRow, { slot, index, of, flying }: Drawn) => (
    <Card
      key={slot}
      card={card}
      index={index}
      of={of}
      age={doing.has(card.status) ? ageOf(card, marks, now) : null}
      blocker={blockers.get(card.key) ?? null}
      flagged={flagged.has(card.key)}
      today={today}
      now={now}
      focusable={card.key === focusable}
      carried={card.key === moving}
      flying={flying && card.key !== focusable}
      draggableHere={mayEdit}
    />
  );
  const shownIn = (column: number) => lanes.reduce((n, lane) => n + (lane.cells[column]?.length ?? 0), 0);
  const style = { '--columns': view.columns.length } as CSSProperties;
  const height = lanes.reduce((sum, lane) => sum + lane.height, 0);
  return (
    // One area listens for its cards, which are the buttons inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={scroller}
      className={`board-scroll ${moving ? 'moving' : ''}`}
      style={style}
      onKeyDown={(event) => {
        follow.current = null;
        onKeyDown(event);
      }}
      onClick={(event) => {
        follow.current = null;
        const key = (event.target as HTMLElement).closest<HTMLElement>('[data-card]')?.dataset.card;
        if (key === undefined) return;
        setCurrent(key);
        onOpen(key);
      }}
    >
      <p id="board-keys" className="sr">
        {t('board.keys')}
      </p>
      <p className="sr" role="status" aria-live="assertive">
        {held !== null && carry === null ? t('board.carry.gone') : said}
      </p>
      <div className="board-heads">
        {view.columns.map((column, at) => (
          <ColumnHead
            key={column.id}
            column={column}
            shown={shownIn(at)}
            excess={view.excesses.find((each) => each.column === column.id)}
            program={program}
            workstream={view.workstream}
            adding={adding === column.id}
            onAdding={(open) => onAdding(open ? column.id : null)}
            mayEdit={mayEdit}
          />
        ))}
      </div>
      <div className="board-lanes" style={{ height }}>
        {lanes.map((lane, laneAt) => (
          <section
            key={lane.id}
            className="blane"
            style={{ top: lane.top, height: lane.height }}
            aria-label={lane.title || t('board.title')}
          >
            {lane.head > 0 && <h3 className="blane-head">{lane.title}</h3>}
            <div className="brow">
              {view.columns.map((column, at) => (
                <Cell
                  key={column.id}
                  lane={lane}
                  column={at}
                  name={column.title}
                  seen={seen}
                  target={spot?.lane === laneAt && spot.column === at ? spot.index : null}
                  pinned={pinned}
                  draw={draw}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
