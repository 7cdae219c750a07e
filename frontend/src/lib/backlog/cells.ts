/** What is typed or pasted into the inputs of the backlog. Pure; the server has the last word. */

/** An input of the backlog: what the server says that it takes. */
export type InputField = {
  id: string;
  label: string;
  kind?: string | null;
  least?: number | null;
  most?: number | null;
  above?: boolean | null;
  choices?: readonly string[] | null;
};

export type Cell = number | string | null;
export type Read = { value: Cell } | { error: CellError };
export type CellError =
  | { kind: 'number' }
  | { kind: 'above'; least: number; most: number }
  | { kind: 'range'; least: number; most: number }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'date' };

/** A number as people and spreadsheets write it: "1,200", "0,5", "80 %"; null where it is none. */
export function readNumber(text: string): number | null {
  let plain = text
    .trim()
    .replace(/%$/, '')
    .replace(/[\s\u00a0']/g, '');
  const thousands = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(plain);
  if (thousands || plain.includes('.')) plain = plain.replaceAll(',', '');
  else if (plain.split(',').length === 2) plain = plain.replace(',', '.');
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** The value of a cell; nothing typed clears it. */
export function readCell(field: InputField, text: string): Read {
  const typed = text.trim();
  if (typed === '') return { value: null };
  if (field.kind === 'choice') {
    const word = typed.toLowerCase().replace(/[’']/g, '').replace(/[- ]/g, '_');
    const choices = field.choices ?? [];
    const found = choices.find(
      (each) => each === word || (field.id === 'moscow' && each.startsWith(word) && word.length === 1),
    );
    return found === undefined ? { error: { kind: 'choice', choices } } : { value: found };
  }
  if (field.kind === 'date') {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(typed)?.[0];
    return day !== undefined && !Number.isNaN(Date.parse(day)) ? { value: day } : { error: { kind: 'date' } };
  }
  const value = readNumber(typed);
  if (value === null) return { error: { kind: 'number' } };
  const least = field.least ?? 0;
  const most = field.most ?? Number.MAX_VALUE;
  if (value > most || value < least || (field.above && value === least))
    return { error: { kind: field.above ? 'above' : 'range', least, most } };
  return { value };
}

export type Pasted = { key: string; field: string; text: string; read: Read };

/**
 * A block of texts laid onto rows and fields from one cell on, to the right and down. What lies beyond the last row or
 * field is counted, not lost in silence.
 */
export function layOut(
  block: readonly (readonly string[])[],
  rows: readonly string[],
  fields: readonly InputField[],
  from: { row: number; field: number },
): { cells: Pasted[]; beyond: number } {
  const cells: Pasted[] = [];
  let beyond = 0;
  block.forEach((line, down) =>
    line.forEach((text, right) => {
      const key = rows[from.row + down];
      const field = fields[from.field + right];
      if (key === undefined || field === undefined) beyond += text.trim() === '' ? 0 : 1;
      else cells.push({ key, field: field.id, text, read: readCell(field, text) });
    }),
  );
  return { cells, beyond };
}

/** `seen` are the same inputs as they were when the reader began to change them. */
export type Change = { key: string; set: Record<string, Cell>; seen: Record<string, Cell> };

/** The good cells by item, as the server takes them. */
export function changesOf(
  cells: readonly { key: string; field: string; read: Read }[],
  seen: (key: string, field: string) => Cell,
): Change[] {
  const found = new Map<string, Change>();
  for (const { key, field, read } of cells) {
    if (!('value' in read)) continue;
    const change = found.get(key) ?? { key, set: {}, seen: {} };
    change.set[field] = read.value;
    change.seen[field] = seen(key, field);
    found.set(key, change);
  }
  return [...found.values()];
}
