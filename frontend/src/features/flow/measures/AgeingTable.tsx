import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Facts } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { Fact } from '@/components/facts/Fact';
import { EmptyState } from '@/components/feedback/States';
import { TextField } from '@/components/forms/fields';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { chance, number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Ageing, Measures } from '@/features/flow/useFlow';
import { lateFact, paceOf, rowsOf } from './ageingRows';
import type { Sort, SortKey } from './ageingRows';

const HEIGHT = 32;

type Column = { key: SortKey | 'pace'; label: string; figures?: boolean };

function columnsOf({ expected }: Measures): Column[] {
  const late =
    expected === null ? t('flow.ageing.col.lateNone') : t('flow.ageing.col.late', { days: expected });
  return [
    { key: 'key', label: t('flow.ageing.col.key') },
    { key: 'title', label: t('flow.ageing.col.title') },
    { key: 'status', label: t('flow.ageing.col.status') },
    { key: 'age', label: t('flow.ageing.col.age'), figures: true },
    { key: 'pace', label: t('flow.ageing.col.pace') },
    { key: 'late', label: late, figures: true },
  ];
}

type HeadProps = { columns: Column[]; sort: Sort; onSort: (sort: Sort) => void };

function Head({ columns, sort, onSort }: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ key, label, figures }) => {
          if (key === 'pace') {
            return (
              <th key={key} scope="col">
                {label}
              </th>
            );
          }
          const on = sort.by === key;
          return (
            <th
              key={key}
              scope="col"
              className={figures ? 'num' : ''}
              aria-sort={on ? (sort.down ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={`flow-sort ${on ? 'on' : ''}`}
                title={t('flow.ageing.sortBy', { column: label })}
                onClick={() => onSort({ by: key, down: on ? !sort.down : Boolean(figures) })}
              >
                {label}
                <span aria-hidden="true">{on ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type RowProps = { item: Ageing; index: number; longest: number; work: string };

function Row({ item, index, longest, work }: RowProps) {
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" className="ell" title={item.key}>
        <Link to={`${work}?q=${encodeURIComponent(item.key)}`}>{item.key}</Link>
      </th>
      <td title={item.title}>{item.title}</td>
      <td className="sec" title={item.status}>
        {item.status}
      </td>
      <td className="num">
        <span className="flow-age" aria-hidden="true">
          <i style={{ width: `${(100 * item.age) / longest}%` }} />
        </span>
        {number(item.age)}
      </td>
      <td>
        <span className={item.passed >= 85 ? 'tag at' : 'tag'}>{paceOf(item)}</span>
      </td>
      <td className="num">
        {item.late === null ? (
          <span className="dim" title={t('flow.ageing.lateUnknown')}>
            –
          </span>
        ) : (
          <Fact id={`late:${item.key}`} text={chance(item.late)} />
        )}
      </td>
    </tr>
  );
}

type Props = { measures: Measures; work: string };

/** Each open item with its age and its chance to be late; ten thousand rows draw as fast as ten. */
export function AgeingTable({ measures, work }: Props) {
  const [sort, setSort] = useState<Sort>({ by: 'age', down: true });
  const [text, setText] = useState('');
  const { ageing, expected, as_of: asOf, basis } = measures;
  const rows = useMemo(() => rowsOf(ageing, sort, text), [ageing, sort, text]);
  const longest = useMemo(() => ageing.reduce((most, { age }) => Math.max(most, age), 1), [ageing]);
  const { scroller, shown, before, after } = useRows(rows.length, HEIGHT);
  const visible = shown.flatMap((index) => {
    const item = rows[index];
    return item === undefined ? [] : [{ index, item }];
  });
  const facts: Facts = {};
  for (const { item } of visible) {
    const fact = lateFact(item, expected, asOf);
    if (fact !== null) facts[fact.id] = fact;
  }
  const columns = columnsOf(measures);
  return (
    <section className="card flow-ageing" aria-labelledby="flow-ageing">
      <header>
        <h2 id="flow-ageing">{t('flow.ageing')}</h2>
        <span className="more">
          <span aria-live="polite">{t('flow.ageing.shown', { count: rows.length })}</span>
          <TextField
            label={t('flow.ageing.find')}
            hideLabel
            type="search"
            placeholder={t('flow.ageing.find')}
            value={text}
            onValue={setText}
          />
        </span>
      </header>
      <p className="chart-body small dim">
        {t(basis === 'started' ? 'flow.ageing.unit' : 'flow.ageing.unitCreated')}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={t(text === '' ? 'flow.ageing.empty' : 'flow.ageing.none')} />
      ) : (
        <EvidenceContext value={{ facts }}>
          <div className="flow-scroll" ref={scroller}>
            <table className="table" aria-rowcount={rows.length + 1}>
              <colgroup>
                <col className="f-key" />
                <col />
                <col className="f-state" />
                <col className="f-age" />
                <col className="f-pace" />
                <col className="f-late" />
              </colgroup>
              <Head columns={columns} sort={sort} onSort={setSort} />
              <tbody>
                <Spacer height={before} columns={columns.length} />
                {visible.map(({ index, item }) => (
                  <Row key={item.key} item={item} index={index} longest={longest} work={work} />
                ))}
                <Spacer height={after} columns={columns.length} />
              </tbody>
            </table>
          </div>
        </EvidenceContext>
      )}
    </section>
  );
}
