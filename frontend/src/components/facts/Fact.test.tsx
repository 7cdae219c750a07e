import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Fact } from '@/api/types';
import { show } from '@/testing/render';
import { EvidenceContext, RecordHrefContext } from './context';
import { RichText } from './RichText';

const chance: Fact = {
  id: 'chance',
  label: 'Chance of 11 Dec',
  value: 0.2412,
  unit: 'probability',
  formula: '2,412 / 10,000',
  records: [{ kind: 'risk', id: 'R-07', title: 'Replication lag', detail: '+9' }],
  as_of: '2026-09-18T08:40:00+02:00',
  interval: [0.233, 0.25],
  histogram: [
    { from: '2026-11-30', count: 1 },
    { from: '2026-12-07', count: 3 },
  ],
};
const sentence = [
  { fact: 'chance', text: '24 %' },
  ' chance of ',
  { ref: { kind: 'milestone', id: 'ga' }, text: 'GA' },
];

describe('RichText', () => {
  it('opens the evidence of a number by click, and closes it with Escape', async () => {
    const user = userEvent.setup();
    show(
      <EvidenceContext value={{ facts: { chance } }}>
        <RecordHrefContext value={(kind, id) => `/${kind}/${id}`}>
          <RichText text={sentence} />
        </RecordHrefContext>
      </EvidenceContext>,
    );
    await user.click(screen.getByRole('button', { name: /24 %.*Chance of 11 Dec/ }));
    expect(screen.getByRole('dialog', { name: /Chance of 11 Dec/ })).toBeInTheDocument();
    expect(screen.getByText('2,412 / 10,000')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Replication lag' })).toHaveAttribute('href', '/risk/R-07');
    expect(screen.getByRole('img', { name: /30\sNov 25 %, 7\sDec 75 %/ })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('opens with the key E, in the place that the page gives', async () => {
    const user = userEvent.setup();
    const onOpen = vi.fn();
    show(
      <EvidenceContext value={{ facts: { chance }, onOpen, openId: null }}>
        <RichText text={sentence} />
      </EvidenceContext>,
    );
    await user.tab();
    await user.keyboard('e');
    expect(onOpen).toHaveBeenCalledWith('chance');
  });

  it('shows a number without evidence as plain text, and a record without page as words', () => {
    show(
      <EvidenceContext value={{ facts: {} }}>
        <RichText text={sentence} />
      </EvidenceContext>,
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByText('24 %')).toBeInTheDocument();
  });
});
