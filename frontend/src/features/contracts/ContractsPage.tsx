import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { overviewQuery } from '@/api/queries';
import { useRole } from '@/api/role';
import type { ContractList, ContractMove, ContractRow, Status } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, Skeleton } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { ContractDialog } from './ContractDialog';
import { ContractTable } from './ContractTable';
import { ContractDetail } from './detail/ContractDetail';
import { Inbox } from './Inbox';
import { LadderDialog } from './LadderDialog';
import { contractsQuery } from './useContracts';
import '@/features/contracts/contracts.css';

const rank: Record<Status, number> = { off_track: 0, at_risk: 1, unknown: 2, on_track: 3, landed: 4 };
const worstFirst = (a: ContractRow, b: ContractRow) =>
  rank[a.status] - rank[b.status] || (a.needed ?? '9').localeCompare(b.needed ?? '9');

const MapView = lazy(() => import('./map/MapView'));

type View = 'list' | 'inbox' | 'map';
const views: readonly View[] = ['list', 'inbox', 'map'];
type Editing = { row: ContractRow | null } | null;
type VerbProps = {
  mayEdit: boolean;
  current: ContractRow | undefined;
  edit: (now: Editing) => void;
  move: (move: ContractMove) => void;
  ladder: () => void;
  view: (view: View) => void;
};

function useContractVerbs({ mayEdit, current, edit, move, ladder, view }: VerbProps) {
  const verbs = useMemo<Verb[]>(() => {
    const look = views.map<Verb>((each, index) => ({
      id: `contracts.view.${each}`,
      title: `${t('contract.title')}: ${t(`contract.view.${each}`)}`,
      group: 'go',
      shortcut: String(index + 1),
      run: () => view(each),
    }));
    if (!mayEdit) return look;
    const add: Verb = {
      id: 'contracts.add',
      title: t('contract.add'),
      group: 'do',
      shortcut: 'N',
      run: () => edit({ row: null }),
    };
    if (current === undefined) return [...look, add];
    const change: Verb = {
      id: 'contracts.edit',
      title: `${t('contract.edit')} ${current.what}`,
      group: 'do',
      shortcut: 'F2',
      run: () => edit({ row: current }),
    };
    const climb: Verb = {
      id: 'contracts.ladder',
      title: t('contract.ladder.of', { what: current.what }),
      group: 'do',
      run: ladder,
    };
    const acts = current.moves.map<Verb>((each, index) => ({
      id: `contracts.move.${each}`,
      title: `${t(`contract.move.${each}`)}: ${current.what}`,
      group: 'do',
      shortcut: index === 0 ? 'A' : undefined,
      run: () => move(each),
    }));
    return [...look, add, change, climb, ...acts];
  }, [mayEdit, current, edit, move, ladder, view]);
  useVerbs(verbs);
}

type BodyProps = { list: ContractList; program: string; mayEdit: boolean };

function Body({ list, program, mayEdit }: BodyProps) {
  const { contracts, counted_to: today } = list;
  const { params, set } = useAddress();
  const [editing, setEditing] = useState<Editing>(null);
  // the program's ladder, or one contract's as it was when the dialog was opened
  const [ladder, setLadder] = useState<{ row: ContractRow | null } | null>(null);
  const [moving, setMoving] = useState<{ id: string; move: ContractMove } | null>(null);
  const wanted = params.get('view') as View | null;
  const view = wanted !== null && views.includes(wanted) ? wanted : 'list';
  const rows = useMemo(() => contracts.toSorted(worstFirst), [contracts]);
  const current = rows.find(({ id }) => id === params.get('contract')) ?? rows[0];
  const go = (next: View) => set('view', next === 'list' ? null : next);
  useContractVerbs({
    mayEdit,
    current: view === 'list' ? current : undefined,
    edit: setEditing,
    ladder: () => current && setLadder({ row: current }),
    move: (move) => current && setMoving({ id: current.id, move }),
    view: go,
  });
  const add = mayEdit && (
    <Button primary icon="plus" title={`${t('contract.add')} (N)`} onClick={() => setEditing({ row: null })}>
      {t('contract.add')}
    </Button>
  );
  const none = (
    <div className="card">
      <EmptyState title={t('program.noContracts')} icon="link">
        {add}
      </EmptyState>
    </div>
  );
  return (
    <>
      <div className="title">
        <div>
          <h1>{t('contract.title')}</h1>
          <p>{t('contract.lead')}</p>
        </div>
        <div className="acts">
          <Segmented
            label={t('contract.view')}
            value={view}
            options={views.map((value) => ({ value, label: t(`contract.view.${value}`) }))}
            onValue={go}
          />
          {mayEdit && (
            <Button icon="clock" onClick={() => setLadder({ row: null })}>
              {t('contract.ladder')}
            </Button>
          )}
          {rows.length > 0 && add}
        </div>
      </div>
      {view === 'map' ? (
        <Suspense fallback={<Skeleton rows={8} />}>
          <MapView program={program} />
        </Suspense>
      ) : current === undefined ? (
        none
      ) : view === 'inbox' ? (
        <Inbox
          program={program}
          rows={rows}
          today={today}
          mayEdit={mayEdit}
          onShow={(id) => {
            set('contract', id);
            go('list');
          }}
        />
      ) : (
        <div className="contract-grid">
          <ContractTable rows={rows} selected={current.id} onSelect={(id) => set('contract', id)} />
          <ContractDetail
            key={current.id}
            program={program}
            row={current}
            mayEdit={mayEdit}
            counting={list}
            move={moving?.id === current.id ? moving.move : null}
            onMove={(move) => setMoving(move === null ? null : { id: current.id, move })}
            onEdit={() => setEditing({ row: current })}
            onLadder={() => setLadder({ row: current })}
            onGone={() => set('contract', null)}
          />
        </div>
      )}
      <ContractDialog
        editing={editing}
        program={program}
        today={today}
        onClose={() => setEditing(null)}
        onSaved={(row) => {
          setEditing(null);
          if (row) set('contract', row.id);
        }}
      />
      <LadderDialog
        key={ladder?.row?.id ?? ''}
        program={program}
        row={ladder?.row}
        opened={ladder !== null}
        onClose={() => setLadder(null)}
      />
    </>
  );
}

export default function ContractsPage() {
  const { program = '' } = useParams();
  const overview = useQuery(overviewQuery(program));
  const query = useQuery(contractsQuery(program));
  const { glance, mayEdit } = useRole(program);
  return (
    <EvidenceContext value={{ facts: overview.data?.facts ?? {} }}>
      <div className="page">
        <title>{`${t('contract.title')} · ${t('app.name')}`}</title>
        <Loaded query={query} beside={glance}>
          {(list) => <Body list={list} program={program} mayEdit={mayEdit} />}
        </Loaded>
      </div>
    </EvidenceContext>
  );
}
