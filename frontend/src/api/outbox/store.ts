import type { Entry } from './entry';

/** Where the entries of one account are kept. */
export type Store = {
  read: (user: string) => Entry[];
  put: (user: string, entry: Entry) => void;
  drop: (user: string, id: string) => void;
  /** How many entries there are, of whichever account. */
  held: () => number;
  /** Removes what other accounts left here; `null`: what any account did. With a day, only what is older. */
  forget: (spared: string | null, before?: string) => void;
  /** Calls back when another tab of this browser changed something. */
  watch: (changed: () => void) => void;
};

const PREFIX = 'pilotage.outbox.';
const keyOf = (user: string, id: string) => `${PREFIX}${user}.${id}`;

function parsed(text: string | null): Entry[] {
  try {
    return text === null ? [] : [JSON.parse(text) as Entry];
  } catch {
    return [];
  }
}

/** Names of all entries, of whichever account. */
const namesIn = (kept: Storage): string[] =>
  Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '').filter((name) =>
    name.startsWith(PREFIX),
  );

/**
 * The browser's own storage: it is written before the page learns that a write has to wait, and survives a reload.
 * Each entry has a key of its own, so that two tabs never overwrite each other's. It is plain text, which anybody with
 * this profile of the browser can read: so nothing outlives a logout, a login of somebody else, or its days.
 */
export function browserStore(storage: () => Storage = () => window.localStorage): Store {
  return {
    read: (user) => {
      try {
        const kept = storage();
        return namesIn(kept)
          .filter((name) => name.startsWith(`${PREFIX}${user}.`))
          .flatMap((name) => parsed(kept.getItem(name)))
          .toSorted((a, b) => a.seq - b.seq);
      } catch {
        return []; // storage is switched off: nothing can wait
      }
    },
    put: (user, entry) => storage().setItem(keyOf(user, entry.id), JSON.stringify(entry)),
    drop: (user, id) => storage().removeItem(keyOf(user, id)),
    held: () => {
      try {
        return namesIn(storage()).length;
      } catch {
        return 0;
      }
    },
    forget: (spared, before) => {
      try {
        const kept = storage();
        for (const name of namesIn(kept)) {
          if (spared !== null && name.startsWith(`${PREFIX}${spared}.`)) continue;
          const [entry] = parsed(kept.getItem(name));
          if (before === undefined || entry === undefined || entry.at < before) kept.removeItem(name);
        }
      } catch {
        // storage is switched off: nothing was kept
      }
    },
    watch: (changed) =>
      window.addEventListener('storage', ({ key }) => {
        if (key === null || key.startsWith(PREFIX)) changed();
      }),
  };
}
