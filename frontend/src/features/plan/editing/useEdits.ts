import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { del, patch as patchRequest, path as apiPath, post, ProblemError } from '@/api/client';
import { keys } from '@/api/queries';
import type { DependencyPatch, Edit, ForecastMark, NewActivity, PlanColumns, RowPatch } from '@/api/types';
import { patchColumns, rowsById } from '@/lib/plan/data/columns';
import { isKept } from '@/lib/kept';
import { t } from '@/lib/messages/t';
import type { ColumnId } from '@/features/plan/state/state';
import type { PlanChange } from './changes';
import type { Change } from './drafts';
import { useFollowUp } from './useFollowUp';
import { raised, remember, rememberStep, versioned } from './versions';

/** A save that the server refused: what was typed is kept here until the reader decides. */
export type RefusedSave = {
  id: string;
  column: ColumnId;
  change: Change;
  draft: string | null;
  error: ProblemError;
};
/** Also the removal of a row that was changed meanwhile, which has no `change`. */
export type Refusal = RefusedSave | { id: string; change: null; error: ProblemError };
/** Changes made together that were refused together: all that was entered is kept here. */
export type RefusedMany = { changes: PlanChange[]; patches: RowPatch[]; error: ProblemError };
export type Moved = { row: number; id: string; start: number; finish: number }[];

export type Edits = {
  saving: number;
  refusal: Refusal | null;
  refusedMany: RefusedMany | null;
  moved: Moved;
  simulation: number | null;
  save: (id: string, column: ColumnId, change: Change, draft: string | null, version?: number) => void;
  dismiss: () => void;
  /** Fetches the plan again, to show what others changed. */
  reload: () => void;
  add: (activity: NewActivity) => Promise<Edit>;
  /** False when the row was changed meanwhile: then the refusal asks. */
  remove: (id: string, version?: number) => Promise<boolean>;
  /**
   * Makes changes together, all or none; the patches show until the answer comes. Null when they were refused, which
   * `refusedMany` tells. With `anyway`, over what somebody else changed meanwhile.
   */
  apply: (changes: PlanChange[], patches?: RowPatch[], anyway?: boolean) => Promise<Edit | null>;
  /** Reports progress of many activities, with the status date. */
  report: (progress: object) => Promise<Edit>;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
  changeLink: (link: DependencyPatch) => Promise<Edit>;
  removeLink: (id: string, version: number) => Promise<Edit>;
};

const GHOST_MS = 2000;

/**
 * Every write of the page. Saves run one after the other. Each is sent with the version that its row had when the
 * reader began, or with the one that the reader's own last save made: what others saved in between is a conflict.
 */
export function usePlanEdits(program: string, baseline: string | null, say: (text: string) => void): Edits {
  const client = useQueryClient();
  const key = useMemo(() => keys.plan(program, baseline ?? undefined), [program, baseline]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [saving, setSaving] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [refusedMany, setRefusedMany] = useState<RefusedMany | null>(null);
  const [moved, setMoved] = useState<Moved>([]);
  const [simulation, setSimulation] = useState<number | null>(null);
  const base = apiPath('programs', program);
  const own = useRef(new Map<string, number>());

  const current = useCallback(() => client.getQueryData<PlanColumns>(key), [client, key]);
  const patchLocal = useCallback(
    (rows: RowPatch[]) => client.setQueryData<PlanColumns>(key, (plan) => plan && patched(plan, rows)),
    [client, key],
  );
  const followUp = useFollowUp(program);
  const accept = useCallback(
    async (edit: Edit, unsaid: RowPatch[] = []) => {
      const shown = current();
      if (shown !== undefined) {
        const before = patched(shown, unsaid);
        const forecast = heldAfter(shown.forecast, edit);
        client.setQueryData<PlanColumns>(key, {
          ...patched(before, edit.rows),
          revision: edit.revision,
          forecast,
        });
        setMoved(movedRows(before, edit.rows));
        setTimeout(() => setMoved([]), GHOST_MS);
      }
      if (edit.announcement !== '') say(edit.announcement);
      setSimulation(edit.simulation?.state === 'running' ? edit.simulation.id : null);
      followUp();
      if (edit.structure_changed) await client.invalidateQueries({ queryKey: ['program', program, 'plan'] });
    },
    [client, current, followUp, key, program, say],
  );
  const queued = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    setSaving((count) => count + 1);
    const run = queue.current.then(work, work);
    queue.current = run.catch(() => undefined).finally(() => setSaving((count) => count - 1));
    return run;
  }, []);
  const write = useCallback(
    (request: () => Promise<Edit>, unsaid?: RowPatch[]): Promise<Edit> =>
      queued(async () => {
        const edit = await request();
        await accept(edit, unsaid);
        return edit;
      }),
    [accept, queued],
  );

  const save = useCallback<Edits['save']>(
    (id, column, change, draft, version) => {
      const plan = current();
      const row = plan?.activities.id.indexOf(id) ?? -1;
      if (plan === undefined || row < 0) return;
      const seen = version ?? plan.activities.version[row];
      const before = valuesOf(plan, row, Object.keys(change.row));
      setRefusal(null);
      patchLocal([{ ...change.row, id }]);
      const request = async () => {
        const edit = await patchRequest<Edit>(
          `${base}${apiPath('activities', id)}`,
          { ...change.patch, version: raised(own.current, id, seen) },
          [{ ...change.row, id }],
        );
        remember(own.current, edit, [id]);
        return edit;
      };
      write(request, [computedOf({ ...before, id })]).catch((error: unknown) => {
        if (isKept(error)) {
          say(t('outbox.kept')); // what was typed stays in the grid
          return;
        }
        patchLocal([{ ...before, id }]);
        if (!(error instanceof ProblemError)) throw error;
        setRefusal({ id, column, change, draft, error });
      });
    },
    [base, current, patchLocal, say, write],
  );
  const apply = useCallback<Edits['apply']>(
    async (changes, patches = [], anyway = false) => {
      const plan = current();
      const before = plan === undefined ? [] : shownBefore(plan, patches);
      setRefusal(null);
      setRefusedMany(null);
      patchLocal(patches);
      try {
        return await queued(async () => {
          const body = { changes: versioned(changes, own.current, anyway) };
          const edit = await post<Edit>(`${base}/edits`, body, undefined, patches);
          remember(
            own.current,
            edit,
            changes.flatMap((change) => ('id' in change ? [change.id] : [])),
          );
          await accept(edit, before.map(computedOf));
          return edit;
        });
      } catch (error: unknown) {
        if (isKept(error)) {
          say(t('outbox.kept'));
          return null;
        }
        patchLocal(before);
        if (!(error instanceof ProblemError)) throw error;
        setRefusedMany({ changes, patches, error });
        return null;
      }
    },
    [accept, base, current, patchLocal, queued, say],
  );
  const step = useCallback(
    (verb: 'undo' | 'redo', otherwise: string) =>
      queued(async () => {
        const answer = await post<{ announcement: string }>(`${base}/${verb}`);
        say(answer.announcement === '' ? otherwise : answer.announcement);
        const before = current();
        await client.invalidateQueries({ queryKey: ['program', program] });
        rememberStep(own.current, before, current());
      }),
    [base, client, current, program, queued, say],
  );
  return useMemo(
    () => ({
      saving,
      refusal,
      refusedMany,
      moved,
      simulation,
      save,
      apply,
      dismiss: () => {
        setRefusal(null);
        setRefusedMany(null);
      },
      reload: () => void client.invalidateQueries({ queryKey: ['program', program, 'plan'] }),
      add: (activity) => write(() => post<Edit>(`${base}/activities`, activity)),
      remove: async (id, known) => {
        const plan = current();
        const version = known ?? plan?.activities.version[plan.activities.id.indexOf(id)];
        setRefusal(null);
        try {
          await write(() => del<Edit>(`${base}${apiPath('activities', id)}`, { version }));
        } catch (error: unknown) {
          if (!(error instanceof ProblemError) || !error.details.conflict) throw error;
          setRefusal({ id, change: null, error });
          return false;
        }
        return true;
      },
      report: (progress) => write(() => post<Edit>(`${base}/progress`, progress)),
      undo: () => step('undo', t('plan.undone')),
      redo: () => step('redo', t('plan.redone')),
      changeLink: (link) => write(() => patchRequest<Edit>(`${base}/dependencies`, link)),
      removeLink: (id, version) => write(() => del<Edit>(`${base}/dependencies`, { id, version })),
    }),
    [
      apply,
      base,
      client,
      current,
      moved,
      program,
      refusal,
      refusedMany,
      save,
      saving,
      simulation,
      step,
      write,
    ],
  );
}

/** The plan with other values in some rows. */
const patched = (plan: PlanColumns, rows: readonly RowPatch[]): PlanColumns =>
  patchColumns(plan, rowsById(plan.activities.id), rows);

/** The forecast that the plan holds after an edit: the answer's rows lead from one forecast to the next only. */
export const heldAfter = (held: ForecastMark, { simulation }: Pick<Edit, 'simulation'>): ForecastMark =>
  simulation?.state === 'done' && simulation.id === held.run + 1
    ? { run: simulation.id, explained: false }
    : held;

function valuesOf(plan: PlanColumns, row: number, names: string[]): Record<string, unknown> {
  const columns = plan.activities as unknown as Record<string, unknown[] | undefined>;
  return Object.fromEntries(names.map((name) => [name, columns[name]?.[row]]));
}

/** What the patched cells of the plan hold now. */
function shownBefore(plan: PlanColumns, patches: readonly RowPatch[]): RowPatch[] {
  const rowOf = rowsById(plan.activities.id);
  return patches.map((patch) => ({
    ...valuesOf(plan, rowOf.get(patch.id) ?? -1, Object.keys(patch)),
    id: patch.id,
  }));
}

const COMPUTED = new Set(['start', 'finish', 'duration_days']);

/** What the schedule says: the answer tells it only where it changed. */
function computedOf(patch: RowPatch): RowPatch {
  const own = Object.entries(patch).filter(([name]) => COMPUTED.has(name));
  return { ...Object.fromEntries(own), id: patch.id };
}

/** Rows whose dates an edit moved, with where they stood. */
export function movedRows(plan: PlanColumns, patches: readonly RowPatch[]): Moved {
  const rowOf = rowsById(plan.activities.id);
  return patches.flatMap(({ id, start, finish }) => {
    const row = rowOf.get(id) ?? -1;
    const { start: starts, finish: finishes } = plan.activities;
    const was = { start: starts[row] ?? 0, finish: finishes[row] ?? 0 };
    const same =
      (start === undefined || start === was.start) && (finish === undefined || finish === was.finish);
    return row < 0 || same ? [] : [{ row, id, ...was }];
  });
}
