export type Milestones = {
  activities: {
    id: string[];
    title: string[];
    kind: string[];
    workstream: (number | null)[];
    actual_finish: (number | null)[];
  };
  workstreams: { id: string }[];
};

/** Milestones in the order of the plan, those that are still to come before those that were passed. */
export function milestonesOf({ activities, workstreams }: Milestones) {
  const found = activities.id.flatMap((id, row) => {
    const at = activities.workstream[row];
    const stream = at === null || at === undefined ? null : (workstreams[at]?.id ?? null);
    const passed = (activities.actual_finish[row] ?? null) !== null;
    return activities.kind[row] === 'milestone'
      ? [{ id, title: activities.title[row] ?? id, stream, passed }]
      : [];
  });
  return found.toSorted((a, b) => Number(a.passed) - Number(b.passed));
}
