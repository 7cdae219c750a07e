import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { ActivityForm } from './ActivityForm';
import { complete, estimateOf, estimateText } from './estimate';
import { CONSTRAINTS, draftOf, inputOf, wallDay } from './form';
import type { Detail } from './form';

const detail: Detail = {
  id: 'work/build',
  version: 3,
  zone: 'Europe/Berlin',
  currency: 'EUR',
  title: 'Build it',
  kind: 'task',
  workstream: 'work',
  parent: null,
  team: null,
  owner: 'ada',
  calendar: null,
  duration: '8d',
  estimate: '6d/8d/14d',
  remaining: null,
  progress: 0,
  actual_start: null,
  actual_finish: null,
  constraint: 'finish_no_later_than',
  constraint_at: '2026-11-06T23:00:00+00:00',
  deadline: null,
  target: null,
  commitment: null,
  note: '',
  probability: 1,
  branch: null,
  cost: '15k/20k/40k EUR',
  cost_per_day: null,
};

describe('an estimate', () => {
  it.each([
    '5d/8d/15d',
    '5d/8d/15d lognormal',
    '5d/8d/15d triangular p5-p95',
    '5d/8d/15d pert p10-p90',
    'discrete 5d 60%, 8d 40%',
    'quantiles 5% 3d, 50% 8d, 95% 20d',
  ])('%s is the same after a visit to the form', (text) => {
    expect(estimateText(estimateOf(text))).toBe(text);
    expect(complete(estimateOf(text))).toBe(true);
  });

  it('of one number is none', () => {
    expect(estimateText(estimateOf(null))).toBeNull();
  });

  it('is not complete while a part is missing', () => {
    expect(complete({ ...estimateOf('5d/8d/15d'), high: ' ' })).toBe(false);
    expect(
      complete({ ...estimateOf('discrete 5d 60%, 8d 40%'), points: [{ share: '60', span: '5d' }] }),
    ).toBe(false);
  });
});

describe('the form of an activity', () => {
  it('sends only what was changed; one number takes the place of an estimate', () => {
    const draft = draftOf(detail);
    expect(
      inputOf({ ...draft, branch: 'retest/small', probability: '40' }, ['branch', 'probability']),
    ).toEqual({
      branch: 'retest/small',
      probability: 0.4,
    });
    const single = { ...draft, duration: '9d', estimate: { ...draft.estimate, shape: 'single' as const } };
    expect(inputOf(single, ['estimate'])).toEqual({ estimate: null, duration: '9d' });
  });

  it('shows midnight as the end of the day before, in the zone of the program', () => {
    expect(wallDay('2026-11-06T23:00:00+00:00', 'Europe/Berlin', true)).toBe('2026-11-06');
    expect(wallDay('2026-11-06T23:00:00+00:00', 'Europe/Berlin', false)).toBe('2026-11-07');
    expect(wallDay('2026-11-06T16:00:00Z', 'Europe/Berlin', true)).toBe('2026-11-06T17:00');
    expect(wallDay('2026-11-06', 'Europe/Berlin', true)).toBe('2026-11-06');
  });
});

describe('its fields', () => {
  afterEach(() => vi.unstubAllGlobals());

  const form = () =>
    show(
      <ActivityForm
        program="atlas"
        detail={detail}
        people={[{ id: 'ada', name: 'Ada Byron' }]}
        readOnly={false}
        onClose={() => undefined}
      />,
    );

  it('offer every constraint, each with what it does', async () => {
    const user = userEvent.setup();
    form();
    const field = screen.getByLabelText('Constraint');
    expect(field.querySelectorAll('option')).toHaveLength(CONSTRAINTS.length);
    await user.selectOptions(field, 'As late as possible');
    expect(field).toHaveAccessibleDescription(/as late as it can/);
    expect(screen.queryByLabelText('Date')).not.toBeInTheDocument();
  });

  it('keep the likely value when the distribution changes, and refuse what is not complete', async () => {
    const user = userEvent.setup();
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    form();
    const shape = screen.getByLabelText('How sure it is');
    await user.selectOptions(shape, 'Discrete: a few durations');
    await user.type(screen.getAllByLabelText('Duration')[0] ?? document.body, '5d');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Fill in at least two rows.');
    expect(fetch).not.toHaveBeenCalled();
    await user.selectOptions(shape, 'Triangular');
    expect(screen.getByLabelText('Likely')).toHaveValue('8d');
  });

  it('show both values where somebody else saved first', async () => {
    const user = userEvent.setup();
    const conflict = {
      entity: 'activity',
      id: detail.id,
      version: 4,
      changed_by: 'Jo',
      changed_at: null,
      fields: { estimate: { yours: '6d/8d/20d', theirs: '7d/9d/12d lognormal' } },
    };
    const body = {
      type: 'urn:pilotage:problem:stale-write',
      title: 'Conflict',
      status: 409,
      detail: '',
      id: 'x',
      conflict,
    };
    const fetch = vi.fn(() =>
      Promise.resolve(
        new Response(JSON.stringify(body), {
          status: 409,
          headers: { 'content-type': 'application/problem+json' },
        }),
      ),
    );
    vi.stubGlobal('fetch', fetch);
    form();
    const high = screen.getByLabelText('High');
    await user.clear(high);
    await user.type(high, '20d');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('7d/9d/12d lognormal')).toBeInTheDocument();
    expect(screen.getByText('6d/8d/20d')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Take theirs' }));
    expect(screen.getByLabelText('How sure it is')).toHaveValue('lognormal');
  });
});
