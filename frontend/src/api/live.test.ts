import { describe, expect, it } from 'vitest';
import { concerns, movedByEdit, nextAsk } from './live';

const act = (...kinds: string[]) => ({
  whole: false,
  acts: kinds.map((kind) => ({
    revision: 2,
    at: '2026-09-18T08:52:00+02:00',
    by: { id: '1', name: 'Oskar', initials: 'O' },
    text: 'did it',
    more: 0,
    touched: [{ kind, ids: ['x'] }],
  })),
});
const key = (noun: string) => ['program', 'atlas', noun];

describe('what a change makes old', () => {
  it('is everything that stands on the plan, for a change of the plan', () => {
    const old = concerns(act('activity'));
    for (const noun of ['plan', 'overview', 'risks', 'why', 'activity', 'quality'])
      expect(old(key(noun))).toBe(true);
    for (const noun of ['run', 'comments', 'members', 'views']) expect(old(key(noun))).toBe(false);
  });

  it('is what stands on the plan, for an edit of this reader, which has patched the plan itself', () => {
    for (const noun of ['overview', 'risks', 'why', 'findings']) expect(movedByEdit(key(noun))).toBe(true);
    for (const noun of ['plan', 'run', 'presence', 'views', 'comments'])
      expect(movedByEdit(key(noun))).toBe(false);
  });

  it('is the discussion only, for a comment', () => {
    const old = concerns(act('comment'));
    expect(['comments', 'comment-counts', 'activity'].every((noun) => old(key(noun)))).toBe(true);
    expect(old(key('plan'))).toBe(false);
  });

  it('is a kind that nobody named here: everything', () => {
    expect(concerns(act('comment', 'novelty'))(key('plan'))).toBe(true);
  });

  it('is everything when too much happened', () => {
    expect(concerns({ whole: true, acts: [] })(key('comments'))).toBe(true);
    expect(concerns({ whole: true, acts: [] })(key('run'))).toBe(false);
  });
});

it('asks each second where somebody looks, and ever later while nobody answers', () => {
  expect(nextAsk({ visible: true, failures: 0 })).toBe(1000);
  expect(nextAsk({ visible: false, failures: 0 })).toBe(30_000);
  expect([1, 2, 3, 9].map((failures) => nextAsk({ visible: true, failures }))).toEqual([
    2000, 4000, 8000, 30_000,
  ]);
});
