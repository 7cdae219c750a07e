import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useOpenActivity } from '@/components/activity/context';
import { EvidenceContext, useRecordHref } from '@/components/facts/context';
import { Fact } from '@/components/facts/Fact';
import { EmptyState } from '@/components/feedback/States';
import { IconButton } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { t } from '@/lib/messages/t';
import { factId, factsOf, FIGURES, figureOf, figureText, rowsOf } from './activityRows';
import type { Sort, SortKey } from './activityRows';
import type { Sensitivity } from './useUncertainty';

const HEIGHT = 34;
const KEYS: SortKey[] = ['activity', ...FIGURES];

type HeadProps = { sort: Sort; onSort: (sort: Sort) => void };

function Head({ sort, onSort }: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {KEYS.map((key) => {
          const on = sort.by === key;
          const column = t(`uncertainty.col.${key}`);
          const next = { by: key, down: on ? !sort.down : key !== 'activity' };
          return (
            <th
              key={key}
              scope="col"
              className={key === 'activity' ? '' : 'num'}
              aria-sort={on ? (sort.down ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={`u-sort ${on ? 'on' : ''}`}
                title={t('uncertainty.sortBy', { column })}
                onClick={() => onSort(next)}
              >
                {column}
                <span aria-hidden="true">{on ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </th>
          );
        })}
        <th scope="col">
          <span className="sr">{t('uncertainty.edit', { title: '' })}</span>
        </th>
      </tr>
    </thead>
  );
}

type RowProps = { data: Sensitivity; row: number; index: number };

function Row({ data, row, index }: RowProps) {
  const open = useOpenActivity();
  const id = data.id[row] ?? '';
  const title = data.title[row] ?? id;
  const href = useRecordHref()('activity', id);
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" title={title}>
        {href === null ? title : <Link to={href}>{title}</Link>}
      </th>
      {FIGURES.map((figure) => (
        <td key={figure} className="num">
          {figure === 'criticality' && (
            <span className="u-share" aria-hidden="true">
              <i style={{ width: `${(data.criticality[row] ?? 0) * 100}%` }} />
            </span>
          )}
          <Fact id={factId(figure, id)} text={figureText(figure, figureOf(data, figure, row))} />
        </td>
      ))}
      <td>
        <IconButton icon="edit" label={t('uncertainty.edit', { title })} onClick={() => open(id)} />
      </td>
    </tr>
  );
}

type Props = { data: Sensitivity; asOf: string };

/** How much the final milestone hangs on each open activity; ten thousand rows draw as fast as ten. */
export function ActivityTable({ data, asOf }: Props) {
  const [sort, setSort] = useState<Sort>({ by: data.index.length > 0 ? 'index' : 'criticality', down: true });
  const [text, setText] = useState('');
  const rows = useMemo(() => rowsOf(data, sort, text), [data, sort, text]);
  const { scroller, shown, before, after } = useRows(rows.length, HEIGHT);
  const visible = shown.flatMap((index) => (rows[index] === undefined ? [] : [{ index, row: rows[index] }]));
  const facts = factsOf(
    data,
    visible.map(({ row }) => row),
    asOf,
  );
  return (
    <section className="card u-activities" aria-labelledby="u-activities">
      <header>
        <h2 id="u-activities">{t('uncertainty.activities')}</h2>
        <span className="more">
          <span aria-live="polite">{t('uncertainty.activitiesShown', { count: rows.length })}</span>
          <TextField
            label={t('uncertainty.activitiesFind')}
            hideLabel
            type="search"
            placeholder={t('uncertainty.activitiesFind')}
            value={text}
            onValue={setText}
          />
        </span>
      </header>
      <p className="chart-body small dim">
        {t('uncertainty.activitiesUnit', { milestone: data.milestone })}. {t('uncertainty.terms')}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={t(text === '' ? 'uncertainty.activitiesEmpty' : 'uncertainty.activitiesNone')} />
      ) : (
        <EvidenceContext value={{ facts }}>
          <div className="u-scroll" ref={scroller}>
            <table className="table" aria-rowcount={rows.length + 1}>
              <colgroup>
                <col />
                <col className="u-crit" />
                <col className="u-figure" />
                <col className="u-figure" />
                <col className="u-figure" />
                <col className="u-edit" />
              </colgroup>
              <Head sort={sort} onSort={setSort} />
              <tbody>
                <Spacer height={before} columns={6} />
                {visible.map(({ index, row }) => (
                  <Row key={data.id[row]} data={data} row={row} index={index} />
                ))}
                <Spacer height={after} columns={6} />
              </tbody>
            </table>
          </div>
        </EvidenceContext>
      )}
    </section>
  );
}
