import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { checkFactor, checkPair, draftOf, freeId, inputFields, inputOf, isClean } from './drafts';
import { FactorsCard } from './FactorsCard';

const factor = {
  id: 'vendor',
  title: 'Vendor',
  low: 0.9,
  likely: 1,
  high: 1.35,
  probability: 0.07,
  on: ['work'],
};
const pair = { first: 'work/a', second: 'work/b', rank: -0.25 };

describe('inputs', () => {
  it('are the same after a visit to the form, and only what changed is sent', () => {
    const draft = draftOf([factor], [pair]);
    expect(inputOf(draft, ['factors', 'correlations'])).toEqual({ factors: [factor], correlations: [pair] });
    expect(inputOf(draft, ['correlations'])).toEqual({ correlations: [pair] });
    expect(isClean(draft)).toBe(true);
  });

  it('are refused out of order, out of range, or without what they work on', () => {
    const draft = draftOf([factor], [pair]);
    const [one] = draft.factors;
    const [two] = draft.correlations;
    if (one === undefined || two === undefined) throw new Error('nothing drafted');
    expect(checkFactor({ ...one, low: '1.2' }).numbers).toMatch(/low ≤ likely ≤ high/);
    expect(checkFactor({ ...one, likely: '' }).numbers).not.toBeNull();
    expect(checkFactor({ ...one, probability: '101' }).probability).toBe('Enter 0 to 100.');
    expect(checkFactor({ ...one, on: [] }).on).toBe('Choose what it works on.');
    expect(checkPair({ ...two, rank: '−1' }).rank).toBeNull();
    expect(checkPair({ ...two, rank: '1.1' }).rank).not.toBeNull();
    expect(checkPair({ ...two, second: 'work/a' }).ends).toBe('Choose two different activities.');
  });

  it('read what somebody else wrote, and say it', () => {
    const fields = inputFields((id) => id.toUpperCase());
    const theirs = fields.correlations?.read([pair]);
    const draft = { ...draftOf([], []), ...theirs };
    expect(fields.correlations?.show(draft)).toBe('WORK/A – WORK/B: -0.25');
    expect(fields.factors?.show(draft)).toBe('none');
  });

  it('give a new factor an id that is free', () => {
    expect(freeId(draftOf([{ ...factor, id: 'factor-2' }], []).factors)).toBe('factor-3');
  });
});

it('adds and removes a factor, and points at what is wrong with it', async () => {
  const user = userEvent.setup();
  const onChange = vi.fn();
  const { factors } = draftOf([{ ...factor, low: 2 }], []);
  show(<FactorsCard factors={factors} tried choices={[]} onChange={onChange} />);
  expect(screen.getByRole('alert')).toHaveTextContent(/low ≤ likely ≤ high/);
  await user.click(screen.getByRole('button', { name: 'Remove factor Vendor' }));
  expect(onChange).toHaveBeenLastCalledWith([]);
  await user.click(screen.getByRole('button', { name: 'Add factor' }));
  expect(onChange).toHaveBeenLastCalledWith([
    ...factors,
    expect.objectContaining({ id: 'factor-2', on: [] }),
  ]);
});
