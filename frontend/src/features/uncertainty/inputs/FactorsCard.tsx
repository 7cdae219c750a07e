import { Button, IconButton } from '@/components/forms/Button';
import { NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { checkFactor, freeId } from './drafts';
import type { FactorDraft } from './drafts';
import { RowsPicker } from './RowPicker';
import type { Choice } from './RowPicker';

type RowProps = {
  factor: FactorDraft;
  tried: boolean;
  choices: readonly Choice[];
  onChange: (factor: FactorDraft) => void;
  onRemove: () => void;
};

function Row({ factor, tried, choices, onChange, onRemove }: RowProps) {
  const errors = tried ? checkFactor(factor) : { numbers: null, probability: null, on: null };
  const number = (name: 'low' | 'likely' | 'high') => (
    <NumberField
      label={t(`inputs.factor.${name}`)}
      value={factor[name]}
      error={name === 'low' ? errors.numbers : null}
      onValue={(text) => onChange({ ...factor, [name]: text })}
    />
  );
  return (
    <li className="u-factor">
      <TextField
        label={t('inputs.factor.title')}
        placeholder={t('inputs.factor.titlePlaceholder')}
        value={factor.title}
        onValue={(title) => onChange({ ...factor, title })}
      />
      {number('low')}
      {number('likely')}
      {number('high')}
      <NumberField
        label={t('inputs.factor.p')}
        value={factor.probability}
        error={errors.probability}
        onValue={(probability) => onChange({ ...factor, probability })}
      />
      <IconButton
        icon="trash"
        label={t('inputs.factor.remove', { title: factor.title || factor.id })}
        onClick={onRemove}
      />
      <div className="u-on">
        <RowsPicker
          label={t('inputs.factor.on')}
          hint={t('inputs.factor.onHint')}
          choices={choices}
          value={factor.on}
          error={errors.on}
          onValue={(on) => onChange({ ...factor, on })}
        />
      </div>
    </li>
  );
}

type Props = {
  factors: FactorDraft[];
  tried: boolean;
  choices: readonly Choice[];
  onChange: (factors: FactorDraft[]) => void;
};

const NEW = { title: '', low: '0.9', likely: '1', high: '1.3', probability: '100', on: [] };

/** What several activities share. */
export function FactorsCard({ factors, tried, choices, onChange }: Props) {
  return (
    <section className="card" aria-labelledby="inputs-factors">
      <header>
        <h2 id="inputs-factors">{t('inputs.factors')}</h2>
        <span className="more">
          <Button small icon="plus" onClick={() => onChange([...factors, { ...NEW, id: freeId(factors) }])}>
            {t('inputs.factor.add')}
          </Button>
        </span>
      </header>
      <div className="chart-body">
        <p className="sec">{t('inputs.factorsLead')}</p>
        {factors.length === 0 && <p className="dim">{t('inputs.factorsNone')}</p>}
        <ul className="u-inputs">
          {factors.map((factor, place) => (
            <Row
              key={factor.id}
              factor={factor}
              tried={tried}
              choices={choices}
              onChange={(next) => onChange(factors.with(place, next))}
              onRemove={() => onChange(factors.toSpliced(place, 1))}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}
