import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties } from 'react';
import type { BoardBlocker, BoardView } from '@/api/types';
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

type Window = { top: number; bottom: number };

/** Which part of the lanes is seen, in steps of a few cards: most scrolls render nothing. */
function useWindow(scroller: React.RefObject<HTMLDivElement | null>): Window {
  const [seen, setSeen] = useState<Window>({ top: 0, bottom: 1200 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const top = Math.floor(element.scrollTop / (2 * STEP)) * 2 * STEP;
      const bottom = top + Math.ceil(element.clientHeight / STEP + 3) * STEP;
      setSeen((now) => (now.top === top && now.bottom === bottom ? now : { top, bottom }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return seen;
}

function Slot({ index }: { index: number }) {
  return <i className="bslot" aria-hidden="true" style={{ top: topOf(index) - 6 }} />;
}

type CellProps = {
  lane: Lane;
  column: number;
  name: string;
  seen: Window;
  target: number | null;
  pinned: ReadonlySet<string>;
  draw: (card: CardRow, index: number, of: number) => React.ReactNode;
};

function Cell({ lane, column, name, seen, target, pinned, draw }: CellProps) {
  const cards = lane.cells[column] ?? [];
  const { from, to } = visible(lane, cards.length, seen.top, seen.bottom);
  const shown = cards.flatMap((card, index) =>
    (index >= from && index < to) || pinned.has(card.key) ? [{ card, index }] : [],
  );
  const title = lane.title ? t('board.cellIn', { lane: lane.title, name }) : name;
  return (
    <ul
      className="bcell"
      aria-label={t('board.cell', { name: title, count: cards.length })}
      style={{ height: lane.height - lane.head }}
    >
      {shown.map(({ card, index }) => draw(card, index, cards.length))}
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
  const byKey = useMemo(
    () => new Map(lanes.flatMap(({ cells }) => cells.flat()).map((c) => [c.key, c])),
    [lanes],
  );
  const first = lanes.flatMap(({ cells }) => cells.flat())[0]?.key ?? null;
  const focusable = current !== null && byKey.has(current) ? current : first;
  const blockers = useMemo(() => {
    const found = new Map<string, BoardBlocker>();
    for (const blocker of view.blockers)
      for (const key of blocker.keys) if (!found.has(key)) found.set(key, blocker);
    return found;
  }, [view.blockers]);
  const flagged = useMemo(() => new Set(view.flagged), [view.flagged]);
  const mayMove = useCallback((key: string) => mayEdit && byKey.has(key), [byKey, mayEdit]);

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
  const carry = held !== null && byKey.has(held.key) ? held : null;
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
  const draw = (card: CardRow, index: number, of: number) => (
    <Card
      key={card.key}
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
