/** An estimate as it is written in a plan, `5d/8d/15d lognormal`, and as the fields of a form. Pure. */
export const SHAPES = [
  'single',
  'pert',
  'triangular',
  'uniform',
  'lognormal',
  'discrete',
  'quantiles',
] as const;
export type Shape = (typeof SHAPES)[number];
export const TAILS = ['', 'p10-p90', 'p5-p95'] as const;
export type Tail = (typeof TAILS)[number];
export type Point = { share: string; span: string };

/** `single`: no estimate. Low, likely and high stand beside the points, so that a change of mind loses nothing. */
export type Estimate = {
  shape: Shape;
  low: string;
  likely: string;
  high: string;
  tail: Tail;
  points: Point[];
};

export const NEW_POINT: Point = { share: '', span: '' };
const NO_POINTS: Point[] = [NEW_POINT, NEW_POINT];
const NONE: Estimate = { shape: 'single', low: '', likely: '', high: '', tail: '', points: NO_POINTS };

export const isPoints = (shape: Shape): boolean => shape === 'discrete' || shape === 'quantiles';
/** Shapes whose low and high may be percentiles. */
export const hasTail = (shape: Shape): boolean =>
  shape === 'pert' || shape === 'triangular' || shape === 'uniform';

function pointOf(text: string): Point {
  const [first = '', second = ''] = text.trim().split(/\s+/);
  const [share, span] = first.endsWith('%') ? [first, second] : [second, first];
  return { share: share.replace('%', ''), span };
}

/** The fields of what the server wrote. */
export function estimateOf(text: string | null): Estimate {
  if (text === null || text.trim() === '') return NONE;
  const [head = '', ...words] = text.trim().split(/\s+/);
  const points = SHAPES.find((each) => isPoints(each) && each === head);
  if (points !== undefined) {
    const parts = text.trim().slice(head.length).split(',');
    return { ...NONE, shape: points, points: parts.map(pointOf) };
  }
  const [low = '', likely = '', high = ''] = head.split('/');
  const tail = TAILS.find((each) => each !== '' && words.includes(each)) ?? '';
  const shape = SHAPES.find((each) => words.includes(each)) ?? 'pert';
  return { ...NONE, shape, low, likely, high, tail };
}

const filled = (points: readonly Point[]) =>
  points.filter(({ share, span }) => share.trim() !== '' || span.trim() !== '');

/** What the server reads; null for none. */
export function estimateText(estimate: Estimate): string | null {
  const { shape, low, likely, high, tail } = estimate;
  if (shape === 'single') return null;
  if (isPoints(shape)) {
    const parts = filled(estimate.points).map(({ share, span }) => {
      const percent = `${share.trim().replace('%', '')}%`;
      return shape === 'discrete' ? `${span.trim()} ${percent}` : `${percent} ${span.trim()}`;
    });
    return `${shape} ${parts.join(', ')}`;
  }
  const amounts = [low, likely, high].map((each) => each.trim()).join('/');
  return [amounts, shape === 'pert' && tail === '' ? '' : shape, hasTail(shape) ? tail : '']
    .filter(Boolean)
    .join(' ');
}

/** Nothing is left out; whether the numbers are in order, the server says. */
export function complete(estimate: Estimate): boolean {
  if (estimate.shape === 'single') return true;
  if (isPoints(estimate.shape)) {
    const points = filled(estimate.points);
    return points.length >= 2 && points.every(({ share, span }) => share.trim() !== '' && span.trim() !== '');
  }
  return [estimate.low, estimate.likely, estimate.high].every((each) => each.trim() !== '');
}
