/** The view in the address, so that it can be shared, bookmarked and restored. Defaults are left out. */
import { ZOOMS, type ZoomChoice } from '@/lib/plan/scene/timescale';
import { STANDARD } from './columnIds';
import { columnsText, layoutFrom } from './layout';
import { orderingFrom, sortText } from './ordering';
import { START, type PlanState } from './state';

/** Parameters of a state. */
export function toSearch(state: PlanState): URLSearchParams {
  const { filter } = state;
  const pairs: [string, string | null][] = [
    ['zoom', state.zoom === START.zoom ? null : state.zoom],
    ['team', filter.team],
    ['workstream', filter.workstream],
    ['critical', filter.critical === 'only' ? 'only' : null],
    [
      'path',
      filter.path === null ? null : `${filter.path.scope === 'all' ? 'all:' : ''}${filter.path.milestone}`,
    ],
    ['findings', filter.findings ?? null],
    ['q', filter.text.trim() === '' ? null : filter.text],
    ['group', state.ordering.group],
    ['sort', sortText(state.ordering.sort)],
    ['baseline', state.baseline],
    ['select', state.selected],
    ['panel', state.panel ? 'why' : null],
    ['pinned', state.pinned],
    ['columns', columnsText(state.layout) || null],
    ['density', state.layout.density === START.layout.density ? null : state.layout.density],
  ];
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null));
  for (const id of state.collapsed) search.append('closed', id);
  return search;
}

/** What a view keeps of a state, whatever the reader has set for themselves: columns and density are always told. */
export function viewSearch(state: PlanState): string {
  const search = toSearch(state);
  for (const name of PASSING) search.delete(name);
  search.set('columns', columnsText(state.layout) || STANDARD.join(','));
  search.set('density', state.layout.density);
  return search.toString();
}

/** Parameters that are of the moment. */
export const PASSING = ['select', 'panel', 'pinned'] as const;

/** The state of parameters; whatever is not understood falls back to the default. */
export function fromSearch(search: URLSearchParams): PlanState {
  return {
    ...START,
    zoom: zoomFrom(search.get('zoom')),
    filter: {
      text: search.get('q') ?? '',
      team: search.get('team'),
      workstream: search.get('workstream'),
      critical: search.get('critical') === 'only' ? 'only' : 'highlighted',
      path: pathFrom(search.get('path')),
      ...(search.get('findings') === 'only' ? { findings: 'only' as const } : {}),
    },
    baseline: search.get('baseline'),
    selected: search.get('select'),
    panel: search.get('panel') === 'why',
    pinned: search.get('pinned'),
    collapsed: new Set(search.getAll('closed')),
    layout: layoutFrom(search),
    ordering: orderingFrom(search),
  };
}

function zoomFrom(text: string | null): ZoomChoice {
  return [...ZOOMS, 'fit' as const].find((zoom) => zoom === text) ?? START.zoom;
}

function pathFrom(text: string | null): PlanState['filter']['path'] {
  if (text === null || text === '') return null;
  return text.startsWith('all:')
    ? { milestone: text.slice(4), scope: 'all' }
    : { milestone: text, scope: 'driving' };
}
