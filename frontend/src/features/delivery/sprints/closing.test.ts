import { describe, expect, it } from 'vitest';
import type { SprintItem, SprintView } from '@/features/delivery/types';
import { begin, leftOf, missing, sayOfAll, sent } from './closing';

const item = (key: string, category: SprintItem['category'], moved = false): SprintItem => ({
  key,
  title: key,
  status: '',
  category,
  assignee: '',
  points: null,
  committed: true,
  moved,
});
const view = (code: string, ...items: SprintItem[]) => ({ sprint: { code, items } }) as unknown as SprintView;

describe('closing a sprint', () => {
  const sprint = view(
    'S-1',
    item('A', 'done'),
    item('B', 'doing'),
    item('C', 'todo', true),
    item('D', 'todo'),
  );
  const left = leftOf(sprint);

  it('asks of what is in it and not done', () => {
    expect(left.map(({ key }) => key)).toEqual(['B', 'D']);
  });

  it('proposes the next sprint, else the backlog', () => {
    expect(begin(left, [view('S-2')])).toEqual({
      B: { to: 'S-2', reason: '' },
      D: { to: 'S-2', reason: '' },
    });
    expect(begin(left, []).B).toEqual({ to: '', reason: '' });
  });

  it('says one thing of all but those that have words of their own', () => {
    const none = { to: 'S-2', reason: '' };
    const typed = sayOfAll({ ...begin(left, [view('S-2')]), D: { to: '', reason: 'Wind' } }, none, {
      to: 'S-2',
      reason: 'C',
    });
    expect(typed).toEqual({ B: { to: 'S-2', reason: 'C' }, D: { to: '', reason: 'Wind' } });
    expect(sayOfAll(typed, { to: 'S-2', reason: 'C' }, { to: 'S-3', reason: 'Crane' })).toEqual({
      B: { to: 'S-3', reason: 'Crane' },
      D: { to: '', reason: 'Wind' },
    });
  });

  it('names the items that have no reason', () => {
    const outcomes = { B: { to: '', reason: ' Crane ' }, D: { to: 'S-2', reason: ' ' } };
    expect(missing(left, outcomes)).toEqual(['D']);
    expect(sent(left, outcomes)[0]).toEqual({ key: 'B', to: '', reason: 'Crane' });
  });
});
