/** Path texts of the shapes that the Gantt is made of. Many shapes of one look are one path: few nodes, fast frames. */

/** To a tenth of a pixel. Written from two whole numbers: a frame of a fling writes thousands. */
export function fix(value: number): string {
  const tenths = Math.round(Math.abs(value) * 10);
  const text = tenths % 10 === 0 ? `${tenths / 10}` : `${Math.floor(tenths / 10)}.${tenths % 10}`;
  return value < 0 && tenths !== 0 ? `-${text}` : text;
}

export function rect(x: number, y: number, width: number, height: number): string {
  return `M${fix(x)} ${fix(y)}h${fix(width)}v${fix(height)}h${fix(-width)}z`;
}

export function roundRect(x: number, y: number, width: number, height: number, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2);
  const w = fix(width - 2 * r);
  const h = fix(height - 2 * r);
  const arc = (dx: number, dy: number): string => `a${fix(r)} ${fix(r)} 0 0 1 ${fix(dx)} ${fix(dy)}`;
  return `M${fix(x + r)} ${fix(y)}h${w}${arc(r, r)}v${h}${arc(-r, r)}h-${w}${arc(-r, -r)}v-${h}${arc(r, -r)}z`;
}

export function diamond(x: number, y: number, radius: number): string {
  const r = fix(radius);
  return `M${fix(x)} ${fix(y - radius)}l${r} ${r}-${r} ${r}-${r} -${r}z`;
}

export function circle(x: number, y: number, radius: number): string {
  const r = fix(radius);
  return `M${fix(x - radius)} ${fix(y)}a${r} ${r} 0 1 0 ${fix(2 * radius)} 0a${r} ${r} 0 1 0 ${fix(-2 * radius)} 0z`;
}

/** Bracket of a summary: a bar with a tooth at each end. */
export function bracket(left: number, right: number, y: number): string {
  const tooth = Math.min(3.5, (right - left) / 2);
  const t = fix(tooth);
  return `M${fix(left)} ${fix(y)}H${fix(right)}v7l-${t} -3.5H${fix(left + tooth)}l-${t} 3.5z`;
}

/** Triangle of a deadline, hanging from the row's top. */
export function triangle(x: number, top: number): string {
  return `M${fix(x - 4.5)} ${fix(top)}h9l-4.5 6z`;
}

export function pennant(x: number, top: number): { pole: string; flag: string } {
  return { pole: `M${fix(x)} ${fix(top)}v9`, flag: `M${fix(x)} ${fix(top)}h6l-1.8 2 1.8 2h-6z` };
}

/** Notch in the edge of the window where a bar goes on beyond it. */
export function notch(x: number, y: number, height: number, side: 'left' | 'right'): string {
  const sign = side === 'left' ? '' : '-';
  return `M${fix(x)} ${fix(y)}h${sign}4l${side === 'left' ? '-' : ''}4 ${height / 2} ${sign}4 ${height / 2}h${side === 'left' ? '-' : ''}4z`;
}

export function chevron(x: number, y: number, side: 'left' | 'right'): string {
  const back = side === 'right' ? -4 : 4;
  return `M${fix(x + back)} ${fix(y - 4)}L${fix(x)} ${fix(y)}L${fix(x + back)} ${fix(y + 4)}`;
}

export function upright(x: number, top: number, bottom: number): string {
  return `M${fix(x)} ${fix(top)}V${fix(bottom)}`;
}

export function level(left: number, right: number, y: number): string {
  return `M${fix(left)} ${fix(y)}H${fix(right)}`;
}
