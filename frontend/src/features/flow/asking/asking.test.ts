import { describe, expect, it } from 'vitest';
import { issued } from '@/features/flow/testing/samples';
import { askedOf, draftIn, movesNothing, numbersIn, supposing, supposition, wrongIn } from './asking';
import type { Draft, Kind } from './asking';

const none = new URLSearchParams();
const draft = (fields: Partial<Draft> = {}): Draft => ({ ...draftIn(none, null), ...fields });
const TODAY = '2026-09-18';

describe('a question as typed', () => {
  it('begins with a usual one, or with that of the forecast that is shown, or with the milestone of a link', () => {
    expect(draft()).toMatchObject({ ask: 'items', items: '10', names: [] });
    const joint = issued({
      question: {
        teams: [
          { name: 'Edge', items: 7 },
          { name: 'Search', items: 3 },
        ],
      },
    });
    expect(draftIn(none, joint)).toMatchObject({
      ask: 'items',
      names: ['Edge', 'Search'],
      parts: { Edge: '7', Search: '3' },
    });
    expect(draftIn(none, issued({ question: { until: '2026-12-01', name: 'Edge' } }))).toMatchObject({
      ask: 'count',
      names: ['Edge'],
      until: '2026-12-01',
    });
    const linked = draftIn(new URLSearchParams('of=Release 5'), issued());
    expect(linked).toMatchObject({ ask: 'milestone', milestone: 'Release 5' });
  });

  it('is refused before it is sent, field by field', () => {
    expect(wrongIn(draft(), TODAY)).toEqual([]);
    expect(wrongIn(draft({ items: '0' }), TODAY)).toEqual(['items']);
    expect(wrongIn(draft({ items: 'ten', until: TODAY }), TODAY)).toEqual(['items', 'until']);
    expect(wrongIn(draft({ ask: 'count' }), TODAY)).toEqual(['until']);
    expect(wrongIn(draft({ ask: 'count', until: '2026-09-19' }), TODAY)).toEqual([]);
    expect(wrongIn(draft({ ask: 'milestone' }), TODAY)).toEqual(['milestone']);
    const several = { names: ['Edge', 'Search'], parts: { Edge: 'x' } };
    expect(wrongIn(draft(several), TODAY)).toEqual(['names']);
  });

  it('asks for one team with its items, or for each of several with its part', () => {
    expect(askedOf(draft({ names: ['Edge'], items: '1,200', growing: true }), TODAY)).toMatchObject({
      items: 1200,
      names: ['Edge'],
      teams: [],
      growing: true,
      as_of: TODAY,
    });
    const joint = askedOf(draft({ names: ['Edge', 'Search'], parts: { Search: '4' }, growing: true }), null);
    expect(joint).toMatchObject({ items: null, names: [], growing: false });
    expect(joint.teams).toEqual([
      { name: 'Edge', items: 10 },
      { name: 'Search', items: 4 },
    ]);
    const milestone = askedOf(draft({ ask: 'milestone', milestone: '1.0', names: ['Edge'] }), null);
    expect(milestone).toMatchObject({ milestone: '1.0', items: null, names: [], teams: [] });
  });
});

describe('a supposition', () => {
  const base = issued({ question: { items: 20, name: 'Edge', until: '2026-12-01' }, seed: 7 });
  const typed = { now: '5', people: '6', drop: '5', limit: '4', split: '8', start: '2026-10-01' };
  const made = (kind: Kind, text: string) => supposition(kind, { ...typed, [kind]: text }, base);

  it('is read from what is typed', () => {
    expect(made('people', '6')).toEqual({ drop: 0, pace: 1, people: { now: 5, then: 6, ramp: 26 } });
    expect(made('drop', '5')?.drop).toBe(5);
    expect(made('drop', '−5')?.drop).toBe(5);
    expect(made('drop', '+5')?.drop).toBe(-5);
    expect(made('split', '8')?.split).toBe(8);
    expect(made('start', '2026-10-01')?.start).toBe('2026-10-01');
  });

  it('is nothing where it cannot be', () => {
    expect(made('people', '5')).toBeNull();
    expect(made('people', '0')).toBeNull();
    expect(made('drop', '20')).toBeNull();
    expect(made('split', '20')).toBeNull();
    expect(made('limit', '0')).toBeNull();
    expect(made('start', TODAY)).toBeNull();
  });

  it('is asked of the same items, day and seed', () => {
    expect(supposing(base, { drop: 5, pace: 1 })).toMatchObject({
      items: 20,
      names: ['Edge'],
      until: '2026-12-01',
      as_of: TODAY,
      seed: 7,
      what_if: { drop: 5 },
    });
  });

  it('of a limit alone moves no date', () => {
    expect(movesNothing({ limit: 4, drop: 0, pace: 1 })).toBe(true);
    expect(movesNothing({ limit: 4, drop: 2, pace: 1 })).toBe(false);
    expect(movesNothing({ drop: 0, pace: 1, split: 3 })).toBe(false);
  });
});

it('reads the forecasts to compare, each once', () => {
  expect(numbersIn(new URLSearchParams('if=3&if=x&if=4&if=3'), 'if')).toEqual([3, 4]);
});
