import { describe, expect, test } from 'vitest';
import { askedOf, groupsFor, lookOf } from './asked';
import { arrowsAmong, arrowsOf, axisOf, placeOf, reach, rowsOf, ROW } from './scene';
import type { Item, Roadmap } from './useRoadmap';
import { allWords, whenWords } from './words';

const none = {
  start: null,
  finish: null,
  p50: null,
  p85: null,
  landed: null,
  target: null,
  commitment: null,
  status: null,
  progress: null,
  critical: false,
  period: null,
  team: '',
  owner: '',
  after: [],
  moved: '',
  unknown: '',
  public: false,
};
const build: Item = {
  ...none,
  id: 'build',
  title: 'Build',
  kind: 'summary',
  horizon: 'now',
  start: '2026-09-01',
  finish: '2026-09-20',
  p50: '2026-09-24',
  p85: '2026-10-02',
};
const ga: Item = {
  ...none,
  id: 'ga',
  title: 'GA',
  kind: 'milestone',
  horizon: 'next',
  finish: '2026-09-20',
  p50: '2026-09-24',
  p85: '2026-10-02',
  target: '2026-09-30',
  after: ['build'],
};
const map: Roadmap = {
  title: 'Shop',
  audience: 'engineering',
  group: 'workstream',
  as_of: '2026-09-07',
  now_weeks: 6,
  next_weeks: 19,
  headline: '',
  first: '2026-09-01',
  last: '2026-12-31',
  lanes: [
    { id: 'core', title: 'Core', items: [build] },
    { id: '', title: '', items: [ga] },
  ],
};

describe('the address of a roadmap', () => {
  test('says what is asked for; nonsense is as usual', () => {
    const asked = askedOf(
      new URLSearchParams('audience=executive&group=moon&now=0&next=8&done=no&title=Pay'),
    );
    expect(asked).toEqual({
      audience: 'executive',
      group: 'workstream',
      now_weeks: 6,
      next_weeks: 8,
      done: false,
      title: 'Pay',
    });
    expect(lookOf(new URLSearchParams('look=board'))).toBe('board');
  });

  test('groupings name nothing that an audience may not know', () => {
    expect(groupsFor('executive')).not.toContain('team');
    expect(groupsFor('customer')).toEqual([]);
  });
});

describe('the timeline', () => {
  const axis = axisOf(map, 1210);

  test('a lane without a title has no head', () => {
    expect(rowsOf(map).map(({ item, top }) => [item?.id ?? null, top])).toEqual([
      [null, 0],
      ['build', ROW],
      ['ga', 2 * ROW],
    ]);
  });

  test('a bar reaches from its start to the end of its P85; nothing leaves the calendar', () => {
    const { from, to } = reach(build, axis, 1210);
    expect(from).toBe(0);
    expect(to).toBeCloseTo(placeOf(axis, '2026-10-03', 1210), 5);
    expect(placeOf(axis, '2030-01-01', 1210)).toBe(1210);
  });

  test('an arrow leaves what is waited for and ends above what waits', () => {
    const [arrow] = arrowsOf(rowsOf(map), axis, 1210);
    expect([arrow?.from, arrow?.to]).toEqual(['build', 'ga']);
    expect(arrow?.path.endsWith(`V${2.5 * ROW - 8}`)).toBe(true);
  });

  test('of a long roadmap only arrows with an end in sight are drawn', () => {
    const rows = rowsOf(map);
    const arrows = arrowsOf(rows, axis, 1210);
    expect(arrowsAmong(arrows, rows)).toEqual(arrows);
    expect(arrowsAmong(arrows, rows.slice(-1))).toEqual(arrows);
    expect(arrowsAmong(arrows, rows.slice(0, 1))).toEqual([]);
  });
});

const plain = (words: string) => words.replaceAll('\u00a0', ' ');

describe('words', () => {
  test('say what kind of date it is, and what is not known', () => {
    expect(plain(whenWords(ga, '2026-09-07'))).toBe('P85 2 Oct');
    expect(plain(whenWords({ ...ga, p85: null, p50: null }, '2026-09-07'))).toBe('plan 20 Sep, not forecast');
    expect(whenWords({ ...none, ...ga, period: { name: 'Q4 2026', first: '', last: '' } }, '')).toBe(
      'Q4 2026',
    );
    expect(plain(allWords(ga, '2026-09-07', new Map([['build', 'Build']])))).toBe(
      'P50 24 Sep, P85 2 Oct; target 30 Sep; waits for Build',
    );
  });
});
