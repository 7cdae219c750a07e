import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const FULL = 1.5;

export const loadTone = (load: number): 'off' | 'at' | '' => (load > 1.1 ? 'off' : load > 1 ? 'at' : '');

const fill = { off: 'var(--off)', at: 'var(--at)', '': 'var(--bar-done)' };

/** Share of capacity, with a tick at 100 %: amber above it, red above 110 %. The figure stands beside it. */
export function LoadBar({ load }: { load: number }) {
  return (
    <span className="load" role="img" aria-label={t('chart.load', { share: percent(load) })}>
      <i style={{ width: `${Math.min(load / FULL, 1) * 100}%`, background: fill[loadTone(load)] }} />
      <u />
    </span>
  );
}
