import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { FormError } from '@/components/feedback/States';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { NumberField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { useRunAgain } from './useUncertainty';

const MOST_RUNS = 200_000;
const MOST_SEED = 2 ** 31 - 1;

const whole = (text: string, least: number, most: number): number | null => {
  const value = Number(text.replaceAll(',', ''));
  return /^[\d,]+$/.test(text.trim()) && value >= least && value <= most ? value : null;
};

type Props = { program: string; iterations: number; seed: number; onClose: () => void };

/** Other iterations or another seed: the one thing to change that is no input of the plan. */
export function RunDialog({ program, iterations, seed, onClose }: Props) {
  const say = useSay();
  const run = useRunAgain(program);
  const [runs, setRuns] = useState(String(iterations));
  const [start, setStart] = useState(String(seed));
  const count = whole(runs, 1, MOST_RUNS);
  const number = whole(start, 0, MOST_SEED);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (count === null || number === null) return;
    run.mutate(
      { iterations: count, seed: number },
      {
        onSuccess: (made) => {
          say(
            made.state === 'done'
              ? t('uncertainty.run.done', { total: made.iterations, seed: String(made.seed) })
              : t('uncertainty.run.asked'),
          );
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('uncertainty.run.title')} size={440}>
      <form className="form" onSubmit={submit} noValidate>
        <p className="sec">{t('uncertainty.run.lead')}</p>
        <div className="field-row">
          <NumberField
            label={t('uncertainty.run.iterations')}
            inputMode="numeric"
            value={runs}
            onValue={setRuns}
            error={count === null ? t('uncertainty.run.iterationsBad') : null}
            data-autofocus
          />
          <NumberField
            label={t('uncertainty.run.seed')}
            inputMode="numeric"
            value={start}
            onValue={setStart}
            error={number === null ? t('uncertainty.run.seedBad') : null}
          />
        </div>
        <FormError error={run.error} />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button primary type="submit" busy={run.isPending ? t('uncertainty.run.busy') : null}>
            {t('uncertainty.run.start')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
