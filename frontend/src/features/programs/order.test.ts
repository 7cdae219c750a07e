import { expect, it } from 'vitest';
import type { ProgramRow, Status } from '@/api/types';
import { ordered } from './order';

const row = (title: string, status: Status, delta: number | null, target: string | null): ProgramRow => ({
  id: title,
  title,
  summary: '',
  kind: '',
  owner: null,
  role: 'owner',
  status: { status, rule: [], reason: [] },
  final: { id: 'f', title: 'F', target, plan: null, p50: null, p85: null, delta_days: delta },
  history: [],
  trend_days: null,
  warnings: { count: 0, top: null },
  as_of: '',
  revision: 1,
});
const rows = [
  row('Tern', 'on_track', -1, '2026-11-27'),
  row('Meridian', 'off_track', 12, '2026-10-30'),
  row('Lumen', 'unknown', null, null),
  row('Atlas', 'off_track', 13, '2026-12-11'),
];
const titles = (sort: 'worst' | 'title' | 'target') => ordered(rows, sort).map(({ title }) => title);

it('puts the worst on top, the later first among equals', () => {
  expect(titles('worst')).toEqual(['Atlas', 'Meridian', 'Tern', 'Lumen']);
});

it('sorts by name and by target, those without target last', () => {
  expect(titles('title')).toEqual(['Atlas', 'Lumen', 'Meridian', 'Tern']);
  expect(titles('target')).toEqual(['Meridian', 'Tern', 'Atlas', 'Lumen']);
});
