import { BAR_HEIGHT, endAt, rowPlace, type Frame } from '@/lib/plan/scene/frame';
import { LINK_FAR, LINK_NEAR, spanOf } from '@/lib/plan/scene/grip';
import { headPath, route, routePath } from '@/lib/plan/scene/routing';

/** The points from which arrows are drawn, beside the bar under the pointer. */
export function LinkPoints({ frame, row }: { frame: Frame; row: number }) {
  const { left, right } = spanOf(frame, row);
  const { middle } = rowPlace(frame.view.position[row] ?? 0, frame.rowHeight);
  const away = (LINK_NEAR + LINK_FAR) / 2;
  return (
    <g className="g-points">
      <circle cx={left - away} cy={middle} r="3.5" />
      <circle cx={right + away} cy={middle} r="3.5" />
    </g>
  );
}

/** A circle of rows that would wait for each other, as the server refused it. Rows that do not show are left out. */
export function Circle({ frame, rows }: { frame: Frame; rows: readonly number[] }) {
  const seen = rows.filter((row) => (frame.view.position[row] ?? -1) >= 0);
  let lines = '';
  let heads = '';
  seen.forEach((row, at) => {
    const next = seen[(at + 1) % seen.length] ?? row;
    if (next === row) return;
    const place = (one: number): number => frame.view.position[one] ?? 0;
    const way = route('FS', endAt(frame, row, place(row)), endAt(frame, next, place(next)));
    lines += routePath(way);
    heads += headPath(way);
  });
  return (
    <g className="g-circle">
      <path className="line" d={lines} />
      <path className="head" d={heads} />
      {seen.map((row) => {
        const { left, right } = spanOf(frame, row);
        const { bar } = rowPlace(frame.view.position[row] ?? 0, frame.rowHeight);
        return (
          <rect key={row} x={left - 3} y={bar - 3} width={right - left + 6} height={BAR_HEIGHT + 6} rx="4" />
        );
      })}
    </g>
  );
}
