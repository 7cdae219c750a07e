import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { DialogFoot } from '@/features/delivery/DialogFoot';
import type { GateRow, Outcome } from '@/features/delivery/types';
import { useDecide } from '@/features/delivery/useDelivery';
import { wordsOf } from './criteria';
import { conditionsOf, lacks, openOf } from './decision';
import type { Draft } from './decision';
import { options } from './people';
import type { Person } from './people';

const outcomes: readonly Outcome[] = ['go', 'go_with_conditions', 'no_go'];
type Props = { program: string; row: GateRow; people: readonly Person[]; onClose: () => void };

/** Go, go with conditions, or no-go. The record is for ever, so the dialog says so before. */
export function DecisionDialog({ program, row, people, onClose }: Props) {
  const [outcome, setOutcome] = useState<Outcome>('go');
  const [why, setWhy] = useState('');
  const [drafts, setDrafts] = useState<Draft[]>([{ key: 0, text: '', due: '', owner: '' }]);
  const [tried, setTried] = useState(false);
  const decide = useDecide(program, onClose);
  const open = openOf(row.view);
  const conditional = outcome === 'go_with_conditions';
  const wrong = lacks(outcome, why, conditional ? drafts : [], open.length);
  const send = (version: number) =>
    decide.mutate({
      gate: row.view.gate.id,
      version,
      outcome,
      why,
      conditions: conditional ? conditionsOf(drafts) : [],
    });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong.why && !wrong.conditions) send(row.version);
  };
  const edit = (key: number, change: Partial<Draft>) =>
    setDrafts((now) => now.map((each) => (each.key === key ? { ...each, ...change } : each)));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('gates.decideTitle', { title: row.view.title })}
      size={640}
      closeOnClickOutside={false}
    >
      <form className="form" onSubmit={submit} noValidate>
        <fieldset className="g-outcomes">
          <legend>{t('gates.outcome')}</legend>
          {outcomes.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="outcome"
                checked={outcome === each}
                onChange={() => setOutcome(each)}
                data-autofocus={each === 'go' ? true : undefined}
              />
              {t(`gates.outcome.${each}`)}
            </label>
          ))}
        </fieldset>
        {open.length > 0 && (
          <ul className="plain dim">
            {open.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        )}
        <TextArea
          label={t('gates.why')}
          hint={
            outcome === 'no_go'
              ? t('gates.whyNo')
              : open.length > 0
                ? t('gates.whyOpen', { count: open.length })
                : undefined
          }
          value={why}
          onValue={setWhy}
          maxLength={5000}
          required={outcome === 'no_go' || open.length > 0}
          error={tried && wrong.why ? t('gates.needWhy') : null}
        />
        {conditional && (
          <fieldset className="g-conditions">
            <legend>{t('gates.conditions')}</legend>
            {drafts.map((each) => (
              <div key={each.key} className="g-condition">
                <TextField
                  label={t('gates.condition')}
                  value={each.text}
                  onValue={(text) => edit(each.key, { text })}
                  maxLength={2000}
                />
                <DateField
                  label={t('gates.due')}
                  value={each.due}
                  onValue={(due) => edit(each.key, { due })}
                />
                <ChoiceField
                  label={t('gates.owner')}
                  value={each.owner}
                  onValue={(owner) => edit(each.key, { owner })}
                  options={options(people, t('gates.nobody'))}
                />
                {drafts.length > 1 && (
                  <Button
                    small
                    ghost
                    icon="trash"
                    aria-label={t('gates.dropCondition')}
                    onClick={() => setDrafts((now) => now.filter(({ key }) => key !== each.key))}
                  />
                )}
              </div>
            ))}
            {tried && wrong.conditions && (
              <p className="wrong-text" role="alert">
                {t('gates.needCondition')}
              </p>
            )}
            <Button
              small
              ghost
              icon="plus"
              onClick={() =>
                setDrafts((now) => [
                  ...now,
                  { key: Math.max(...now.map(({ key }) => key)) + 1, text: '', due: '', owner: '' },
                ])
              }
            >
              {t('gates.addCondition')}
            </Button>
          </fieldset>
        )}
        <p className="dim">{t('gates.forever')}</p>
        <DialogFoot
          error={decide.error}
          show={wordsOf}
          onMine={send}
          onTheirs={onClose}
          verb={t('gates.decide')}
          busy={decide.isPending ? t('gates.busy') : null}
        />
      </form>
    </Modal>
  );
}
