import type { BoardView } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { useSearchParams } from '@/components/forms/searchParams';
import { everything, NOBODY, serviceClasses } from '@/lib/board/cards';
import type { Card, Filter } from '@/lib/board/cards';
import type { LaneBy } from '@/lib/board/lanes';
import { t } from '@/lib/messages/t';

const lanesBy: readonly LaneBy[] = ['none', 'class', 'assignee', 'parent'];
export type View = {
  workstream: string;
  lanes: LaneBy;
  filter: Filter;

  blockers: boolean;
};

/** What the address says of the view, and how to say something else. */
export function useView(): [View, (changes: Record<string, string | null>) => void] {
  const [params, setParams] = useSearchParams();
  const text = (name: string) => params.get(name) ?? '';
  const lanes = lanesBy.find((each) => each === params.get('lanes')) ?? 'none';
  const view: View = {
    workstream: text('workstream'),
    lanes,
    blockers: params.get('view') === 'blockers',
    filter: {
      text: text('q'),
      assignee: text('assignee'),
      kind: text('kind'),
      serviceClass: text('class'),
      blocked: params.get('blocked') === '1',
    },
  };
  const set = (changes: Record<string, string | null>) =>
    setParams(
      (now) => {
        for (const [name, value] of Object.entries(changes))
          if (value === null || value === '') now.delete(name);
          else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  return [view, set];
}

type Props = {
  board: BoardView;
  cards: readonly Card[];
  view: View;
  set: (changes: Record<string, string | null>) => void;
};

const values = (cards: readonly Card[], of: (card: Card) => string): string[] =>
  [...new Set(cards.map(of))].filter(Boolean).toSorted((a, b) => a.localeCompare(b));

export function Filters({ cards, view, set }: Props) {
  const { filter } = view;
  const changed = JSON.stringify(filter) !== JSON.stringify(everything);
  const options = (all: string, found: string[]) => [
    { value: '', label: all },
    ...found.map((value) => ({ value, label: value === NOBODY ? t('board.nobody') : value })),
  ];
  return (
    <div className="bfilters" role="search">
      <TextField
        label={t('board.find')}
        hideLabel
        placeholder={t('board.find')}
        type="search"
        value={filter.text}
        onValue={(q) => set({ q })}
      />
      <ChoiceField
        label={t('board.assignee')}
        hideLabel
        value={filter.assignee}
        onValue={(assignee) => set({ assignee })}
        options={options(t('board.everybody'), [...values(cards, (card) => card.assignee), NOBODY])}
      />
      <ChoiceField
        label={t('board.kind')}
        hideLabel
        value={filter.kind}
        onValue={(kind) => set({ kind })}
        options={options(
          t('board.anyKind'),
          values(cards, (card) => card.kind),
        )}
      />
      <ChoiceField
        label={t('board.class')}
        hideLabel
        value={filter.serviceClass}
        onValue={(each) => set({ class: each })}
        options={[
          { value: '', label: t('board.anyClass') },
          ...serviceClasses.map((value) => ({ value, label: t(`board.class.${value}`) })),
        ]}
      />
      <button
        type="button"
        className={`chip ${filter.blocked ? 'set' : ''}`}
        aria-pressed={filter.blocked}
        onClick={() => set({ blocked: filter.blocked ? null : '1' })}
      >
        {t('board.blockedOnly')}
      </button>
      <ChoiceField
        label={t('board.lanes')}
        hideLabel
        value={view.lanes}
        onValue={(lanes) => set({ lanes: lanes === 'none' ? null : lanes })}
        options={lanesBy.map((value) => ({ value, label: t(`board.lanes.${value}`) }))}
      />
      {changed && (
        <Button
          small
          ghost
          onClick={() => set({ q: null, assignee: null, kind: null, class: null, blocked: null })}
        >
          {t('board.clear')}
        </Button>
      )}
    </div>
  );
}
