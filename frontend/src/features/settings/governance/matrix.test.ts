import { expect, it } from 'vitest';
import type { Responsibility } from '@/api/types';
import { matrixOf, withoutSubject, withValue } from './matrix';

const cell = (subject: string, role: string, letter: Responsibility['letter']): Responsibility => ({
  subject,
  role,
  person: null,
  letter,
});
const lead = { role: 'Lead', person: null };
const team = { role: 'Team', person: null };
const cells = [cell('Scope', 'Lead', 'A'), cell('Scope', 'Lead', 'R'), cell('Budget', 'Team', 'C')];

it('shows who is accountable and responsible in one cell', () => {
  const { subjects, roles, at } = matrixOf(cells);
  expect(subjects).toEqual(['Scope', 'Budget']);
  expect(roles).toEqual([lead, team]);
  expect([at('Scope', lead), at('Scope', team), at('Budget', team)]).toEqual(['AR', '', 'C']);
});

it('tells two holders of a role apart', () => {
  const two = [cell('Scope', 'Lead', 'A'), { ...cell('Scope', 'Lead', 'R'), person: 'ada' }];
  expect(matrixOf(two).roles).toHaveLength(2);
});

it('keeps the columns where they are while letters are set', () => {
  const held = [
    { ...cell('Scope', 'Lead', 'A'), person: 'ada' },
    { ...cell('Scope', 'Team', 'R'), person: 'bob' },
  ];
  const names = (found: Responsibility[], kept: { role: string; person: string | null }[] = []) =>
    matrixOf(found, ['bob', 'ada'], kept).roles.map(({ role }) => role);
  expect(names(held)).toEqual(['Team', 'Lead']);
  const without = withValue(held, 'Scope', { role: 'Team', person: 'bob' }, '');
  expect(names(without)).toEqual(['Lead']);
  expect(names(without, matrixOf(held).roles)).toEqual(['Team', 'Lead']);
});

it('sets a cell in the order in which a row is read, and takes it away', () => {
  const set = withValue(cells, 'Scope', team, 'R');
  expect(set.map(({ subject, role, letter }) => `${subject} ${role} ${letter}`)).toEqual([
    'Scope Lead A',
    'Scope Lead R',
    'Scope Team R',
    'Budget Team C',
  ]);
  expect(withValue(set, 'Scope', team, '')).toEqual(cells);
  expect(withValue(cells, 'Scope', lead, 'A').filter(({ role }) => role === 'Lead')).toHaveLength(1);
  expect(withoutSubject(cells, 'Scope')).toEqual([cells[2]]);
});
