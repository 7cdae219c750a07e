import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Warning } from '@/api/types';
import { show } from '@/testing/render';
import { daysAfter } from './MuteDialog';
import { WarningLine } from './WarningLine';

const warning: Warning = {
  id: 'past-p85:Core',
  severity: 'medium',
  text: [{ text: 'Core', ref: { kind: 'flow', id: 'Core' } }, ': 2 items are past 9 days'],
  suggestion: ['Finish the oldest.'],
  refs: [
    { kind: 'flow', id: 'Core', title: 'Core' },
    { kind: 'work_item', id: 'PAY-1', title: 'PAY-1' },
  ],
  days: 12.4,
};

const line = (of: Warning) =>
  show(
    <ul>
      <WarningLine warning={of} />
    </ul>,
  );

it('says how many working days are at stake', () => {
  line(warning);
  expect(screen.getByText('12 wd')).toBeInTheDocument();
  expect(screen.getByText('Working days at stake')).toBeInTheDocument();
});

it('says nothing of days where no rule tells how many', () => {
  line({ ...warning, days: null });
  expect(screen.queryByText(/wd$/)).toBeNull();
});

it('names a record once: in the sentence, or below it', () => {
  line(warning);
  expect(screen.getAllByText('Core')).toHaveLength(1);
  expect(screen.getByText('PAY-1')).toBeInTheDocument();
});

it('counts days over the end of a month', () => {
  expect(daysAfter(new Date(2026, 1, 20), 14)).toBe('2026-03-06');
});
