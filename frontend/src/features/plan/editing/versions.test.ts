import { describe, expect, it } from 'vitest';
import type { Edit, PlanColumns } from '@/api/types';
import { remember, rememberStep, raised, versioned } from './versions';

const plan = (version: number[]) => ({ activities: { id: ['a', 'b'], version } }) as unknown as PlanColumns;
const edit = (rows: { id: string; version: number }[]) => ({ rows }) as unknown as Edit;

describe('the version a write is sent with', () => {
  it('is the one that was seen when the reader began, whatever came in since', () => {
    expect(raised(new Map(), 'a', 3)).toBe(3);
  });

  it('follows what the same reader saved meanwhile, and never falls', () => {
    const own = new Map<string, number>();
    remember(own, edit([{ id: 'a', version: 4 }]), ['a']);
    expect(raised(own, 'a', 3)).toBe(4);
    expect(raised(own, 'a', 6)).toBe(6);
  });

  it('does not follow rows that an own save only moved: their versions are of others', () => {
    const own = new Map<string, number>();
    remember(own, edit([{ id: 'b', version: 9 }]), ['a']);
    expect(raised(own, 'b', 2)).toBe(2);
  });

  it('follows what an undo made', () => {
    const own = new Map<string, number>();
    rememberStep(own, plan([3, 3]), plan([3, 5]));
    expect([...own]).toEqual([['b', 5]]);
  });

  it('is none where the reader saves whatever others did', () => {
    const changes = [{ do: 'set' as const, id: 'a', version: 3, fields: {} }];
    expect(versioned(changes, new Map([['a', 4]]), false)[0]).toMatchObject({ version: 4 });
    expect(versioned(changes, new Map([['a', 4]]), true)[0]).toMatchObject({ version: undefined });
  });
});
