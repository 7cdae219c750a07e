import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { t } from '@/lib/messages/t';
import './charts.css';

type Props = {
  title: string;
  /** The unit, below the question. */
  unit: string;
  /** What the chart shows in one sentence; before it, because words come first. */
  said?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
  more?: ReactNode;
  children?: ReactNode;
  className?: string;
};

const typing = (target: EventTarget) =>
  target instanceof HTMLElement && target.matches('input, select, textarea');

/** A question, its answer in words, and a chart with a table behind it: the button or the key T changes between them. */
export function ChartCard({ title, unit, said, chart, table, more, children, className = '' }: Props) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) return;
    event.preventDefault();
    setAsTable((now) => !now);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- T works from anything in the card; the button does the same
    <section className={`card chart-card ${className}`} aria-labelledby={id} onKeyDown={onKeyDown}>
      <header>
        <h2 id={id}>{title}</h2>
        <span className="more">
          {more}
          <button
            type="button"
            className="linkish"
            aria-pressed={asTable}
            title={t('chart.tableHint')}
            onClick={() => setAsTable((now) => !now)}
          >
            {t('chart.table')}
          </button>
        </span>
      </header>
      <div className="chart-body">
        {said && <p className="chart-said">{said}</p>}
        <p className="small dim">{unit}</p>
        {asTable ? <div className="chart-table">{table}</div> : chart}
        {children}
      </div>
    </section>
  );
}
