import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const WIDTH = 6;
const HEIGHT = 22;

/** Blocked days by week, as bars from 0. */
export function Sparkline({ weeks, last }: { weeks: readonly number[]; last: readonly string[] }) {
  const most = Math.max(...weeks, 1);
  const told = t('blockers.weeks', {
    most: number(most),
    from: day(last[0] ?? ''),
    to: day(last.at(-1) ?? ''),
  });
  return (
    <svg width={weeks.length * WIDTH} height={HEIGHT} role="img" aria-label={told} className="bk-weeks">
      <title>{told}</title>
      {weeks.map((days, at) => {
        const height = days === 0 ? 1 : Math.max(2, (days / most) * HEIGHT);
        return <rect key={at} x={at * WIDTH} y={HEIGHT - height} width={WIDTH - 2} height={height} />;
      })}
    </svg>
  );
}
