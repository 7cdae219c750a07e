import { expect, test } from 'vitest';
import { formatTable, formatTsv, parseTsv } from './tsv';

test('cells of a spreadsheet, with and without a last line break, in both line ends', () => {
  expect(parseTsv('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(parseTsv('a\tb\nc\td')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(parseTsv('a')).toEqual([['a']]);
});

test('a quoted cell holds tabs, line breaks and quotes', () => {
  expect(parseTsv('"two\r\nlines"\t"say ""yes"""\n"a\tb"\tc')).toEqual([
    ['two\nlines', 'say "yes"'],
    ['a\tb', 'c'],
  ]);
});

test('a quote that opens no quoted cell is a quote', () => {
  expect(parseTsv('"Fast" lane\tb')).toEqual([['"Fast" lane', 'b']]);
  expect(parseTsv('"open\tb')).toEqual([['"open', 'b']]);
  expect(parseTsv('5" pipe')).toEqual([['5" pipe']]);
});

test('empty cells and ragged rows stay as they are', () => {
  expect(parseTsv('a\t\tb\n\nc')).toEqual([['a', '', 'b'], [''], ['c']]);
  expect(parseTsv('')).toEqual([['']]);
});

test('what is written is read back', () => {
  const cells = [
    ['Plain', 'two\nlines', ''],
    ['"quoted"', 'tab\there', 'a "b" c'],
  ];
  expect(parseTsv(formatTsv(cells))).toEqual(cells);
});

test('a table escapes what is not its own', () => {
  expect(formatTable([['<b>', 'a & b']])).toBe(
    '<table><tr><td>&lt;b&gt;</td><td>a &amp; b</td></tr></table>',
  );
});
