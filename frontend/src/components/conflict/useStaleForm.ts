import { useState } from 'react';
import type { Conflict } from '@/api/types';
import {
  changedFields,
  conflictOf,
  contested,
  rebased,
  type Choice,
  type Contested,
  type FormFields,
} from './fields';

type Clash<D> = { conflict: Conflict; contested: Contested<D>[] };

export type StaleForm<D> = {
  draft: D;
  change: <K extends keyof D>(field: K, value: D[K]) => void;
  /** The server's names of what was changed: only these are sent, so that nobody's other field is overwritten. */
  changed: string[];
  /** The version to send. */
  version: number | null;
  clash: Clash<D> | null;
  choose: (name: string, choice: Choice) => void;
  /** A field that both changed still waits for its choice. */
  undecided: boolean;
  /** Takes a refusal in. True when it was a stale write, which the form now shows. */
  refuse: (error: unknown) => boolean;
  /** The save went through: the form begins anew from what it holds, and follows the record again. */
  saved: () => void;
};

/** A form on one versioned record that outlives a change by somebody else: both values are kept until one is chosen. */
export function useStaleForm<D>(initial: D, version: number | null, fields: FormFields<D>): StaleForm<D> {
  const [base, setBase] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [at, setAt] = useState(version);
  const [clash, setClash] = useState<Clash<D> | null>(null);
  const changed = changedFields(fields, base, draft);
  // the record moved on while nothing was typed here: show it as it is now
  if (version !== null && at !== null && version > at && changed.length === 0 && clash === null) {
    setAt(version);
    setBase(initial);
    setDraft(initial);
  }
  return {
    draft,
    change: (field, value) => setDraft((now) => ({ ...now, [field]: value })),
    changed,
    version: at,
    clash,
    choose: (name, choice) => {
      const found = clash?.contested.find((each) => each.name === name);
      if (clash === null || found === undefined) return;
      setDraft((now) => ({ ...now, ...(choice === 'mine' ? found.mine : found.theirs) }));
      setClash({
        ...clash,
        contested: clash.contested.map((each) => (each === found ? { ...each, choice } : each)),
      });
    },
    undecided: clash?.contested.some(({ choice }) => choice === null) ?? false,
    saved: () => {
      setBase(draft);
      setClash(null);
    },
    refuse: (error) => {
      const conflict = conflictOf(error);
      if (conflict === null) return false;
      setClash({ conflict, contested: contested(fields, base, draft, conflict) });
      setBase(rebased(fields, base, conflict));
      setAt(conflict.version);
      return true;
    },
  };
}
