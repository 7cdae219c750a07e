import { parse, View, Warn } from 'vega';
import type { TooltipHandler } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { painted, sized } from './chart';
import type { Chart, Spec } from './chart';
import theme from './theme.json';

export type Scheme = 'light' | 'dark';
export type Tip = { x: number; y: number; pairs: readonly (readonly [string, string])[] };
type OnTip = (tip: Tip | null) => void;

/** A drawing has its data inside: whatever it may name, nothing is fetched and no address is opened. */
const sealed = {
  load: () => Promise.reject(new Error('A chart has its data inside.')),
  sanitize: () => Promise.reject(new Error('A chart has no links.')),
  http: () => Promise.reject(new Error('A chart has its data inside.')),
  file: () => Promise.reject(new Error('A chart has its data inside.')),
};

/** A tooltip of several fields is a record of words. */
const pairsOf = (value: unknown): Tip['pairs'] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, each]) => [name, String(each)] as const)
    : [];

const tips =
  (onTip: OnTip): TooltipHandler =>
  (_, event, __, value: unknown) => {
    const pairs = pairsOf(value);
    if (pairs.length === 0 || !(event instanceof MouseEvent)) onTip(null);
    else onTip({ x: event.clientX, y: event.clientY, pairs });
  };

/** The sentence of the chart stands for its marks, of which there may be thousands. */
const quiet = { aria: false };
const configs: Record<Scheme, Spec> = {
  light: { ...theme.light, ...quiet },
  dark: { ...theme.dark, ...quiet },
};

/**
 * Draw a chart in the place of what an element holds, and give back what takes it away. Expressions are interpreted, not
 * compiled, since the page's policy forbids making code of text. Throws where the drawing is faulty.
 */
export function draw(element: HTMLElement, chart: Chart, width: number, scheme: Scheme, onTip: OnTip) {
  if (chart.spec === null) return () => undefined;
  // Vega names the element that it draws into; the one around it has a better name.
  const canvas = document.createElement('div');
  canvas.setAttribute('aria-hidden', 'true');
  element.replaceChildren(canvas);
  const spec = sized(chart.spec, width) as unknown as TopLevelSpec;
  const { spec: compiled } = compile(spec, { config: configs[scheme] });
  const view = new View(parse(compiled, undefined, { ast: true }), {
    container: canvas,
    renderer: painted(chart) ? 'canvas' : 'svg',
    expr: expressionInterpreter,
    tooltip: tips(onTip),
    loader: sealed,
    logLevel: Warn,
    hover: true,
  });
  view.run();
  return () => view.finalize();
}
