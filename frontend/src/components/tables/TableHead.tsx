import type { ReactNode } from 'react';

export type Column = {
  label: ReactNode;
  /** Class that sizes the column; without, it takes what is left. */
  size?: string;
  /** Figures stand right. */
  figures?: boolean;
  /** The label is for screen readers only. */
  quiet?: boolean;
};

/** The widths and heads of a table's columns. `counted` where the table says how many rows it has. */
export function TableHead({ columns, counted }: { columns: readonly Column[]; counted?: boolean }) {
  return (
    <>
      <colgroup>
        {columns.map(({ size }, at) => (
          <col key={at} className={size} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={counted ? 1 : undefined}>
          {columns.map(({ label, figures, quiet }, at) => (
            <th key={at} scope="col" className={figures ? 'num' : undefined}>
              {quiet ? <span className="sr">{label}</span> : label}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
