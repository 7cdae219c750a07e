import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextField } from '@/components/forms/fields';
import type { Draft, Errors } from '@/features/activity/draft';

export type Change = <K extends keyof Draft>(field: K, value: Draft[K]) => void;
export type PartProps = { draft: Draft; change: Change; errors: Errors; zone: string; currency: string };

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="a-part">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

type FoldProps = { title: string; said: string; wrong?: boolean; children: ReactNode };

/** A part that most activities leave empty: folded, with what is set in its head. What is wrong in it opens it. */
export function Fold({ title, said, wrong = false, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  const toggled = (details: HTMLDetailsElement) => {
    if (wrong) details.open = true;
    setOpen(details.open);
  };
  return (
    <details className="a-fold" open={open || wrong} onToggle={(event) => toggled(event.currentTarget)}>
      <summary>
        <b>{title}</b> <span className="dim">{said}</span>
      </summary>
      <div>{children}</div>
    </details>
  );
}

type InstantProps = {
  label: string;
  hint?: string;
  error?: string | null;
  value: string;
  onValue: (value: string) => void;
};

/** A day, or a day and time where it is not the edge of one. */
export function InstantField({ value, ...rest }: InstantProps) {
  return <TextField type={value.length > 10 ? 'datetime-local' : 'date'} value={value} {...rest} />;
}
