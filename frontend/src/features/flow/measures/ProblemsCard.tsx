import { useState } from 'react';
import { EvidenceContext } from '@/components/facts/context';
import { Fact } from '@/components/facts/Fact';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Problem } from '@/features/flow/useFlow';

const FEW = 6;
const shape = { error: 'off_track', warning: 'at_risk', info: 'unknown' } as const;
const rank = { error: 0, warning: 1, info: 2 } as const;

function Line({ problem }: { problem: Problem }) {
  const { severity, message, hint } = problem;
  return (
    <li>
      <StatusGlyph status={shape[severity]} label={t(`flow.problems.${severity}`)} />
      <p>
        {message}
        {hint && <span className="sec"> {hint}</span>}
      </p>
    </li>
  );
}

type Props = { problems: readonly Problem[]; score: number | null; asOf: string };

/** What is wrong with the data, with counts, and how much of it is sound: no item is dropped in silence. */
export function ProblemsCard({ problems, score, asOf }: Props) {
  const [all, setAll] = useState(false);
  const sorted = problems.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
  const shown = all ? sorted : sorted.slice(0, FEW);
  const fact = {
    id: 'score',
    label: t('flow.problems.score'),
    value: score,
    unit: '%',
    formula: t('flow.problems.score.how'),
    records: [],
    as_of: asOf,
    interval: null,
  };
  return (
    <section className="card flow-problems" aria-labelledby="flow-problems">
      <header>
        <h2 id="flow-problems">{t('flow.problems')}</h2>
        <span className="more">{t('flow.problems.count', { count: problems.length })}</span>
      </header>
      {score !== null && (
        <EvidenceContext value={{ facts: { score: fact } }}>
          <p className="flow-score">
            {t('flow.problems.score')}{' '}
            <b>
              <Fact id="score" text={t('flow.problems.scoreOf', { score: number(score) })} />
            </b>
          </p>
        </EvidenceContext>
      )}
      {problems.length === 0 ? (
        <p className="pad small dim">{t('flow.problems.none')}</p>
      ) : (
        <ul>
          {shown.map((problem, at) => (
            <Line key={`${problem.id}/${at}`} problem={problem} />
          ))}
        </ul>
      )}
      {sorted.length > shown.length && (
        <button type="button" className="linkish" onClick={() => setAll(true)}>
          {t('flow.problems.more', { count: sorted.length })}
        </button>
      )}
    </section>
  );
}
