/** The matrix of responsibilities: subjects by roles, from the cells that the server keeps. */
import type { Responsibility } from '@/api/types';

export type Letter = Responsibility['letter'];
export type Value = '' | Letter | 'AR';
export const values: Value[] = ['', 'A', 'AR', 'R', 'C', 'I'];

export type Role = { role: string; person: string | null };
export type Matrix = { subjects: string[]; roles: Role[]; at: (subject: string, role: Role) => Value };

const same = (one: Role, other: Role) => one.role === other.role && one.person === other.person;

/**
 * Subjects in the order in which they first come. Roles in the order of `people`, then as they first come, so that no
 * column moves while letters are set; `kept` are roles that have a column though they have no letter now. Whoever is
 * accountable and responsible has one cell.
 */
export function matrixOf(
  cells: readonly Responsibility[],
  people: readonly string[] = [],
  kept: readonly Role[] = [],
): Matrix {
  const subjects = [...new Set(cells.map(({ subject }) => subject))];
  const place = ({ person }: Role) => {
    const at = person === null ? -1 : people.indexOf(person);
    return at < 0 ? people.length : at;
  };
  const roles = [...kept, ...cells]
    .reduce<Role[]>(
      (found, { role, person }) =>
        found.some((each) => same(each, { role, person })) ? found : [...found, { role, person }],
      [],
    )
    .toSorted((a, b) => place(a) - place(b));
  const at = (subject: string, role: Role): Value => {
    const letters = cells
      .filter((cell) => cell.subject === subject && same(cell, role))
      .map(({ letter }) => letter);
    if (letters.includes('A')) return letters.includes('R') ? 'AR' : 'A';
    return letters[0] ?? '';
  };
  return { subjects, roles, at };
}

const ORDER = 'ARCI';

/** The cells with one value set: those of a subject stay together, in the order A, R, C, I. */
export function withValue(
  cells: readonly Responsibility[],
  subject: string,
  role: Role,
  value: Value,
): Responsibility[] {
  const others = cells.filter((cell) => !(cell.subject === subject && same(cell, role)));
  const letters = (['A', 'R', 'C', 'I'] as const).filter((letter) => value.includes(letter));
  const added = letters.map((letter) => ({ subject, ...role, letter }));
  const subjects = [...new Set([...cells.map((cell) => cell.subject), subject])];
  const all = [...others, ...added];
  return subjects.flatMap((each) =>
    all
      .filter((cell) => cell.subject === each)
      .toSorted((a, b) => ORDER.indexOf(a.letter) - ORDER.indexOf(b.letter)),
  );
}

export const withoutSubject = (cells: readonly Responsibility[], subject: string): Responsibility[] =>
  cells.filter((cell) => cell.subject !== subject);
