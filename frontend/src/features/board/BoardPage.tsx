import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useRole } from '@/api/role';
import type { BoardView } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { useOpenItem } from '@/components/items/context';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import type { AgeMarks } from '@/lib/board/ages';
import { cardsOf, filtered } from '@/lib/board/cards';
import { lanesOf } from '@/lib/board/lanes';
import type { Spot } from '@/lib/board/lanes';
import { moveTo } from '@/lib/board/moves';
import { t } from '@/lib/messages/t';
import { BlockersView } from './blockers/BlockersView';
import { BoardGrid } from './BoardGrid';
import { RefusedDialog, TakeOverDialog } from './dialogs';
import type { Refused } from './dialogs';
import { Saved } from './Saved';
import { SetUpDialog } from './SetUpDialog';
import { Filters, useView } from './Toolbar';
import type { View } from './Toolbar';
import { agesQuery, boardQuery, useMove, useUndo } from './useBoard';
import '@/features/board/board.css';

const names = {
  classOf: (one: 'expedite' | 'fixed_date' | 'standard' | 'intangible') => t(`board.class.${one}`),
  nobody: t('board.nobody'),
  none: t('board.noParent'),
};

type BodyProps = {
  program: string;
  board: BoardView;
  marks: AgeMarks | undefined;
  view: View;
  set: (changes: Record<string, string | null>) => void;
  mayEdit: boolean;
  adding: string | null;
  onAdding: (column: string | null) => void;
};

function Notes({
  board,
  marks,
  mayEdit,
  onTakeOver,
}: {
  board: BoardView;
  marks: AgeMarks | undefined;
  mayEdit: boolean;
  onTakeOver: () => void;
}) {
  const { '50': p50, '85': p85 } = marks?.percentiles ?? {};
  const people = board.excesses.filter((each) => each.column === '');
  return (
    <div className="bnotes">
      {marks && (
        <span>
          {p50 !== undefined && p85 !== undefined
            ? t('board.marks', { n: marks.items, p50, p85 })
            : t('board.noMarks')}
        </span>
      )}
      {board.older > 0 && <span>{t('board.older', { count: board.older, days: board.done_days })}</span>}
      {board.left_out > 0 && <span className="at">{t('board.leftOut', { count: board.left_out })}</span>}
      {board.lost.length > 0 && (
        <span className="at">{t('board.lost', { states: board.lost.join(', ') })}</span>
      )}
      {people.map((each) => (
        <span className="at" key={each.person}>
          {each.person}:{' '}
          {t('board.excess', { day: each.at.slice(0, 10), reason: each.reason, by: each.by, key: each.key })}
        </span>
      ))}
      {board.home === 'tracker' && (
        <span>
          {t('board.lockedNote')}{' '}
          {mayEdit && (
            <button type="button" className="linkish" onClick={onTakeOver}>
              {t('board.takeOver')}
            </button>
          )}
        </span>
      )}
      {!mayEdit && <span>{t('board.viewer')}</span>}
    </div>
  );
}

function Body({ program, board, marks, view, set, mayEdit, adding, onAdding }: BodyProps) {
  const openItem = useOpenItem();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [taking, setTaking] = useState(false);
  const now = Date.parse(board.as_of);
  const cards = useMemo(() => cardsOf(board.cards), [board.cards]);
  const blocked = useMemo(
    () => new Set([...board.flagged, ...board.blockers.flatMap(({ keys }) => keys)]),
    [board.blockers, board.flagged],
  );
  const { text, assignee, kind, serviceClass, blocked: only } = view.filter;
  const shown = useMemo(
    () => filtered(cards, { text, assignee, kind, serviceClass, blocked: only }, blocked),
    [cards, text, assignee, kind, serviceClass, only, blocked],
  );
  const states = useMemo(() => board.columns.map((column) => column.states), [board.columns]);
  const lanes = useMemo(
    () => lanesOf(shown, states, view.lanes, { ...names, parentOf: (key) => board.parents[key] ?? key }),
    [shown, states, view.lanes, board.parents],
  );
  const { mutate } = useMove(program, board.workstream, (request, error) => setRefused({ request, error }));
  const versions = useMemo(() => new Map(cards.map((card) => [card.key, card.version])), [cards]);
  const drop = useCallback(
    (key: string, spot: Spot) => {
      const move = moveTo(lanes, states, view.lanes, key, spot);
      if (move !== null) mutate({ move, version: versions.get(key) ?? 0 });
    },
    [lanes, states, view.lanes, mutate, versions],
  );
  return (
    <>
      <Filters board={board} cards={cards} view={view} set={set} />
      <Notes board={board} marks={marks} mayEdit={mayEdit} onTakeOver={() => setTaking(true)} />
      {cards.length === 0 && (
        <EmptyState title={t('board.empty')} icon="work">
          {mayEdit && (
            <Button primary icon="plus" onClick={() => onAdding(board.columns[0]?.id ?? null)}>
              {t('board.add')}
            </Button>
          )}
          {mayEdit && (
            <Link className="btn" to={`/import?program=${encodeURIComponent(program)}`}>
              {t('board.import')}
            </Link>
          )}
        </EmptyState>
      )}
      {cards.length > 0 && shown.length === 0 && <EmptyState title={t('board.noneSo')} />}
      {(cards.length === 0 ? adding !== null : shown.length > 0) && (
        <BoardGrid
          view={board}
          lanes={lanes}
          marks={marks}
          program={program}
          mayEdit={mayEdit}
          now={now}
          adding={adding}
          onAdding={onAdding}
          onOpen={openItem}
          onDrop={drop}
        />
      )}
      <RefusedDialog
        refused={refused}
        onRetry={(request) => {
          setRefused(null);
          mutate(request);
        }}
        onClose={() => setRefused(null)}
      />
      <TakeOverDialog program={program} opened={taking} onClose={() => setTaking(false)} />
    </>
  );
}

export default function BoardPage() {
  const { program = '' } = useParams();
  const [view, set] = useView();
  const openItem = useOpenItem();
  const [settingUp, setSettingUp] = useState(false);
  const [adding, setAdding] = useState<string | null>(null);
  const { glance, mayEdit } = useRole(program);
  const query = useQuery(boardQuery(program, view.workstream));
  const marks = useQuery(agesQuery(program, view.workstream)).data;
  const board = query.data;
  const first = board?.columns[0]?.id ?? null;
  const undo = useUndo(program);
  const verbs = useMemo<Verb[]>(() => {
    const look: Verb = {
      id: 'board.blockers',
      title: t('board.verb.blockers'),
      group: 'do',
      shortcut: 'Shift B',
      run: () => set({ view: 'blockers' }),
    };
    if (!mayEdit) return [look];
    return [
      {
        id: 'board.add',
        title: t('board.verb.add'),
        group: 'do',
        shortcut: 'N',
        run: () => setAdding(first),
      },
      {
        id: 'board.setUp',
        title: t('board.verb.setUp'),
        group: 'do',
        shortcut: 'Shift S',
        run: () => setSettingUp(true),
      },
      { id: 'board.undo', title: t('board.verb.undo'), group: 'do', shortcut: 'Ctrl Z', run: undo },
      look,
    ];
    // `set` writes the address, which holds whatever else it was made for
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [mayEdit, first, undo]);
  useVerbs(verbs);
  return (
    <div className="board page">
      <title>{`${t('board.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('board.title')}</h1>
          <p>{t('board.lead')}</p>
        </div>
        <div className="acts">
          <Saved program={program} mayEdit={mayEdit} />
          <Segmented
            label={t('board.view')}
            value={view.blockers ? 'blockers' : 'board'}
            options={[
              { value: 'board', label: t('board.view.board') },
              { value: 'blockers', label: t('board.view.blockers', { n: board?.blockers.length ?? '' }) },
            ]}
            onValue={(value) => set({ view: value === 'board' ? null : value })}
          />
          {board && board.workstreams.length > 0 && !view.blockers && (
            <ChoiceField
              label={t('board.workstream')}
              hideLabel
              value={view.workstream}
              onValue={(workstream) => set({ workstream })}
              options={[
                { value: '', label: t('board.all') },
                ...board.workstreams.map(({ id, title }) => ({ value: id, label: title })),
              ]}
            />
          )}
          {mayEdit && !view.blockers && (
            <Button
              icon="settings"
              title={`${t('board.verb.setUp')} (Shift S)`}
              onClick={() => setSettingUp(true)}
            >
              {t('board.setUp')}
            </Button>
          )}
        </div>
      </div>
      {view.blockers ? (
        <BlockersView program={program} mayEdit={mayEdit} onOpen={openItem} />
      ) : (
        <Loaded query={query} beside={glance} rows={8}>
          {(found) => (
            <Body
              program={program}
              board={found}
              marks={marks}
              view={view}
              set={set}
              mayEdit={mayEdit}
              adding={adding}
              onAdding={setAdding}
            />
          )}
        </Loaded>
      )}
      {board && (
        <SetUpDialog program={program} view={board} opened={settingUp} onClose={() => setSettingUp(false)} />
      )}
    </div>
  );
}
