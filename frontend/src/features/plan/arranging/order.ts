/** By what the rows are grouped and sorted: groups with their names, and what is compared of two rows. */
import type { Compare, Groups } from '@/lib/plan/data/arrange';
import type { PlanModel } from '@/lib/plan/data/model';
import { DAY, NONE } from '@/lib/plan/data/zone';
import type { DayWords } from '@/lib/plan/words/days';
import { t } from '@/lib/messages/t';
import { cellValue } from '@/features/plan/state/cellValues';
import { isMore, type ColumnId } from '@/features/plan/state/columnIds';
import type { Grouping, Sorting } from '@/features/plan/state/ordering';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const months = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What one compares; null stands behind everything, whichever way it is sorted. */
type Value = number | string | null;

export function compareBy(model: PlanModel, { column, down }: Sorting, words: DayWords): Compare {
  const values: Value[] = [];
  const valueOf = reader(model, column, words);
  for (let row = 0; row < model.count; row += 1) values.push(valueOf(row));
  const way = down ? -1 : 1;
  return (a, b) => {
    const [one, other] = [values[a] ?? null, values[b] ?? null];
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    if (typeof one === 'number' && typeof other === 'number') return way * (one - other);
    return way * collator.compare(String(one), String(other));
  };
}

const local = (values: Int32Array) => (row: number) => {
  const at = values[row] ?? NONE;
  return at === NONE ? null : at;
};

function reader(model: PlanModel, column: ColumnId, words: DayWords): (row: number) => Value {
  const rows = model.columns.activities;
  const raw = (values: readonly (number | string | null)[] | undefined) => (row: number) =>
    values?.[row] ?? null;
  switch (column) {
    case 'wbs':
      return (row) => row;
    case 'name':
      return raw(rows.title);
    case 'owner':
    case 'ownerName':
      return (row) => model.columns.people[rows.owner[row] ?? -1]?.name ?? null;
    case 'duration':
      return (row) => (rows.kind[row] === 'milestone' ? null : (rows.duration_days[row] ?? 0));
    case 'start':
      return local(model.start);
    case 'finish':
      return local(model.finish);
    case 'float':
      return raw(rows.float_days);
    case 'progress':
      return raw(rows.progress);
    default:
      return moreReader(model, column, words);
  }
}

/** Columns of the plan's answer by the column of the grid, where it holds numbers or dates as they are. */
const RAW = {
  lateStart: 'late_start',
  lateFinish: 'late_finish',
  freeFloat: 'free_float_days',
  actualStart: 'actual_start',
  actualFinish: 'actual_finish',
  deadline: 'deadline',
  target: 'target',
  commitment: 'commitment',
  baselineStart: 'baseline_start',
  baselineFinish: 'baseline_finish',
  startVariance: 'start_variance_days',
  finishVariance: 'finish_variance_days',
  durationVariance: 'duration_variance_days',
  low: 'low',
  likely: 'likely',
  high: 'high',
  pHalf: 'p50',
  pMost: 'p85',
  onTime: 'on_time',
  criticality: 'criticality',
  cost: 'cost',
  costPerDay: 'cost_per_day',
} as const;

function moreReader(model: PlanModel, column: ColumnId, words: DayWords): (row: number) => Value {
  const name = column in RAW ? RAW[column as keyof typeof RAW] : null;
  if (name !== null) {
    const values = model.columns.activities[name];
    return (row) => values?.[row] ?? null;
  }
  if (!isMore(column)) return () => null;
  return (row) => {
    const text = cellValue(model, row, column, words);
    const figure = Number(text.replace('\u2212', '-'));
    return text === '' ? null : Number.isNaN(figure) ? text : figure;
  };
}

type Named = { id: string; title: string };

export function groupsOf(model: PlanModel, grouping: Grouping): Groups {
  const rows = model.columns.activities;
  switch (grouping) {
    case 'workstream':
      return listed(model, model.columns.workstreams, rows.workstream);
    case 'team':
      return listed(model, model.columns.teams, rows.team);
    case 'owner': {
      const people = model.columns.people.map(({ id, name }) => ({ id, title: name }));
      return byName(listed(model, people, rows.owner));
    }
    case 'status':
      return listed(
        model,
        (['doing', 'todo', 'done'] as const).map((id) => ({ id, title: t(`plan.group.status.${id}`) })),
        rows.progress.map((share, row) =>
          share >= 1 || (rows.actual_finish[row] ?? null) !== null
            ? 2
            : share > 0 || (rows.actual_start[row] ?? null) !== null
              ? 0
              : 1,
        ),
      );
    case 'month':
      return byMonth(model);
  }
}

/** The groups of a list of the plan, in its order, and that of the rows that are in none. */
function listed(model: PlanModel, items: readonly Named[], column: readonly number[]): Groups {
  const none = items.length;
  const of = Int32Array.from({ length: model.count }, (_, row) => {
    const at = column[row] ?? -1;
    return at < 0 || at >= none ? none : at;
  });
  return {
    of,
    ids: [...items.map(({ id }) => id), ''],
    titles: [...items.map(({ title }) => title), t('plan.group.none')],
  };
}

function byName(groups: Groups): Groups {
  const places = groups.titles.map((_, at) => at);
  const last = places.pop() ?? 0;
  places.sort((a, b) => collator.compare(groups.titles[a] ?? '', groups.titles[b] ?? ''));
  places.push(last);
  const at = new Int32Array(places.length);
  places.forEach((group, place) => {
    at[group] = place;
  });
  return {
    of: groups.of.map((group) => at[group] ?? -1),
    ids: places.map((group) => groups.ids[group] ?? ''),
    titles: places.map((group) => groups.titles[group] ?? ''),
  };
}

function byMonth(model: PlanModel): Groups {
  const monthOf = Int32Array.from(model.finish, (at) => {
    const day = new Date(Math.floor((at - 1) / DAY) * 86_400_000);
    return day.getUTCFullYear() * 12 + day.getUTCMonth();
  });
  const found = [...new Set(monthOf)].sort((a, b) => a - b);
  const place = new Map(found.map((month, at) => [month, at]));
  return {
    of: monthOf.map((month) => place.get(month) ?? -1),
    ids: found.map((month) => `${Math.floor(month / 12)}-${(month % 12) + 1}`),
    titles: found.map((month) => months.format(Date.UTC(Math.floor(month / 12), month % 12))),
  };
}
