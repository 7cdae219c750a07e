import type { ContractRow } from '@/api/types';
import { slipLine, slipWords } from '@/features/contracts/slips';
import { day } from '@/lib/format/dates';

const WIDTH = 300;
const HEIGHT = 64;
const LABEL = 44;

type Props = { row: ContractRow; today: string };

/** How the promised day moved: in words, and as a line of steps against the day that is needed. Later is up. */
export function Slips({ row, today }: Props) {
  const words = slipWords(row);
  if (words === null) return null;
  const line = slipLine(row, today, WIDTH - LABEL, HEIGHT);
  return (
    <div className="slips">
      <p className="small sec">{words}</p>
      {line !== null && (
        <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
          <path className="slips-needed" d={`M0 ${line.needed}H${WIDTH - LABEL}`} />
          <path className="slips-line" d={line.path} />
          {line.points.map((point, index) => (
            <circle key={index} cx={point.x} cy={point.y} r={2.5} className="slips-dot" />
          ))}
          <text x={WIDTH - LABEL + 5} y={line.end + 4}>
            {day(row.promises.at(-1)?.date ?? '')}
          </text>
          {Math.abs(line.needed - line.end) > 13 && (
            <text className="slips-fine" x={WIDTH - LABEL + 5} y={line.needed + 4}>
              {row.needed ? day(row.needed) : ''}
            </text>
          )}
        </svg>
      )}
    </div>
  );
}
