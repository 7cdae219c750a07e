import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { registerQuery } from '@/api/queries';
import { useRole } from '@/api/role';
import type { Register, RiskRow, RiskState } from '@/api/types';
import { useAddress } from '@/components/forms/useAddress';
import { EvidenceContext } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { BurnDown } from './BurnDown';
import { Matrix } from './Matrix';
import { byWeight, matches } from './order';
import { RegisterTable } from './RegisterTable';
import { RiskDetail } from './RiskDetail';
import { RiskDialog } from './RiskDialog';
import '@/features/risks/risks.css';

const states: RiskState[] = ['open', 'closed', 'occurred'];

type Editing = { risk: RiskRow | null } | null;

/** What the page shows lives in its address, so that a link shows the same. */
function useView() {
  const { params, set } = useAddress();
  return {
    state: (params.get('state') ?? 'open') as RiskState,
    query: params.get('q') ?? '',
    selected: params.get('risk'),
    adding: params.has('add'),
    set,
  };
}

function Body({ data, program }: { data: Register; program: string }) {
  const { glance, mayEdit } = useRole(program);
  const { state, query, selected, adding, set } = useView();
  const [editing, setEditing] = useState<Editing>(null);
  const currency = glance.data?.program.currency ?? '';
  const rows = useMemo(
    () => data.risks.filter((risk) => risk.state === state && matches(risk, query)).toSorted(byWeight),
    [data.risks, state, query],
  );
  const current = rows.find((risk) => risk.id === selected) ?? rows[0] ?? null;
  const verbs = useMemo<Verb[]>(() => {
    if (!mayEdit) return [];
    const add: Verb = {
      id: 'risks.add',
      title: t('risks.add'),
      group: 'do',
      shortcut: 'N',
      run: () => setEditing({ risk: null }),
    };
    if (current === null) return [add];
    const edit = () => setEditing({ risk: current });
    return [
      add,
      {
        id: 'risks.edit',
        title: `${t('risks.edit')} ${current.id} ${current.title}`,
        group: 'do',
        shortcut: 'F2',
        run: edit,
      },
    ];
  }, [mayEdit, current]);
  useVerbs(verbs);

  const count = (each: RiskState) => data.risks.filter((risk) => risk.state === each).length;
  const shownDialog = editing ?? (adding && mayEdit ? { risk: null } : null);
  return (
    <EvidenceContext value={data}>
      <div className="title">
        <div>
          <h1>{t('risks.title')}</h1>
          <p>
            <RichText text={data.headline} />
          </p>
        </div>
        <div className="acts">
          <Segmented
            label={t('risks.state')}
            value={state}
            options={states.map((each) => ({ value: each, label: `${t(`risks.${each}`)} ${count(each)}` }))}
            onValue={(each) => set('state', each === 'open' ? null : each)}
          />
          <TextField
            label={t('risks.find')}
            hideLabel
            placeholder={t('risks.find')}
            type="search"
            value={query}
            onValue={(text) => set('q', text)}
          />
          {mayEdit && (
            <Button
              primary
              icon="plus"
              title={`${t('risks.add')} (N)`}
              onClick={() => setEditing({ risk: null })}
            >
              {t('risks.add')}
            </Button>
          )}
        </div>
      </div>
      {data.risks.length === 0 ? (
        <div className="card">
          <EmptyState title={t('risks.empty')} icon="risk">
            {mayEdit && (
              <>
                <Button primary icon="plus" onClick={() => setEditing({ risk: null })}>
                  {t('risks.add')}
                </Button>
                <Link className="btn" to={`/import?program=${encodeURIComponent(program)}`}>
                  {t('risks.import')}
                </Link>
              </>
            )}
          </EmptyState>
        </div>
      ) : (
        <div className="risk-grid">
          <RegisterTable
            rows={rows}
            milestone={data.milestone?.title ?? null}
            selected={current?.id ?? null}
            onSelect={(id) => set('risk', id)}
          />
          <Matrix
            register={data}
            rows={rows}
            selected={current?.id ?? null}
            onSelect={(id) => set('risk', id)}
          />
          {current && (
            <RiskDetail
              key={current.id}
              risk={current}
              program={program}
              milestone={data.milestone?.title ?? null}
              mayEdit={mayEdit}
              onEdit={() => setEditing({ risk: current })}
              onGone={() => set('risk', null)}
            />
          )}
          <BurnDown points={data.burndown} today={glance.data?.program.status_date ?? null} />
        </div>
      )}
      <RiskDialog
        editing={shownDialog}
        program={program}
        currency={currency}
        onClose={() => {
          setEditing(null);
          if (adding) set('add', null);
        }}
        onSaved={(risk) => {
          setEditing(null);
          set('risk', risk.id);
          if (adding) set('add', null);
        }}
      />
    </EvidenceContext>
  );
}

export default function RisksPage() {
  const { program = '' } = useParams();
  const query = useQuery(registerQuery(program));
  const { glance } = useRole(program);
  return (
    <div className="page risks">
      <title>{`${t('risks.title')} · ${t('app.name')}`}</title>
      <Loaded query={query} beside={glance} rows={8} height={48}>
        {(data) => <Body data={data} program={program} />}
      </Loaded>
    </div>
  );
}
