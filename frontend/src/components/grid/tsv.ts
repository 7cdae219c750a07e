/** Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, quotes around line breaks. Pure. */

/** Rows of cells. A last line break ends the last row; rows may differ in length. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const quoted = text[at] === '"' ? quotedEnd(text, at) : -1;
    const end = quoted > 0 ? quoted : plainEnd(text, at);
    const cell = text.slice(at, end);
    row.push(quoted > 0 ? cell.slice(1, -1).replaceAll('""', '"').replaceAll('\r\n', '\n') : cell);
    const mark = text[end];
    at = end + 1;
    if (mark === '\t') continue;
    if (mark === '\r' && text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
    if (mark === undefined) break;
  }
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  return rows;
}

/** One past the closing quote of a quoted cell; -1 where it is no quoted cell but a text that begins with a quote. */
function quotedEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return -1;
    if (text[quote + 1] === '"') {
      at = quote + 2;
      continue;
    }
    const next = text[quote + 1];
    return next === undefined || next === '\t' || next === '\n' || next === '\r' ? quote + 1 : -1;
  }
}

function plainEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '\t' || mark === '\n' || mark === '\r') return at;
  }
  return text.length;
}

export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

const quoted = (cell: string): string =>
  /[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The same as a table, for documents and mails. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table>${lines.join('')}</table>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
