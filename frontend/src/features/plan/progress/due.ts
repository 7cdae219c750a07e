/** What is to be reported up to a day: activities in progress, and those that should have begun or ended by then. Pure. */
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOf, isoOfDay, lastDay, toLocal } from '@/lib/plan/data/zone';
import { parseDuration } from '@/lib/plan/words/durations';

export type Due = {
  id: string;
  title: string;
  outline: string;
  version: number;
  milestone: boolean;
  /** Index of the owner among the people, -1 for nobody. */
  owner: number;
  /** `running` was begun, `late` should be over, `waiting` should have begun. */
  state: 'running' | 'late' | 'waiting';
  start: string;
  finish: string;
  started: string;
  percent: string;
};

export type Answer = {
  kind: 'none' | 'same' | 'progress' | 'done';
  started: string;
  finished: string;
  remaining: string;
  percent: string;
};

export function dueBy(model: PlanModel, asOf: number): Due[] {
  const rows = model.columns.activities;
  const found: Due[] = [];
  for (let row = 0; row < model.count; row += 1) {
    const kind = rows.kind[row];
    const over = (rows.actual_finish[row] ?? null) !== null || (rows.progress[row] ?? 0) >= 1;
    if ((kind !== 'task' && kind !== 'milestone') || over) continue;
    const began = rows.actual_start[row] ?? null;
    const running = began !== null || (rows.progress[row] ?? 0) > 0;
    const start = dayOf(model.start[row] ?? 0);
    const finish = lastDay(model.finish[row] ?? 0);
    const milestone = kind === 'milestone';
    // the schedule never puts work that was not begun before the status date: what begins right after it was due
    const due = milestone ? finish <= asOf : start <= asOf;
    if (!running && !due) continue;
    found.push({
      id: rows.id[row] ?? '',
      title: rows.title[row] ?? '',
      outline: rows.wbs[row] ?? '',
      version: rows.version[row] ?? 1,
      milestone,
      owner: rows.owner[row] ?? -1,
      state: finish <= asOf ? 'late' : running ? 'running' : 'waiting',
      start: isoOfDay(start),
      finish: isoOfDay(finish),
      started: began === null ? '' : isoOfDay(dayOf(toLocal(model.zone, began))),
      percent: String(Math.round((rows.progress[row] ?? 0) * 100)),
    });
  }
  return found;
}

/** By owner, in the order of the people; nobody's last. */
export function byOwner(due: readonly Due[]): [number, Due[]][] {
  const owners = [...new Set(due.map(({ owner }) => owner))].toSorted(
    (a, b) => (a < 0 ? 1 : 0) - (b < 0 ? 1 : 0) || a - b,
  );
  return owners.map((owner) => [owner, due.filter((each) => each.owner === owner)]);
}

export const blankAnswer = (due: Due): Answer => ({
  kind: 'none',
  started: due.started,
  finished: '',
  remaining: '',
  percent: due.percent,
});

/** What an answer begins with: the plan's days, as far as they have been. */
export function answerAs(kind: Answer['kind'], due: Due, asOf: string): Answer {
  const started = due.started === '' ? (due.start < asOf ? due.start : asOf) : due.started;
  const finished = due.finish < asOf ? due.finish : asOf;
  const blank = blankAnswer(due);
  if (kind === 'done') return { ...blank, kind, started: due.milestone ? finished : started, finished };
  return kind === 'progress' ? { ...blank, kind, started } : { ...blank, kind };
}

/** Why an answer cannot be sent: the field that is wrong. */
export function wrongIn(answer: Answer, asOf: string, hours: number): keyof Answer | null {
  if (answer.kind === 'none' || answer.kind === 'same') return null;
  if (answer.started === '' || answer.started > asOf) return 'started';
  if (answer.kind === 'done')
    return answer.finished === '' || answer.finished > asOf || answer.finished < answer.started
      ? 'finished'
      : null;
  const percent = Number(answer.percent);
  if (!(percent >= 0 && percent < 100)) return 'percent';
  return answer.remaining.trim() !== '' && parseDuration(answer.remaining, hours) === null
    ? 'remaining'
    : null;
}

export type Report = {
  activity: string;
  version: number;
  progress?: number;
  remaining?: string;
  actual_start?: string;
  actual_finish?: string;
};

/** What the server takes; nothing for an answer that nothing happened. */
export function reportsOf(
  due: readonly Due[],
  answers: ReadonlyMap<string, Answer>,
  hours: number,
): Report[] {
  return due.flatMap((each): Report[] => {
    const answer = answers.get(each.id);
    if (answer === undefined || answer.kind === 'none' || answer.kind === 'same') return [];
    const base = { activity: each.id, version: each.version };
    if (each.milestone) return [{ ...base, actual_finish: answer.finished }];
    const actual_start = answer.started === each.started ? {} : { actual_start: answer.started };
    if (answer.kind === 'done') return [{ ...base, ...actual_start, actual_finish: answer.finished }];
    const remaining = answer.remaining.trim() === '' ? null : parseDuration(answer.remaining, hours);
    return [
      {
        ...base,
        ...actual_start,
        progress: Number(answer.percent) / 100,
        ...(remaining === null ? {} : { remaining: remaining.text }),
      },
    ];
  });
}

/** The reports once it is decided about those that are stale: ours on top of theirs, or theirs as they are. */
export function settled(
  reports: readonly Report[],
  stale: readonly { id: string; version: number }[],
  mine: boolean,
): Report[] {
  const now = new Map(stale.map(({ id, version }) => [id, version]));
  if (!mine) return reports.filter(({ activity }) => !now.has(activity));
  return reports.map((each) => ({ ...each, version: now.get(each.activity) ?? each.version }));
}
