import { number } from '@/lib/format/numbers';

type Props = { values: readonly [number, number, number]; label: string };

const WIDTH = 210;
const BASE = 60;

/** Low, likely and high as a triangular density, with its mean dotted. */
export function Triangle({ values, label }: Props) {
  const [low, likely, high] = values;
  const reach = high - low || 1;
  const pad = 24;
  const x = (value: number) => pad + ((WIDTH - 2 * pad) * (value - low)) / reach;
  const mean = (low + likely + high) / 3;
  const slope = mean <= likely ? (mean - low) / (likely - low || 1) : (high - mean) / (high - likely || 1);
  const meanTop = low === high ? 4 : BASE - slope * (BASE - 4);
  const points =
    low === high ? `${x(low)},${BASE} ${x(low)},4` : `${x(low)},${BASE} ${x(likely)},4 ${x(high)},${BASE}`;
  const marks = [...new Set(values)];
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 78`}
      className="triangle"
      role="img"
      aria-label={`${label}: ${values.map(number).join(', ')}`}
    >
      <path d={`M4 ${BASE}H${WIDTH - 4}`} stroke="var(--line-strong)" />
      <polygon
        points={points}
        fill="var(--p-band)"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d={`M${x(mean)} ${BASE}V${meanTop}`} stroke="var(--ink)" strokeDasharray="2 2" />
      {marks.map((value) => (
        <g key={value}>
          <circle cx={x(value)} cy={value === likely ? 4 : BASE} r="3" fill="var(--accent)" />
          <text x={x(value)} y="75" textAnchor="middle" className="chart-text">
            {number(value)}
          </text>
        </g>
      ))}
    </svg>
  );
}
