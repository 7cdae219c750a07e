export type Cell = string | number | null;
export type Spec = Readonly<Record<string, unknown>>;
/** A chart as the server sends it: drawn here, and in documents, from one definition. */
export type Chart = {
  id: string;
  /** The question. */
  title: string;
  /** The unit. */
  subtitle: string;
  /** What it shows in one sentence, for those who do not see it. */
  said: string;
  /** Vega-Lite with its data inside and no colors of its own; null where there is nothing to draw. */
  spec: Spec | null;
  columns?: readonly string[] | null;
  rows?: readonly (readonly Cell[])[] | null;
  /** What is missing, where there is nothing to draw. */
  empty?: string | null;
};

const HEIGHT = 220;
const GAP = 20;
/** What an axis with its labels takes of a part that stands among others. */
const AXIS = 48;
const LEAST = 40;

const views = (spec: Spec, name: 'hconcat' | 'vconcat'): Spec[] | null =>
  Array.isArray(spec[name]) ? (spec[name] as Spec[]) : null;
const figure = (spec: Spec, name: 'width' | 'height', fallback: number): number =>
  typeof spec[name] === 'number' ? spec[name] : fallback;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The height of the drawing with its axes, so that its place is kept before it is drawn. */
export function heightOf(spec: Spec): number {
  const below = views(spec, 'vconcat');
  if (below) return sum(below.map(heightOf)) + GAP * (below.length - 1);
  const beside = views(spec, 'hconcat');
  return beside ? Math.max(...beside.map(heightOf)) : figure(spec, 'height', HEIGHT);
}

/** A part of a drawing of several: these are sized without their axes. */
function part(spec: Spec, room: number): Spec {
  if (views(spec, 'hconcat') ?? views(spec, 'vconcat')) return sized(spec, room);
  return { ...spec, width: Math.max(LEAST, room - AXIS), height: Math.max(LEAST, heightOf(spec) - AXIS) };
}

/** The same drawing in a given width; parts beside each other keep their shares of it. */
export function sized(spec: Spec, width: number): Spec {
  const below = views(spec, 'vconcat');
  if (below) return { ...spec, vconcat: below.map((each) => part(each, width)) };
  const beside = views(spec, 'hconcat');
  if (beside) {
    const widths = beside.map((each) => figure(each, 'width', HEIGHT));
    const room = width - GAP * (beside.length - 1);
    return {
      ...spec,
      hconcat: beside.map((each, at) => part(each, (room * (widths[at] ?? 0)) / sum(widths))),
    };
  }
  return { ...spec, width, height: heightOf(spec), autosize: { type: 'fit', contains: 'padding' } };
}

const MANY = 1_500;

/** Many marks are painted on a canvas; few are elements, which stay sharp at every zoom. */
export const painted = ({ rows }: Chart): boolean => (rows?.length ?? 0) > MANY;
