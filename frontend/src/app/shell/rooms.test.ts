import { expect, it } from 'vitest';
import { groups, rooms } from './rooms';
import { groupsIn } from './useClosedGroups';

it('gives each room an address and a letter of its own', () => {
  const addresses = rooms.map((room) => room.path);
  const letters = rooms.map((room) => room.key);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(new Set(letters).size).toBe(letters.length);
  expect(letters.every((letter) => /^[A-Z]$/.test(letter))).toBe(true);
});

it('puts every room but the overview into a group, and leaves no group empty', () => {
  expect(rooms.filter((room) => room.group === undefined).map((room) => room.path)).toEqual(['']);
  expect(new Set(rooms.flatMap((room) => room.group ?? []))).toEqual(new Set(groups));
});

it('reads the kept list of closed groups, and forgets names that are gone', () => {
  expect(groupsIn('tell cellar')).toEqual(new Set(['tell']));
  expect(groupsIn(null)).toEqual(new Set());
});
