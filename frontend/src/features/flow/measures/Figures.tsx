import { EvidenceContext } from '@/components/facts/context';
import { Fact } from '@/components/facts/Fact';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { Measures } from '@/features/flow/useFlow';
import { factOf, figures } from './keyFigures';

type Props = { measures: Measures; before: Measures | null };

/** The key figures; each opens its convention, and what it was on the day to compare with stands below. */
export function Figures({ measures, before }: Props) {
  const shown = figures(measures);
  const earlier = new Map(before === null ? [] : figures(before).map((figure) => [figure.id, figure]));
  const facts = Object.fromEntries(
    shown.filter(({ value }) => value !== null).map((figure) => [figure.id, factOf(figure, measures.as_of)]),
  );
  return (
    <EvidenceContext value={{ facts }}>
      <dl className="flow-figures">
        {shown.map((figure) => {
          const then = earlier.get(figure.id);
          return (
            <div key={figure.id} className="card flow-figure">
              <dt>{figure.label}</dt>
              <dd className={`hero ${figure.value === null ? 'dim' : ''}`}>
                <Fact id={figure.id} text={figure.text} />
              </dd>
              <dd className="small sec">{figure.sub}</dd>
              {before && (
                <dd className="small dim">
                  {then
                    ? t('flow.figure.before', { value: then.text, day: day(before.as_of, { year: true }) })
                    : t('flow.figure.before', { value: '–', day: day(before.as_of, { year: true }) })}
                </dd>
              )}
            </div>
          );
        })}
      </dl>
    </EvidenceContext>
  );
}
