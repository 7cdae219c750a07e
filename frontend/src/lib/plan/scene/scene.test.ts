import { expect, test } from 'vitest';
import {
  at,
  sample,
  sampleColumns,
  MONDAY,
  type SampleLink,
  type SampleRow,
} from '@/lib/plan/testing/sample';
import { chainTo } from '@/lib/plan/data/chain';
import { flatten } from '@/lib/plan/data/tree';
import { buildModel } from '@/lib/plan/data/model';
import { DAY, NONE } from '@/lib/plan/data/zone';
import { beyondAt, beyondMarks, edgeOf } from './beyond';
import { barSpan, blockOf, type Frame } from './frame';
import { daysOff } from './ground';
import { linkIndex, linksAcross } from './linkindex';
import { drawnLinks, linkAt } from './links';
import { buildScene } from './scene';
import { extent, PIXELS_PER_DAY, timeScale, type Zoom } from './timescale';

const chain: SampleRow[] = [
  { id: 's', kind: 'summary', from: 0, to: 20 },
  { id: 'a', parent: 's', from: 0, to: 4, critical: true, progress: 0.5, float_days: 0 },
  { id: 'b', parent: 's', from: 7, to: 8, float_days: 3, baseline_start: 29_800_000, baseline_finish: 29_803_000 },
  { id: 'm', kind: 'milestone', from: 8, to: 8, p50: (MONDAY + 11) * DAY + 600, p85: (MONDAY + 18) * DAY + 600, deadline: (MONDAY + 15) * DAY, commitment: '2026-09-29' },
  { id: 'q', from: 3, to: 5 },
]; // prettier-ignore
const links: SampleLink[] = [
  { from: 'a', to: 'b', driving: true },
  { from: 'b', to: 'm', driving: true },
  { from: 'q', to: 'm' },
];

function frame(zoom: Zoom, rows = chain, joined = links, folded: number[] = []): Frame {
  const model = sample(rows, joined);
  const view = flatten(model.tree, new Set(folded), null);
  const scale = { zoom, perDay: PIXELS_PER_DAY[zoom], first: MONDAY - 7, last: MONDAY + 60, width: 5000 };
  const window = { first: 0, last: view.rows.length - 1, top: 0, bottom: view.rows.length * 28, left: 0, right: 5000, seenLeft: 0, seenRight: 5000 }; // prettier-ignore
  return {
    model,
    view,
    index: linkIndex(model, view),
    scale,
    window,
    rowHeight: 28,
    path: new Set(chainTo(model, 3)),
    dayText: String,
  };
}
const scene = (part: Frame) => buildScene(part, daysOff(part.model.columns));

test('month: every mark has its path', () => {
  const drawn = scene(frame('month'));
  const { bars, milestones, ground } = drawn;
  for (const path of [bars.summary, bars.critical, bars.criticalDone, bars.nearLine, bars.plainLine, bars.ghosts, milestones.plain, milestones.whiskers, milestones.caps, milestones.dots, milestones.missed, milestones.flags, ground.weekends, ground.months, ground.hairlines, drawn.quiet.lines, drawn.driving.heads]) expect(path).not.toBe(''); // prettier-ignore
  expect(bars.names).toEqual([]);
  expect(milestones.labels.map((label) => label.text)).toEqual([String(MONDAY + 18)]);
});

test('zoom decides what is drawn; the P85 and deadlines never vanish', () => {
  const [week, quarter, year] = (['week', 'quarter', 'year'] as const).map((zoom) => scene(frame(zoom)));
  expect(week?.bars.names.map((name) => name.text)).toEqual(['a', 'b', 'q']);
  expect([quarter?.ground.weekends, quarter?.quiet.lines, quarter?.bars.criticalDone]).toEqual(['', '', '']);
  expect(quarter?.bars.plainLine).not.toBe('');
  expect(year?.bars.plainLine).toBe('');
  expect(year?.bars.critical).not.toBe('');
  for (const drawn of [week, quarter, year]) {
    expect(drawn?.milestones.caps).not.toBe('');
    expect(drawn?.milestones.missed).not.toBe('');
  }
});

test('a whisker beyond the window ends in a chevron and keeps its label inside', () => {
  const whole = frame('week');
  const cut = scene({ ...whole, window: { ...whole.window, seenRight: 380 } });
  expect(cut.milestones.chevrons).not.toBe('');
  expect(cut.milestones.caps).toBe('');
  expect(cut.milestones.labels[0]).toMatchObject({ anchor: 'end' });
  expect(cut.milestones.labels[0]?.x).toBeLessThan(380);
});

test('a bar outside what is seen has a chevron at its edge, and there it is found', () => {
  const whole = frame('week');
  const seenLeft = barSpan(whole.model, whole.scale, 1).right + 1;
  const seenRight = barSpan(whole.model, whole.scale, 2).left - 1;
  const cut = { ...whole, window: { ...whole.window, seenLeft, seenRight } };
  const [s, a, b, m, q] = [0, 1, 2, 3, 4];
  expect([s, a, b, m, q].map((row) => edgeOf(cut, row))).toEqual([null, 'left', 'right', 'right', null]);
  expect(beyondMarks(cut).match(/M/g)).toHaveLength(3);
  const middle = (row: number) => (whole.view.position[row] ?? 0) * 28 + 14;
  expect(beyondAt(cut, seenLeft + 3, middle(a))).toBe(a);
  expect(beyondAt(cut, seenLeft + 40, middle(a))).toBe(-1);
  expect(beyondAt(cut, seenRight - 3, middle(b))).toBe(b);
  expect(beyondAt(cut, seenRight - 3, middle(q))).toBe(-1);
});

test('where a zoom draws no bar it draws no chevron', () => {
  const year = frame('year', [{ id: 'x', from: 0, to: 4 }], []);
  const cut = { ...year, window: { ...year.window, seenLeft: 2000 } };
  expect(edgeOf({ ...cut, path: new Set() }, 0)).toBeNull();
  expect(edgeOf({ ...cut, path: new Set([0]) }, 0)).toBe('left');
});

test('a critical arrow out of a collapsed summary is drawn at the summary; others are not', () => {
  const rows = chain.map((row) => (['b', 'm'].includes(row.id) ? { ...row, critical: true } : row));
  const drawn = drawnLinks(frame('month', rows, [...links, { from: 'q', to: 'b' }], [0]));
  expect(drawn.map(({ link, driving }) => [link, driving])).toEqual([
    [1, true],
    [2, false],
  ]);
});

test('an arrow whose end is filtered out is not drawn, whatever it drives', () => {
  const model = sample(
    chain.map((row) => ({ ...row, critical: true })),
    links,
  );
  const view = flatten(model.tree, new Set(), Uint8Array.from([1, 1, 0, 1, 1]));
  expect([...linkIndex(model, view).from]).toEqual([-1, -1, 3]);
});

test('a landed milestone has no whisker', () => {
  const rows = chain.map((row) => (row.id === 'm' ? { ...row, actual_finish: 1 } : row));
  const { milestones } = scene(frame('month', rows));
  expect(milestones.landed).not.toBe('');
  expect([milestones.whiskers, milestones.labels]).toEqual(['', []]);
});

test('links are found by the rows that they cross, as by looking at all', () => {
  const rows = Array.from({ length: 900 }, (_, i) => ({ id: String(i), from: i % 30, to: (i % 30) + 2 }));
  const many = Array.from({ length: 700 }, (_, i) => ({
    from: String((i * 37) % 900),
    to: String((i * i * 11 + 5) % 900),
  }));
  const { index } = frame(
    'month',
    rows,
    many.filter(({ from, to }) => from !== to),
  );
  for (const [first, last] of [
    [0, 7],
    [100, 131],
    [893, 899],
    [0, 899],
  ] as const) {
    const expected: number[] = [];
    index.from.forEach((from, link) => {
      const to = index.to[link] ?? -1;
      if (from >= 0 && Math.min(from, to) <= last && Math.max(from, to) >= first) expected.push(link);
    });
    expect(linksAcross(index, first, last).sort((a, b) => a - b)).toEqual(expected);
  }
});

test('in a crowd, a long arrow is drawn whole or as its two ends, the same from every block', () => {
  const rows = Array.from({ length: 160 }, (_, i) => ({ id: String(i), from: i % 10, to: (i % 10) + 2 }));
  const across = (count: number): SampleLink[] =>
    Array.from({ length: count }, (_, i) => ({ from: String(i), to: String(159 - i) }));
  const pieces = (count: number): number[] => {
    const whole = frame('month', rows, across(count));
    const found = Array.from({ length: 20 }, (_, block) => drawnLinks(blockOf(whole, block)));
    return found.map((drawn) => drawn.filter(({ link }) => link === 0).length);
  };
  expect(pieces(10)).toEqual(Array<number>(20).fill(1));
  expect(pieces(78)).toEqual([1, ...Array<number>(18).fill(0), 1]);
});

test('the arrow under the pointer is found, within four pixels', () => {
  const part = frame('week');
  const drawn = drawnLinks(part);
  const [x, y] = drawn[0]?.route.points[1] ?? [0, 0];
  expect(linkAt(drawn, x + 2, y + 20)).toBe(drawn[0]?.link);
  expect(linkAt(drawn, x + 40, y + 60)).toBe(-1);
});

test('a block draws its rows only, and the last one to the lower edge', () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({ id: String(i), from: 0, to: 2 }));
  const whole = frame('month', rows, []);
  const parts = [0, 1, 2].map(
    (block) => blockOf({ ...whole, window: { ...whole.window, bottom: 900 } }, block).window,
  );
  expect(parts.map(({ first, last, top, bottom }) => [first, last, top, bottom])).toEqual([[0, 7, 0, 224], [8, 15, 224, 448], [16, 19, 448, 900]]); // prettier-ignore
});

test('the whole plan fits the window', () => {
  const scale = timeScale([MONDAY * DAY, (MONDAY + 365) * DAY], 'fit', 800);
  expect(scale.width).toBe(800);
  expect((MONDAY + 365 - scale.first) * scale.perDay).toBeLessThan(800);
});

test('a plan without a status date reaches from its own first mark to its last', () => {
  const model = buildModel({ ...sampleColumns(chain, links), status_date: null, today_line: null });
  const [low, high] = extent(model);
  expect(model.statusLine).toBe(NONE);
  expect([low, high]).toEqual([at(-30, 0), at(22, 12)]);
});

test("a freeze of a row's own calendar is hatched in that row only", () => {
  const part = frame('month');
  const off = daysOff(part.model.columns);
  const frozen = { from: MONDAY + 2, to: MONDAY + 9, title: 'Freeze' };
  const own = off.length;
  const calendars = [...part.model.columns.activities.calendar];
  calendars[1] = own;
  const columns = {
    ...part.model.columns,
    activities: { ...part.model.columns.activities, calendar: calendars },
  };
  const asked = { ...part, model: { ...part.model, columns } };
  const drawn = buildScene(asked, [...off, { weekend: [], holiday: [], freeze: [frozen], time_off: [] }]);
  expect(drawn.ground.freezes.match(/M/g)).toHaveLength(1);
  expect(buildScene(part, off).ground.freezes).toBe('');
});

test('Day shades the hours outside the shifts; farther zooms do not', () => {
  expect(scene(frame('week')).ground.hours).toBe('');
  const window = { ...frame('day').window, right: 72 * 8 };
  const { hours } = scene({ ...frame('day'), window }).ground;
  // from Monday, 31 August to Tuesday, 8 September: seven working days, each closed before 9 and after 17
  expect(hours.match(/M/g)).toHaveLength(14);
});

test('the marks of rows that slide are drawn apart, and nothing else goes', () => {
  const whole = scene(frame('month'));
  const rest = scene({ ...frame('month'), apart: new Set([1, 3]) });
  expect(whole.bars.critical).not.toBe('');
  expect(rest.bars.critical).toBe('');
  expect(rest.milestones.plain).toBe('');
  expect(rest.bars.plainLine).toBe(whole.bars.plainLine);
  expect(rest.ground).toEqual(whole.ground);
});

test('a gate has posts beside its diamond, and a bar above it until it is passed', () => {
  const drawn = (state: 'open' | 'passed') => {
    const part = frame('month');
    const gates = new Map([['m', { id: 'gate', state, met: 0, total: 1 }]]);
    return scene({ ...part, model: { ...part.model, gates } }).milestones;
  };
  const [open, passed] = [drawn('open'), drawn('passed')];
  expect([open.gates === '', open.opened === '']).toEqual([false, true]);
  expect([passed.gates === '', passed.opened === '']).toEqual([true, false]);
  expect(open.gates.length).toBeGreaterThan(passed.opened.length);
});
