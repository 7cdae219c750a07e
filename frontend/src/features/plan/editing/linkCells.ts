/** The dependencies of a row in one cell: "1.2, 3.4SS+2d, 5FF-1d". Pure. */
import type { DependencyKind } from '@/api/types';
import { linksInto, linksOut, type PlanModel } from '@/lib/plan/data/model';
import { parseLag } from '@/lib/plan/words/durations';
import type { Read } from './cells';
import type { PlanChange } from './changes';

export type LinkColumn = 'predecessors' | 'successors';
type End = { link: number; row: number };

const ONE = /^(.+?)\s*(FS|SS|FF|SF)?\s*([+\-\u2212].+)?$/i;

/** Dependencies with what is at their other end; one whose end does not show is left alone. */
function endsOf(model: PlanModel, row: number, column: LinkColumn): End[] {
  const { links } = model;
  const into = column === 'predecessors';
  return [...(into ? linksInto(links, row) : linksOut(links, row))]
    .map((link) => ({ link, row: (into ? links.from[link] : links.to[link]) ?? -1 }))
    .filter((end) => end.row >= 0);
}

export function linksText(model: PlanModel, row: number, column: LinkColumn): string {
  const { kind, lag_text: lag } = model.columns.dependencies;
  const { id, wbs } = model.columns.activities;
  return endsOf(model, row, column)
    .map(({ link, row: other }) => {
      const name = wbs[other] === '' || wbs[other] === undefined ? (id[other] ?? '') : wbs[other];
      const offset = lag[link] ?? '';
      const said = kind[link] !== 'FS' || offset !== '' ? (kind[link] ?? '') : '';
      return `${name}${said}${offset === '' || /^[+\-\u2212]/.test(offset) ? offset : `+${offset}`}`;
    })
    .join(', ');
}

type Wanted = { row: number; kind: DependencyKind; lag: string };

/** The dependencies that a text names, as changes of those that are there. */
export function linksRead(model: PlanModel, row: number, column: LinkColumn, text: string): Read {
  const wanted: Wanted[] = [];
  for (const part of text.split(/[,;]\s*/).filter((one) => one.trim() !== '')) {
    const found = oneRead(model, part.trim());
    if (found === null) return { kind: 'bad', why: 'plan.edit.badLink', vars: { text: part.trim() } };
    if (found.row < 0) return { kind: 'bad', why: 'plan.edit.noRow', vars: { text: part.trim() } };
    if (found.row === row) return { kind: 'bad', why: 'plan.edit.itself' };
    if (!wanted.some((one) => one.row === found.row && one.kind === found.kind)) wanted.push(found);
  }
  const changes = changesTo(model, row, column, wanted);
  return changes.length === 0 ? { kind: 'same' } : { kind: 'links', changes };
}

/** An outline number, or the id of an activity, with kind and lag. `row` is -1 where there is none. */
function oneRead(model: PlanModel, part: string): Wanted | null {
  const whole = rowNamed(model, part);
  if (whole >= 0) return { row: whole, kind: 'FS', lag: '0d' };
  const [, name = '', kind = 'FS', offset = ''] = ONE.exec(part) ?? [];
  const lag = parseLag(offset.replace(/\s/g, ''), model.columns.hours_per_day);
  if (name === '' || lag === null) return null;
  return { row: rowNamed(model, name.trim()), kind: kind.toUpperCase() as DependencyKind, lag };
}

function rowNamed(model: PlanModel, name: string): number {
  const { wbs, kind } = model.columns.activities;
  const row = wbs.indexOf(name);
  const found = row >= 0 ? row : (model.rowOf.get(name) ?? -1);
  return kind[found] === 'program' || kind[found] === 'workstream' ? -1 : found;
}

/** Those that are named and not there are added, those that are there and not named go; another kind or lag is set. */
function changesTo(model: PlanModel, row: number, column: LinkColumn, wanted: Wanted[]): PlanChange[] {
  const { id: links, kind, lag_text: lag, version } = model.columns.dependencies;
  const { id } = model.columns.activities;
  const changes: PlanChange[] = [];
  const open = [...wanted];
  for (const { link, row: other } of endsOf(model, row, column)) {
    const same = (one: Wanted): boolean => one.row === other && one.kind === kind[link];
    const at = open.findIndex(same);
    const place = at >= 0 ? at : open.findIndex((one) => one.row === other && !kept(model, row, column, one));
    const code = links[link] ?? '';
    const [found] = place < 0 ? [] : open.splice(place, 1);
    if (found === undefined) changes.push({ do: 'unlink', id: code, version: version[link] });
    else if (found.kind !== kind[link] || found.lag !== lagOf(model, lag[link] ?? ''))
      changes.push({ do: 'relink', id: code, version: version[link], kind: found.kind, lag: found.lag });
  }
  for (const one of open) {
    const [from, to] = column === 'predecessors' ? [one.row, row] : [row, one.row];
    changes.push({
      do: 'link',
      predecessor: id[from] ?? '',
      successor: id[to] ?? '',
      kind: one.kind,
      lag: one.lag,
    });
  }
  return changes;
}

/** Whether there is a dependency of this very kind already. */
function kept(model: PlanModel, row: number, column: LinkColumn, one: Wanted): boolean {
  return endsOf(model, row, column).some(
    (end) => end.row === one.row && model.columns.dependencies.kind[end.link] === one.kind,
  );
}

const lagOf = (model: PlanModel, text: string): string =>
  parseLag(text.replace('\u2212', '-'), model.columns.hours_per_day) ?? text;
