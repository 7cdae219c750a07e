import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { overviewQuery } from '@/api/queries';
import type { ContractRow, Status } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { ContractDetail } from './ContractDetail';
import { ContractDialog } from './ContractDialog';
import { ContractTable } from './ContractTable';
import { contractsQuery } from './useContracts';
import '@/features/contracts/contracts.css';

const rank: Record<Status, number> = { off_track: 0, at_risk: 1, unknown: 2, on_track: 3, landed: 4 };
const worstFirst = (a: ContractRow, b: ContractRow) =>
  rank[a.status] - rank[b.status] || (a.needed ?? '9').localeCompare(b.needed ?? '9');

type Editing = { row: ContractRow | null } | null;

function useContractVerbs(mayEdit: boolean, current: ContractRow | undefined, edit: (now: Editing) => void) {
  const verbs = useMemo<Verb[]>(() => {
    if (!mayEdit) return [];
    const add: Verb = {
      id: 'contracts.add',
      title: t('contract.add'),
      group: 'do',
      shortcut: 'N',
      run: () => edit({ row: null }),
    };
    if (current === undefined) return [add];
    const change: Verb = {
      id: 'contracts.edit',
      title: `${t('contract.edit')} ${current.what}`,
      group: 'do',
      shortcut: 'F2',
      run: () => edit({ row: current }),
    };
    return [add, change];
  }, [mayEdit, current, edit]);
  useVerbs(verbs);
}

type BodyProps = { contracts: ContractRow[]; program: string; mayEdit: boolean; today: string };

function Body({ contracts, program, mayEdit, today }: BodyProps) {
  const [params, setParams] = useSearchParams();
  const [editing, setEditing] = useState<Editing>(null);
  const rows = useMemo(() => contracts.toSorted(worstFirst), [contracts]);
  const current = rows.find(({ id }) => id === params.get('contract')) ?? rows[0];
  const select = (id: string | null) => setParams(id === null ? {} : { contract: id }, { replace: true });
  useContractVerbs(mayEdit, current, setEditing);
  const add = mayEdit && (
    <Button primary icon="plus" title={`${t('contract.add')} (N)`} onClick={() => setEditing({ row: null })}>
      {t('contract.add')}
    </Button>
  );
  return (
    <>
      <div className="title">
        <div>
          <h1>{t('contract.title')}</h1>
          <p>{t('contract.lead')}</p>
        </div>
        {rows.length > 0 && <div className="acts">{add}</div>}
      </div>
      {current === undefined ? (
        <div className="card">
          <EmptyState title={t('program.noContracts')} icon="link">
            {add}
          </EmptyState>
        </div>
      ) : (
        <div className="contract-grid">
          <ContractTable rows={rows} selected={current.id} onSelect={select} />
          <ContractDetail
            key={current.id}
            program={program}
            row={current}
            mayEdit={mayEdit}
            onEdit={() => setEditing({ row: current })}
            onGone={() => select(null)}
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
          if (row) select(row.id);
        }}
      />
    </>
  );
}

export default function ContractsPage() {
  const { program = '' } = useParams();
  const overview = useQuery(overviewQuery(program));
  const query = useQuery(contractsQuery(program));
  const head = overview.data?.program;
  return (
    <EvidenceContext value={{ facts: overview.data?.facts ?? {} }}>
      <div className="page">
        <title>{`${t('contract.title')} · ${t('app.name')}`}</title>
        <Loaded query={query}>
          {({ contracts }) => (
            <Body
              contracts={contracts}
              program={program}
              mayEdit={head !== undefined && head.role !== 'viewer'}
              today={head?.status_date ?? ''}
            />
          )}
        </Loaded>
      </div>
    </EvidenceContext>
  );
}
