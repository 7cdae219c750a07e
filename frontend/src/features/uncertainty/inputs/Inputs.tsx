import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { get, patch, path } from '@/api/client';
import { headerQuery, keys } from '@/api/queries';
import type { PlanColumns, ProgramHeader } from '@/api/types';
import { useOpenActivity } from '@/components/activity/context';
import { FormConflict } from '@/components/conflict/FormConflict';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { CorrelationsCard } from './CorrelationsCard';
import { draftOf, inputFields, inputOf, isClean } from './drafts';
import { FactorsCard } from './FactorsCard';
import { RowPicker } from './RowPicker';
import type { Choice } from './RowPicker';

const GROUPS = new Set(['program', 'workstream']);

/** Rows of the plan that people made, by their title. */
function choicesOf({ activities }: PlanColumns): Choice[] {
  return activities.id.flatMap((value, row) =>
    GROUPS.has(activities.kind[row] ?? '')
      ? []
      : [
          {
            value,
            label: activities.title[row] ?? value,
            estimated: typeof activities.low[row] === 'number',
          },
        ],
  );
}

type FormProps = { header: ProgramHeader; choices: Choice[]; readOnly: boolean };

function Form({ header, choices, readOnly }: FormProps) {
  const client = useQueryClient();
  const say = useSay();
  const open = useOpenActivity();
  const everything = useMemo(() => {
    const streams = header.workstreams.map(({ id, title }) => ({
      value: id,
      label: `${title} (${t('inputs.stream')})`,
      estimated: false,
    }));
    const own = new Set(streams.map(({ value }) => value));
    return [...streams, ...choices.filter(({ value }) => !own.has(value))];
  }, [choices, header.workstreams]);
  const names = useMemo(() => new Map(everything.map(({ value, label }) => [value, label])), [everything]);
  const fields = inputFields((id) => names.get(id) ?? id);
  const form = useStaleForm(draftOf(header.factors, header.correlations), header.version, fields);
  const { draft, change } = form;
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      patch(path('programs', header.id), { version: form.version, ...inputOf(draft, form.changed) }),
    onSuccess: async () => {
      form.saved();
      await client.invalidateQueries({ queryKey: keys.program(header.id) });
      say(t('inputs.saved'));
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isClean(draft) || form.undecided) return;
    if (form.changed.length > 0) save.mutate();
    else say(t('inputs.nothing'));
  };
  return (
    <form className="u-form" onSubmit={submit} noValidate>
      <p className="sec">{t(readOnly ? 'inputs.viewer' : 'inputs.lead')}</p>
      <div className="u-open">
        <RowPicker
          label={t('inputs.open')}
          choices={choices}
          value=""
          onValue={(id) => id !== '' && open(id)}
        />
        <p className="small dim">{t('inputs.openHint')}</p>
      </div>
      <FactorsCard
        factors={draft.factors}
        tried={tried}
        choices={everything}
        onChange={(factors) => change('factors', factors)}
      />
      <CorrelationsCard
        pairs={draft.correlations}
        tried={tried}
        choices={choices.filter(({ estimated }) => estimated)}
        onChange={(pairs) => change('correlations', pairs)}
      />
      <FormConflict form={form} fields={fields} error={save.error} />
      {!readOnly && (
        <div className="form-acts">
          <Button
            primary
            type="submit"
            disabled={form.undecided}
            title={form.undecided ? t('conflict.decide') : undefined}
            busy={save.isPending ? t('inputs.busy') : null}
          >
            {t('inputs.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

/** What the simulation is fed with, beside the fields of each activity. */
export function Inputs({ program, readOnly }: { program: string; readOnly: boolean }) {
  const header = useQuery(headerQuery(program));
  const plan = useQuery({
    queryKey: keys.plan(program),
    queryFn: ({ signal }) => get<PlanColumns>(path('programs', program, 'plan'), {}, signal),
  });
  const choices = useMemo(() => (plan.data ? choicesOf(plan.data) : []), [plan.data]);
  return (
    <Loaded query={header} rows={4}>
      {(head) => (
        <Loaded query={plan} rows={4}>
          {() => <Form key={head.id} header={head} choices={choices} readOnly={readOnly} />}
        </Loaded>
      )}
    </Loaded>
  );
}
