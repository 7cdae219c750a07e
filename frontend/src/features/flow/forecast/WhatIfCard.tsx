import { useQueries } from '@tanstack/react-query';
import { ErrorState, FormError } from '@/components/feedback/States';
import { IconButton } from '@/components/forms/Button';
import { forecastQuery, useIssue } from '@/features/flow/useFlow';
import type { Forecast, Issued } from '@/features/flow/useFlow';
import { chance, number } from '@/lib/format/numbers';
import { capital, unbroken } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { movesNothing, supposing } from '@/features/flow/asking/asking';
import { WhatIfForm } from './WhatIfForm';
import { apart, levelsOf, told, whatIfWords } from './words';

type TableProps = { base: Issued; others: readonly Issued[]; onRemove: (number: number) => void };

function Compared({ base, others, onRemove }: TableProps) {
  const timed = [base, ...others].some((each) => each.on_time !== null);
  return (
    <div className="flow-compared" role="group" aria-label={t('forecast.if.table')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('forecast.col.sure')}</th>
            <th scope="col" className="num">
              {t('forecast.if.base')}
            </th>
            {others.map((each) => (
              <th key={each.number} scope="col" className="num">
                {whatIfWords(each)}
                <IconButton
                  icon="close"
                  label={t('forecast.if.remove', { what: whatIfWords(each) })}
                  onClick={() => onRemove(each.number)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levelsOf(base).map((level) => (
            <tr key={level}>
              <th scope="row" className={level === 85 ? 'b' : ''}>
                P{level}
              </th>
              <td className={`num ${level === 85 ? 'b' : ''}`}>{told(base, level)}</td>
              {others.map((each) => (
                <td key={each.number} className={`num ${level === 85 ? 'b' : ''}`}>
                  {told(each, level)}
                  <span className="flow-moved sec">{apart(each, base, level)}</span>
                </td>
              ))}
            </tr>
          ))}
          {timed && (
            <tr>
              <th scope="row">{t('forecast.col.onTime')}</th>
              {[base, ...others].map((each) => (
                <td key={each.number} className="num">
                  {each.on_time === null ? '–' : chance(each.on_time)}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** What a supposition does besides moving dates, or why it says nothing. */
function notesOf({ issued, first, limited, answer }: Forecast): string[] {
  const what = whatIfWords(issued);
  if (issued.state !== 'enough') return [t('forecast.if.note', { what, said: answer })];
  const supposed = issued.question.what_if;
  const early = { ...issued, when: first };
  return [
    ...(first.length > 0
      ? [t('forecast.if.first', { what, p50: told(early, 50), p85: told(early, 85) })]
      : []),
    ...(limited
      ? [
          t('forecast.if.limited', {
            what,
            now: number(limited.now),
            before: number(limited.days_now),
            after: number(limited.days),
          }),
        ]
      : []),
    ...(supposed && movesNothing(supposed) && !limited ? [t('forecast.if.unlimited', { what })] : []),
  ];
}

type Props = {
  program: string;
  base: Issued;
  began: boolean;
  numbers: readonly number[];
  onNumbers: (numbers: readonly number[]) => void;
};

/** Suppositions beside the forecast: each is a forecast of its own, of the same day and seed, that is never scored. */
export function WhatIfCard({ program, base, began, numbers, onNumbers }: Props) {
  const issue = useIssue(program);
  const results = useQueries({ queries: numbers.map((each) => forecastQuery(program, each)) });
  const found = results.flatMap(({ data }) => (data ? [data] : []));
  const others = found.map(({ issued }) => issued).filter(({ state }) => state === 'enough');
  const notes = found.flatMap(notesOf);
  const failed = results.find(({ error }) => error !== null);
  return (
    <section className="card flow-ifs" aria-labelledby="flow-ifs">
      <header>
        <h2 id="flow-ifs">{t('forecast.if')}</h2>
      </header>
      <WhatIfForm
        base={base}
        began={began}
        busy={issue.isPending}
        onSuppose={(what) =>
          issue.mutate(supposing(base, what), {
            onSuccess: ({ issued }) => onNumbers([...new Set([...numbers, issued.number])]),
          })
        }
      />
      <FormError error={issue.error} />
      {failed?.error && <ErrorState error={failed.error} retry={() => void failed.refetch()} />}
      {others.length > 0 && (
        <Compared
          base={base}
          others={others}
          onRemove={(gone) => onNumbers(numbers.filter((each) => each !== gone))}
        />
      )}
      {notes.length > 0 && (
        <ul className="flow-notes small sec">
          {notes.map((note) => (
            <li key={note}>{unbroken(capital(note))}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
