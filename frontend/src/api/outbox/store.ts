import type { Entry } from './entry';

/** Where the entries of one account are kept. */
export type Store = {
  read: (user: string) => Entry[];
  put: (user: string, entry: Entry) => void;
  drop: (user: string, id: string) => void;
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

/**
 * The browser's own storage: it is written before the page learns that a write has to wait, and survives a reload.
 * Each entry has a key of its own, so that two tabs never overwrite each other's.
 */
export function browserStore(storage: () => Storage = () => window.localStorage): Store {
  return {
    read: (user) => {
      try {
        const kept = storage();
        const names = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '');
        return names
          .filter((name) => name.startsWith(`${PREFIX}${user}.`))
          .flatMap((name) => parsed(kept.getItem(name)))
          .toSorted((a, b) => a.seq - b.seq);
      } catch {
        return []; // storage is switched off: nothing can wait
      }
    },
    put: (user, entry) => storage().setItem(keyOf(user, entry.id), JSON.stringify(entry)),
    drop: (user, id) => storage().removeItem(keyOf(user, id)),
    watch: (changed) =>
      window.addEventListener('storage', ({ key }) => {
        if (key === null || key.startsWith(PREFIX)) changed();
      }),
  };
}
