import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { ActivityForm } from './ActivityForm';
import { complete, estimateOf, estimateText } from './estimate';
import { wallDay } from './days';
import { CONSTRAINTS, draftOf, inputOf, secondsBeside } from './draft';
import type { Detail } from './draft';
import { NEW_ASSIGNED, NEW_REST } from './rows';

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

  it('sends rows without what was left blank, and no second constraint where the first leaves no room', () => {
    const draft = draftOf({
      ...detail,
      second_constraint: 'start_no_earlier_than',
      second_constraint_at: '2026-10-05T00:00:00+02:00',
      assignments: [{ person: null, units: 0.25, skill: 'sql' }],
      pauses: [{ first: '2026-10-20', last: '2026-10-23', hours: '09:00-12:00', title: 'Fair' }],
    });
    const typed = {
      ...draft,
      second: '' as const,
      assigned: [...draft.assigned, { person: 'ada', share: '12,5 %', skill: '' }, NEW_ASSIGNED],
      rests: [...draft.rests, NEW_REST],
    };
    const names = ['second_constraint', 'second_constraint_at', 'assignments', 'pauses'];
    expect(inputOf(typed, names)).toEqual({
      second_constraint: null,
      second_constraint_at: null,
      assignments: [
        { person: null, units: 0.25, skill: 'sql' },
        { person: 'ada', units: 0.125, skill: '' },
      ],
      pauses: [{ first: '2026-10-20', last: '2026-10-23', hours: '09:00-12:00', title: 'Fair' }],
    });
    expect(secondsBeside('must_start_on')).toEqual([]);
    expect(secondsBeside('finish_no_later_than')).not.toContain('finish_no_later_than');
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

  const form = (more: Partial<Detail> = {}, readOnly = false) =>
    show(
      <ActivityForm
        program="atlas"
        detail={{ ...detail, ...more }}
        people={[{ id: 'ada', name: 'Ada Byron', skills: ['sql'] }]}
        readOnly={readOnly}
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

  it('cannot be typed into by who may only read', async () => {
    const user = userEvent.setup();
    form({ pauses: [{ first: '2026-10-20', last: '2026-10-23', hours: '', title: '' }] }, true);
    await user.click(screen.getByText('Days on which it rests'));
    for (const field of screen.getAllByRole('textbox')) expect(field).toBeDisabled();
    for (const field of screen.getAllByRole('combobox')) expect(field).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });

  it('that most leave empty are folded, and tell what is set', async () => {
    const user = userEvent.setup();
    form({
      second_constraint: 'start_no_earlier_than',
      second_constraint_at: '2026-10-05T00:00:00+02:00',
      assignments: [
        { person: 'ada', units: 0.5, skill: '' },
        { person: null, units: 1, skill: 'sql' },
      ],
      crash_to: '6d',
      crash_cost: '2k',
    });
    expect(screen.getByText('Start no earlier than 2026-10-05')).toBeVisible();
    expect(screen.getByText('Ada Byron 50 %, anybody with sql')).toBeVisible();
    expect(screen.getByText(/down to 6d, 2k a day less/)).toBeVisible();
    expect(screen.getByLabelText('Shortest duration')).not.toBeVisible();
    await user.selectOptions(screen.getByLabelText('Constraint'), 'Must finish on');
    expect(screen.queryByText('Start no earlier than 2026-10-05')).not.toBeInTheDocument();
  });

  it('open again where something is wrong in them', async () => {
    const user = userEvent.setup();
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    form({ assignments: [{ person: 'ada', units: 0.5, skill: '' }] });
    const share = screen.getByLabelText('Share, %');
    await user.click(screen.getByText('Who does it'));
    await user.clear(share);
    await user.click(screen.getByText('Who does it'));
    expect(share).not.toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(share).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('Enter a share above 0 % in each row.');
    expect(fetch).not.toHaveBeenCalled();
    await user.type(share, '50');
    expect(share).toBeVisible();
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
