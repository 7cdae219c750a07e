import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, NumberField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import type { FlowView, Milestones } from '@/features/flow/useFlow';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { ASKS, wrongIn } from './asking';
import type { Draft, Field } from './asking';
import { TeamsMenu } from './TeamsMenu';

type Wrongly = (field: Field, text: string) => string | null;
type FieldProps = { draft: Draft; put: (part: Partial<Draft>) => void; wrongly: Wrongly };

function ItemsFields({ data, draft, put, wrongly }: FieldProps & { data: FlowView }) {
  const several = draft.names.length > 1;
  return (
    <>
      {!several && (
        <NumberField
          label={t('forecast.ask.itemsField')}
          inputMode="numeric"
          value={draft.items}
          onValue={(items) => put({ items })}
          error={wrongly('items', t('forecast.ask.itemsBad'))}
        />
      )}
      <TeamsMenu
        teams={data.names}
        draft={draft}
        onDraft={put}
        error={wrongly('names', t('forecast.ask.partsBad'))}
      />
      {!several && (
        <label className="flow-check">
          <input
            type="checkbox"
            checked={draft.growing}
            onChange={(event) => put({ growing: event.target.checked })}
          />
          {t('forecast.ask.growing')}
        </label>
      )}
    </>
  );
}

function TeamField({ data, draft, put }: Omit<FieldProps, 'wrongly'> & { data: FlowView }) {
  const named = data.names.filter(({ name }) => name !== '');
  return (
    <ChoiceField
      label={t('forecast.ask.teams')}
      value={draft.names[0] ?? ''}
      options={[
        { value: '', label: t('flow.filter.all') },
        ...named.map(({ name, items }) => ({
          value: name,
          label: t('flow.filter.named', { name, count: number(items) }),
        })),
      ]}
      onValue={(name) => put({ names: name === '' ? [] : [name] })}
    />
  );
}

function MilestoneField({ milestones, draft, put, wrongly }: FieldProps & { milestones?: Milestones }) {
  const known = milestones?.milestones ?? [];
  return (
    <ChoiceField
      label={t('flow.filter.milestone')}
      value={draft.milestone}
      options={[
        { value: '', label: t('forecast.ask.milestoneNone') },
        ...known.map(({ name, items, finished }) => ({
          value: name,
          label: t('forecast.ask.milestoneOf', { name, done: finished, items }),
        })),
      ]}
      onValue={(milestone) => put({ milestone })}
      error={wrongly('milestone', t('forecast.ask.milestoneBad'))}
    />
  );
}

type Props = {
  data: FlowView;
  milestones: Milestones | undefined;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onAsk: (draft: Draft) => void;
  busy: boolean;
  error: Error | null;
};

/** The question, as a sentence with fields. */
export function AskForm({ data, milestones, draft, onDraft, onAsk, busy, error }: Props) {
  const [tried, setTried] = useState(false);
  const wrong = wrongIn(draft, data.as_of);
  const wrongly: Wrongly = (field, text) => (tried && wrong.includes(field) ? text : null);
  const put = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(wrong.length > 0);
    if (wrong.length === 0) onAsk(draft);
  };
  const asOf = day(data.as_of, { year: true });
  const fields = { draft, put, wrongly };
  return (
    <form className="card flow-ask" onSubmit={submit} noValidate aria-label={t('forecast.ask')}>
      <Segmented
        label={t('forecast.ask')}
        value={draft.ask}
        options={ASKS.map((value) => ({ value, label: t(`forecast.ask.${value}`) }))}
        onValue={(ask) => put({ ask })}
      />
      <div className="flow-ask-fields">
        {draft.ask === 'items' && <ItemsFields data={data} {...fields} />}
        {draft.ask === 'milestone' && <MilestoneField milestones={milestones} {...fields} />}
        {draft.ask === 'count' && <TeamField data={data} draft={draft} put={put} />}
        <DateField
          label={t(draft.ask === 'count' ? 'forecast.ask.until' : 'forecast.ask.untilMaybe')}
          value={draft.until}
          onValue={(until) => put({ until })}
          error={wrongly('until', t('forecast.ask.untilBad', { day: asOf }))}
          required={draft.ask === 'count'}
        />
        <Button primary type="submit" busy={busy ? t('forecast.ask.busy') : null}>
          {t('forecast.ask.go')}
        </Button>
      </div>
      <p className="small dim">{t('forecast.ask.known', { day: asOf })}</p>
      <FormError error={error} />
    </form>
  );
}
