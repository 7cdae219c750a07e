import { describe, expect, it } from 'vitest';
import { concerns, movedByEdit, nextAsk, outdated } from './live';

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

describe('what a forecast makes old', () => {
  const mark = (run: number, explained = false) => ({ run, explained });
  const holding = (run: number, explained = false) => ({ forecast: mark(run, explained) });
  const came = outdated(mark(7, true), mark(8));

  it('is what shows one, whether its answer tells which or not, and nothing else', () => {
    for (const noun of [
      ...['overview', 'plan', 'why', 'risks', 'gates', 'roadmap', 'uncertainty'],
      ...['contracts', 'dependency-map', 'quality'],
    ])
      expect(came?.(key(noun), {})).toBe(true);
    expect(came?.([...key('flow'), 'record'], {})).toBe(true);
    expect(came?.([...key('report'), 'draft', 'team'], {})).toBe(true);
    expect(came?.([...key('report'), '3', null], {})).toBe(false); // published: it stays as it was
    for (const noun of [
      'run',
      'activity',
      'comments',
      'baselines',
      'board',
      'quality-parts',
      'staffing',
      'backlog',
      'header',
    ])
      expect(came?.(key(noun), {})).toBe(false);
    expect(came?.([...key('flow'), 'measures', {}], {})).toBe(false);
    expect(came?.(key('plan'), holding(7))).toBe(true);
    expect(came?.(key('plan'), undefined)).toBe(true);
  });

  it('is not what was loaded since', () => {
    expect(came?.(key('plan'), holding(8))).toBe(false);
    expect(came?.(key('overview'), holding(9, true))).toBe(false);
  });

  it('is, once it is known what moves the milestone, what tells of that', () => {
    const explained = outdated(mark(8), mark(8, true));
    for (const noun of ['overview', 'risks', 'why']) expect(explained?.(key(noun), {})).toBe(true);
    expect(explained?.(key('overview'), holding(8))).toBe(true);
    expect(explained?.(key('overview'), holding(8, true))).toBe(false);
    for (const noun of ['plan', 'roadmap', 'gates']) expect(explained?.(key(noun), holding(7))).toBe(false);
  });

  it('is nothing where none came, or none is known', () => {
    expect(outdated(mark(8, true), mark(8, true))).toBeNull();
    expect(outdated(undefined, mark(8))).toBeNull();
  });

  it('alone makes no log of changes old', () => {
    expect(concerns({ whole: false, acts: [] })(key('activity'))).toBe(false);
  });
});

it('asks each second where somebody looks, sooner beside a few others, and ever later while nobody answers', () => {
  const looking = { visible: true, failures: 0, others: 0 };
  expect(nextAsk(looking)).toBe(1000);
  expect([1, 4, 5, 100].map((others) => nextAsk({ ...looking, others }))).toEqual([300, 300, 1000, 1000]);
  expect(nextAsk({ ...looking, visible: false, others: 1 })).toBe(30_000);
  expect([1, 2, 3, 9].map((failures) => nextAsk({ ...looking, failures }))).toEqual([
    2000, 4000, 8000, 30_000,
  ]);
  expect(nextAsk({ visible: true, failures: 1, others: 1 })).toBe(2000);
});
