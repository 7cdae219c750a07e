import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, NumberField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { FlowView, Milestones } from '@/features/flow/useFlow';
import { ASKS, wrongIn } from './asking';
import type { Draft, Field } from './asking';
import { TeamsMenu } from './TeamsMenu';

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
  const wrongly = (field: Field, text: string) => (tried && wrong.includes(field) ? text : null);
  const put = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(wrong.length > 0);
    if (wrong.length === 0) onAsk(draft);
  };
  const known = milestones?.milestones ?? [];
  const asOf = day(data.as_of, { year: true });
  return (
    <form className="card flow-ask" onSubmit={submit} noValidate aria-label={t('forecast.ask')}>
      <Segmented
        label={t('forecast.ask')}
        value={draft.ask}
        options={ASKS.map((value) => ({ value, label: t(`forecast.ask.${value}`) }))}
        onValue={(ask) => put({ ask })}
      />
      <div className="flow-ask-fields">
        {draft.ask === 'items' && (
          <NumberField
            label={t('forecast.ask.itemsField')}
            inputMode="numeric"
            value={draft.items}
            onValue={(items) => put({ items })}
            error={wrongly('items', t('forecast.ask.itemsBad'))}
          />
        )}
        {draft.ask === 'milestone' && (
          <ChoiceField
            label={t('flow.filter.milestone')}
            value={draft.milestone}
            options={[
              { value: '', label: t('forecast.ask.milestoneNone') },
              ...known.map(({ name, items, done }) => ({
                value: name,
                label: t('forecast.ask.milestoneOf', { name, done, items }),
              })),
            ]}
            onValue={(milestone) => put({ milestone })}
            error={wrongly('milestone', t('forecast.ask.milestoneBad'))}
          />
        )}
        {draft.ask !== 'milestone' && (
          <div className="field">
            <span className="flow-label">{t('forecast.ask.teams')}</span>
            <TeamsMenu teams={data.names} names={draft.names} onNames={(names) => put({ names })} />
          </div>
        )}
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
