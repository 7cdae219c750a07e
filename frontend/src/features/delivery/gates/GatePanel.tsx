import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { headerQuery } from '@/api/queries';
import { get, path } from '@/api/client';
import { keys } from '@/api/queries';
import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { gatesQuery } from '@/features/delivery/useDelivery';
import { GateCard } from './GateCard';
import { GateDialog } from './GateDialog';
import { milestonesOf } from './milestones';
import type { Milestones } from './milestones';

const milestonesQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'plan', null, 'milestones'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    milestonesOf(await get<Milestones>(path('programs', program, 'plan'), {}, signal)),
});

type Props = { program: string; stream: string | null; mayEdit: boolean; planHref: (id: string) => string };

/** The gates of a workstream, or, without one, of the milestones that belong to the whole program. */
export function GatePanel({ program, stream, mayEdit, planHref }: Props) {
  const gates = useQuery(gatesQuery(program));
  const header = useQuery(headerQuery(program));
  const milestones = useQuery({ ...milestonesQuery(program), enabled: mayEdit });
  const [adding, setAdding] = useState(false);
  const verbs = useMemo<Verb[]>(
    () =>
      mayEdit
        ? [{ id: 'gates.add', title: t('gates.add'), group: 'do', shortcut: 'N', run: () => setAdding(true) }]
        : [],
    [mayEdit],
  );
  useVerbs(verbs);
  const asked = useAddress().params.get('gate');
  const people = header.data?.people ?? [];
  return (
    <Loaded query={gates}>
      {(data) => {
        const rows = data.gates.filter(({ view }) => (view.workstream ?? null) === stream);
        const taken = new Set(data.gates.map(({ view }) => view.gate.activity));
        const free = (milestones.data ?? []).filter((each) => each.stream === stream && !taken.has(each.id));
        return (
          <EvidenceContext value={data}>
            <div className="d-head">
              <h2>{t('gates.title')}</h2>
              {mayEdit && (
                <Button icon="plus" title={`${t('gates.add')} (N)`} onClick={() => setAdding(true)}>
                  {t('gates.add')}
                </Button>
              )}
            </div>
            {rows.length === 0 && (
              <div className="card">
                <EmptyState title={t('gates.none')} icon="flag" />
              </div>
            )}
            {rows.map((row) => (
              <GateCard
                key={row.view.gate.id}
                program={program}
                row={row}
                people={people}
                milestones={[{ id: row.view.gate.activity, title: row.view.title }, ...free]}
                asked={asked === row.view.gate.id}
                mayEdit={mayEdit}
                planHref={planHref(row.view.gate.activity)}
              />
            ))}
            {adding && (
              <GateDialog
                program={program}
                row={null}
                milestones={free}
                people={people}
                onClose={() => setAdding(false)}
              />
            )}
          </EvidenceContext>
        );
      }}
    </Loaded>
  );
}
