import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { ErrorState, FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { NumberField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { chance } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { forecastQuery, useIssue } from '@/features/flow/useFlow';
import type { Issued } from '@/features/flow/useFlow';
import { supposed, supposition, WHAT_IFS } from './asking';
import type { Supposition } from './asking';
import { apart, levelsOf, told, whatIfWords } from './words';

const USUAL: Record<Supposition, string> = { people: '1', drop: '5', wip_limit: '10', split: '20' };

type ColumnProps = { issued: Issued; base: Issued; level: number };

function Cell({ issued, base, level }: ColumnProps) {
  const moved = apart(issued, base, level);
  return (
    <td className="num">
      {told(issued, level)}
      {moved && <span className="flow-moved sec">{moved}</span>}
    </td>
  );
}

type TableProps = { base: Issued; others: Issued[]; onDrop: (number: number) => void };

function Compared({ base, others, onDrop }: TableProps) {
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
                  onClick={() => onDrop(each.number)}
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
                <Cell key={each.number} issued={each} base={base} level={level} />
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

type Props = {
  program: string;
  base: Issued;
  numbers: readonly number[];
  onNumbers: (numbers: readonly number[]) => void;
  readOnly: boolean;
};

/** Suppositions beside the forecast: each is a forecast of its own, of the same day, that is never scored. */
export function WhatIfCard({ program, base, numbers, onNumbers, readOnly }: Props) {
  const [kind, setKind] = useState<Supposition>('people');
  const [texts, setTexts] = useState(USUAL);
  const issue = useIssue(program);
  const found = useQueries({ queries: numbers.map((number) => forecastQuery(program, number)) });
  const others = found.flatMap(({ data }) => (data?.issued.state === 'enough' ? [data.issued] : []));
  const refused = found.flatMap(({ data }) => (data && data.issued.state !== 'enough' ? [data] : []));
  const failed = found.find(({ error }) => error !== null);
  const isCount = base.when.length === 0;
  const offered = WHAT_IFS.filter((each) => each !== 'drop' || !isCount);
  const what = supposition(kind, texts[kind]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (what === null) return;
    issue.mutate(supposed(base, what), {
      onSuccess: ({ issued }) => onNumbers([...new Set([...numbers, issued.number])]),
    });
  };
  return (
    <section className="card flow-ifs" aria-labelledby="flow-ifs">
      <header>
        <h2 id="flow-ifs">{t('forecast.if')}</h2>
      </header>
      {!readOnly && (
        <form className="flow-if-form" onSubmit={submit} noValidate>
          <Segmented
            label={t('forecast.if')}
            value={kind}
            options={offered.map((value) => ({ value, label: t(`forecast.if.${value}`) }))}
            onValue={setKind}
          />
          <NumberField
            label={t(`forecast.if.${kind}Field`)}
            hint={t(`forecast.if.${kind}Hint`)}
            error={what === null ? t(`forecast.if.${kind}Bad`) : null}
            value={texts[kind]}
            onValue={(text) => setTexts({ ...texts, [kind]: text })}
          />
          <Button
            type="submit"
            disabled={what === null}
            busy={issue.isPending ? t('forecast.ask.busy') : null}
          >
            {t('forecast.if.go')}
          </Button>
        </form>
      )}
      <FormError error={issue.error} />
      {failed?.error && <ErrorState error={failed.error} retry={() => void failed.refetch()} />}
      {refused.map(({ issued, answer }) => (
        <p key={issued.number} className="pad small sec">
          {whatIfWords(issued)}: {answer}
        </p>
      ))}
      {others.length > 0 && (
        <Compared
          base={base}
          others={others}
          onDrop={(number) => onNumbers(numbers.filter((each) => each !== number))}
        />
      )}
    </section>
  );
}
