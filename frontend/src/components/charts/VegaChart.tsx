import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { t } from '@/lib/messages/t';
import { heightOf } from './chart';
import type { Chart, Spec } from './chart';
import { ChartCard } from './ChartCard';
import { ChartTable } from './ChartTable';
import type { Tip } from './draw';
import { useWidth } from './useWidth';
import './charts.css';

/** Vega is large and comes only with the first chart. */
const drawing = () => import('./draw');

function Tooltip({ tip }: { tip: Tip }) {
  const flip = tip.x > window.innerWidth - 300;
  return (
    <div
      className="vega-tip"
      role="presentation"
      style={{
        left: tip.x,
        top: tip.y,
        transform: `translate(${flip ? 'calc(-100% - 12px)' : '12px'}, -50%)`,
      }}
    >
      <dl>
        {tip.pairs.map(([name, value]) => (
          <div key={name}>
            {name !== '' && <dt>{name}</dt>}
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A chart without its card, where words and numbers stand beside it already. */
export function ChartDrawing({ chart, spec }: { chart: Chart; spec: Spec }) {
  const { ref, width } = useWidth(0);
  const scheme = useComputedColorScheme('light');
  const canvas = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (width === 0 || element === null) return;
    let erase: (() => void) | null = null;
    let left = false;
    drawing()
      .then(({ draw }) => {
        if (left) return;
        erase = draw(element, chart, width, scheme, setTip);
        setFailed(false);
      })
      .catch((error: unknown) => {
        reportError(error);
        setFailed(true);
      });
    return () => {
      left = true;
      erase?.();
      setTip(null);
    };
  }, [chart, width, scheme]);
  return (
    <div ref={ref} className="vega" style={{ minHeight: heightOf(spec) }}>
      <div ref={canvas} role="img" aria-label={chart.said} hidden={failed} />
      {failed && <p className="small dim">{t('chart.failed')}</p>}
      {tip && <Tooltip tip={tip} />}
    </div>
  );
}

type Props = { chart: Chart; more?: ReactNode; children?: ReactNode; className?: string };

/** A chart of the server: the question, the unit, the drawing, and its numbers behind T. */
export function VegaChart({ chart, more, children, className }: Props) {
  if (chart.spec === null) {
    return (
      <section className={`card chart-card ${className ?? ''}`} aria-label={chart.title}>
        <header>
          <h2>{chart.title}</h2>
        </header>
        <div className="vega-empty">
          <p>{chart.empty}</p>
        </div>
        {children}
      </section>
    );
  }
  return (
    <ChartCard
      title={chart.title}
      unit={chart.subtitle}
      className={className}
      more={more}
      chart={<ChartDrawing chart={chart} spec={chart.spec} />}
      table={<ChartTable chart={chart} />}
    >
      {children}
    </ChartCard>
  );
}
