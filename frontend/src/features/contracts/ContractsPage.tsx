import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { get, patch, path } from '@/api/client';
import { keys, overviewQuery } from '@/api/queries';
import type { ContractRow, Status } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { EmptyState, FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { DateField } from '@/components/forms/fields';
import { contractNotes } from '@/components/people/ContractLine';
import { StatusPill } from '@/components/status/StatusPill';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import '@/features/contracts/contracts.css';

const rank: Record<Status, number> = { off_track: 0, at_risk: 1, unknown: 2, on_track: 3, landed: 4 };
const worstFirst = (a: ContractRow, b: ContractRow) =>
  rank[a.status] - rank[b.status] || (a.needed ?? '9').localeCompare(b.needed ?? '9');

function PromiseForm({ program, row }: { program: string; row: ContractRow }) {
  const client = useQueryClient();
  const say = useSay();
  const [date, setDate] = useState('');
  const save = useMutation({
    mutationFn: () =>
      patch(path('programs', program, 'contracts', row.id), { version: row.version, promise: date }),
    onSuccess: async () => {
      say(t('contract.saved', { when: day(date) }));
      setDate('');
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (date) save.mutate();
  };
  return (
    <form className="promise" onSubmit={submit}>
      <DateField label={t('contract.promise')} value={date} onValue={setDate} />
      <Button type="submit" disabled={date === ''} busy={save.isPending ? t('contract.busy') : null}>
        {t('contract.promiseSave')}
      </Button>
      <FormError error={save.error} />
    </form>
  );
}

function Detail({ program, row, mayEdit }: { program: string; row: ContractRow; mayEdit: boolean }) {
  return (
    <section className="card contract-detail" aria-label={t('contract.detail', { what: row.what })}>
      <header>
        <h2 className="ell" title={row.what}>
          {row.what}
        </h2>
      </header>
      <div className="contract-pad">
        <StatusPill status={row.status} />
        <p>
          <RichText text={row.reason} />
        </p>
        <p className="sec">
          {t('contract.for', { provider: row.provider.title, consumer: row.consumer.title })}
        </p>
        <p className="dim small">{contractNotes(row)}</p>
        <h3>{t('contract.history')}</h3>
        {row.promises.length === 0 ? (
          <p className="dim">{t('contract.noPromise')}</p>
        ) : (
          <ol className="promises">
            {row.promises.map((promise, index) => (
              <li key={index}>
                <b>{day(promise.date)}</b>
                <span className="dim">{t('contract.said', { when: day(promise.said) })}</span>
              </li>
            ))}
          </ol>
        )}
        {mayEdit && row.delivered === null && <PromiseForm program={program} row={row} />}
      </div>
    </section>
  );
}

type TableProps = { rows: ContractRow[]; selected: string; onSelect: (id: string) => void };

function Table({ rows, selected, onSelect }: TableProps) {
  return (
    <section className="card">
      <table className="table contract-table">
        <colgroup>
          <col />
          <col className="n-who" />
          <col className="n-date" />
          <col className="n-date" />
          <col className="n-state" />
          <col className="n-why" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('contract.col.what')}</th>
            <th scope="col">{t('contract.for', { provider: '', consumer: '' }).trim()}</th>
            <th scope="col" className="num">
              {t('contract.col.needed')}
            </th>
            <th scope="col" className="num">
              {t('contract.col.promised')}
            </th>
            <th scope="col">{t('contract.col.state')}</th>
            <th scope="col">{t('contract.col.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} aria-selected={row.id === selected} onClick={() => onSelect(row.id)}>
              <td>
                <button
                  type="button"
                  className="rowlink ell"
                  title={row.what}
                  onClick={() => onSelect(row.id)}
                >
                  {row.what}
                </button>
              </td>
              <td className="sec">
                {t('contract.for', { provider: row.provider.title, consumer: row.consumer.title })}
              </td>
              <td className="num">{row.needed ? day(row.needed) : '–'}</td>
              <td className="num">
                {row.delivered ? day(row.delivered) : row.promised ? day(row.promised) : t('word.none')}
              </td>
              <td>
                <StatusPill status={row.status} bare />
              </td>
              <td className="sec">
                <RichText text={row.reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default function ContractsPage() {
  const { program = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const overview = useQuery(overviewQuery(program));
  const query = useQuery({
    queryKey: [...keys.program(program), 'contracts'],
    queryFn: ({ signal }) =>
      get<{ contracts: ContractRow[] }>(path('programs', program, 'contracts'), {}, signal),
  });
  const mayEdit = overview.data !== undefined && overview.data.program.role !== 'viewer';
  return (
    <EvidenceContext value={{ facts: overview.data?.facts ?? {} }}>
      <div className="page">
        <title>{`${t('contract.title')} · ${t('app.name')}`}</title>
        <div className="title">
          <div>
            <h1>{t('contract.title')}</h1>
            <p>{t('contract.lead')}</p>
          </div>
        </div>
        <Loaded query={query}>
          {({ contracts }) => {
            const rows = contracts.toSorted(worstFirst);
            const current = rows.find(({ id }) => id === params.get('contract')) ?? rows[0];
            if (current === undefined) {
              return (
                <div className="card">
                  <EmptyState title={t('program.noContracts')} icon="link" />
                </div>
              );
            }
            return (
              <div className="contract-grid">
                <Table
                  rows={rows}
                  selected={current.id}
                  onSelect={(id) => setParams({ contract: id }, { replace: true })}
                />
                <Detail key={current.id} program={program} row={current} mayEdit={mayEdit} />
              </div>
            );
          }}
        </Loaded>
      </div>
    </EvidenceContext>
  );
}
