import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { gatesQuery } from '@/api/gates';
import { useRecordHref } from '@/components/facts/context';
import { useVerbs, type Verb } from '@/components/palette/verbs';
import { gateOf, type GateMark, type PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';

/** The model with the gates of its milestones; without them until they are there. */
export function useGated(program: string, model: PlanModel): PlanModel {
  const query = useQuery({ ...gatesQuery(program), placeholderData: (before) => before, retry: false });
  const gates = query.data?.gates;
  return useMemo(() => {
    if (gates === undefined || gates.length === 0) return model;
    const marks = gates.map(({ view }): [string, GateMark] => [
      view.gate.activity,
      { id: view.gate.id, state: view.state, met: view.met, total: view.total },
    ]);
    return { ...model, gates: new Map(marks) };
  }, [model, gates]);
}

/** Opens the gate of a row, where it has one. */
export function useOpenGate(model: PlanModel): (row: number) => void {
  const href = useRecordHref();
  const navigate = useNavigate();
  return useCallback(
    (row) => {
      const gate = gateOf(model, row);
      const to = gate === undefined ? null : href('gate', gate.id);
      if (to !== null) void navigate(to);
    },
    [href, model, navigate],
  );
}

/** Opens the gate of the selected row: null where it has none. The palette offers it then. */
export function useGateVerb(model: PlanModel, row: number, open: (row: number) => void): (() => void) | null {
  const has = row >= 0 && gateOf(model, row) !== undefined;
  const run = useMemo(() => (has ? () => open(row) : null), [has, open, row]);
  useVerbs(
    useMemo<Verb[]>(
      () => (run === null ? [] : [{ id: 'plan.gate', title: t('plan.gate.verb'), group: 'do', run }]),
      [run],
    ),
  );
  return run;
}
