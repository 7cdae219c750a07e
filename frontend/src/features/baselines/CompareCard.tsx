import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EvidenceContext } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { Icon } from '@/components/icons/Icon';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { countOf, shows } from './rows';
import type { Show } from './rows';
import { comparisonQuery, exportHref, TODAY } from './useBaselines';
import type { Baseline, Comparison, Pair } from './useBaselines';
import { VarianceTable } from './VarianceTable';

type SidesProps = { list: Baseline[]; pair: Pair; onPair: (part: Partial<Pair>) => void };

function Sides({ list, pair, onPair }: SidesProps) {
  const options = list
    .filter(({ state }) => state !== 'rejected')
    .map(({ id, title, taken, state }) => ({
      value: id,
      label: `${state === 'proposed' ? t('baselines.proposal', { title }) : title}, ${day(taken)}`,
    }));
  const used = list.find(({ in_use }) => in_use);
  return (
    <div className="b-sides">
      <ChoiceField
        label={t('baselines.before')}
        value={pair.before ?? used?.id ?? ''}
        options={options}
        onValue={(before) => onPair({ before })}
      />
      <ChoiceField
        label={t('baselines.after')}
        value={pair.after}
        options={[{ value: TODAY, label: t('baselines.today') }, ...options]}
        onValue={(after) => onPair({ after })}
      />
    </div>
  );
}

function Found({ found, program, pair }: { found: Comparison; program: string; pair: Pair }) {
  const [show, setShow] = useState<Show>('changed');
  const [text, setText] = useState('');
  return (
    <EvidenceContext value={{ facts: found.facts }}>
      <p className="b-sum" aria-live="polite">
        <RichText text={found.text} />
      </p>
      <div className="b-bar">
        <Segmented
          label={t('baselines.show')}
          value={show}
          options={shows.map((value) => ({
            value,
            label: t(`baselines.show.${value}`, { count: countOf(found.rows, value) }),
          }))}
          onValue={setShow}
        />
        <TextField
          label={t('baselines.find')}
          hideLabel
          type="search"
          placeholder={t('baselines.find')}
          value={text}
          onValue={setText}
        />
        <span className="b-key" aria-hidden="true">
          <svg width="22" height="12">
            <rect className="bar now" x="1" y="2" width="20" height="8" rx="1.5" />
          </svg>
          {found.after.title}
          <svg width="22" height="12">
            <rect className="bar ghost" x="1" y="4" width="20" height="3.5" />
          </svg>
          {found.before.title}
        </span>
        <span className="b-exports">
          {(['csv', 'xlsx'] as const).map((format) => (
            <a key={format} className="btn sm" href={exportHref(program, pair, format)} download>
              <Icon name="download" small />
              {t('baselines.export', { format: format.toUpperCase() })}
            </a>
          ))}
        </span>
      </div>
      <VarianceTable found={found} show={show} text={text} />
    </EvidenceContext>
  );
}

type Props = { program: string } & SidesProps;

/** Any two baselines, or one with today: the sentence, then every activity. */
export function CompareCard({ program, list, pair, onPair }: Props) {
  const query = useQuery(comparisonQuery(program, pair));
  return (
    <section className="card b-compare" aria-labelledby="b-compare">
      <header>
        <h2 id="b-compare">{t('baselines.comparison')}</h2>
      </header>
      <Sides list={list} pair={pair} onPair={onPair} />
      <Loaded query={query} rows={8} height={30}>
        {(found) => <Found found={found} program={program} pair={pair} />}
      </Loaded>
    </section>
  );
}
