import { useState } from 'react';
import { groups } from './rooms';
import type { Group } from './rooms';

const STORE = 'pilotage.sidebar.closed';

/** The groups in a kept list; names that are no group any more are left out. */
export const groupsIn = (text: string | null): ReadonlySet<Group> => {
  const names = new Set((text ?? '').split(' '));
  return new Set(groups.filter((group) => names.has(group)));
};

function kept(): ReadonlySet<Group> {
  try {
    return groupsIn(localStorage.getItem(STORE));
  } catch {
    return new Set(); // A browser may forbid storage; then the groups are open.
  }
}

function keep(closed: ReadonlySet<Group>): void {
  try {
    localStorage.setItem(STORE, [...closed].join(' '));
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** Which groups of the sidebar the reader has closed; kept in the browser. */
export function useClosedGroups() {
  const [closed, setClosed] = useState(kept);
  const toggle = (group: Group) => {
    const next = new Set(closed);
    if (!next.delete(group)) next.add(group);
    keep(next);
    setClosed(next);
  };
  return { closed, toggle };
}
