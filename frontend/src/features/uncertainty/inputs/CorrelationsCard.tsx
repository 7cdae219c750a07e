import { Button, IconButton } from '@/components/forms/Button';
import { NumberField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { checkPair } from './drafts';
import type { PairDraft } from './drafts';
import { RowPicker } from './RowPicker';
import type { Choice } from './RowPicker';

type RowProps = {
  pair: PairDraft;
  tried: boolean;
  choices: readonly Choice[];
  onChange: (pair: PairDraft) => void;
  onRemove: () => void;
};

const nameIn = (choices: readonly Choice[], id: string) =>
  choices.find(({ value }) => value === id)?.label ?? id;

function Row({ pair, tried, choices, onChange, onRemove }: RowProps) {
  const errors = tried ? checkPair(pair) : { ends: null, rank: null };
  return (
    <li className="u-pairing">
      <RowPicker
        label={t('inputs.pair.first')}
        choices={choices}
        value={pair.first}
        error={errors.ends}
        onValue={(first) => onChange({ ...pair, first })}
      />
      <RowPicker
        label={t('inputs.pair.second')}
        choices={choices}
        value={pair.second}
        onValue={(second) => onChange({ ...pair, second })}
      />
      <NumberField
        label={t('inputs.pair.rank')}
        value={pair.rank}
        error={errors.rank}
        onValue={(rank) => onChange({ ...pair, rank })}
      />
      <IconButton
        icon="trash"
        label={t('inputs.pair.remove', {
          first: nameIn(choices, pair.first),
          second: nameIn(choices, pair.second),
        })}
        onClick={onRemove}
      />
    </li>
  );
}

type Props = {
  pairs: PairDraft[];
  tried: boolean;
  choices: readonly Choice[];
  onChange: (pairs: PairDraft[]) => void;
};

/** Pairs of activities whose durations move together. */
export function CorrelationsCard({ pairs, tried, choices, onChange }: Props) {
  return (
    <section className="card" aria-labelledby="inputs-correlations">
      <header>
        <h2 id="inputs-correlations">{t('inputs.correlations')}</h2>
        <span className="more">
          <Button
            small
            icon="plus"
            onClick={() => onChange([...pairs, { first: '', second: '', rank: '0.5' }])}
          >
            {t('inputs.pair.add')}
          </Button>
        </span>
      </header>
      <div className="chart-body">
        <p className="sec">{t('inputs.correlationsLead')}</p>
        {pairs.length === 0 && <p className="dim">{t('inputs.correlationsNone')}</p>}
        <ul className="u-inputs">
          {pairs.map((pair, place) => (
            <Row
              key={place}
              pair={pair}
              tried={tried}
              choices={choices}
              onChange={(next) => onChange(pairs.with(place, next))}
              onRemove={() => onChange(pairs.toSpliced(place, 1))}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}
