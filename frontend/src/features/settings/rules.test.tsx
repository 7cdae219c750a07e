import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProgramHeader, SchedulingRules } from '@/api/types';
import { show } from '@/testing/render';
import { endOf, finishDay, inputOf, presetOf, rulesOf, spanOf, withPreset } from './rules';
import { RulesCard } from './RulesCard';

const lengths = { zone: 'Europe/Berlin', hours_per_day: 8, days_per_week: 5 };
const usual: SchedulingRules = {
  behavior: 'microsoft',
  progress: 'retained_logic',
  lag_calendar: 'successor',
  critical: 'total_float',
  critical_float: { minutes: 0, unit: 'd' },
  near_critical_float: { minutes: 2400, unit: 'd' },
  total_float: 'smallest',
  honor_dates: false,
  open_ends_critical: false,
  from_finish: false,
  finish: null,
};

describe('rules', () => {
  it('are the same after a visit to the form', () => {
    const other: SchedulingRules = {
      ...usual,
      behavior: 'primavera',
      critical_float: { minutes: -240, unit: 'h' },
      finish: '2026-11-06T23:00:00Z',
      open_ends_critical: true,
    };
    expect(inputOf(rulesOf(usual, lengths), lengths)).toEqual(usual);
    expect(inputOf(rulesOf(other, lengths), lengths)).toEqual(other);
  });

  it('are those of a tool, of a new program, or of one’s own', () => {
    const rules = rulesOf(usual, lengths);
    expect(presetOf(rules)).toBe('pilotage');
    expect(presetOf({ ...rules, honor: true })).toBe('microsoft');
    expect(presetOf(withPreset({ ...rules, open: true }, 'primavera'))).toBe('primavera');
    expect(presetOf({ ...rules, lag: 'clock' })).toBeNull();
    expect(withPreset({ ...rules, nearFloat: '3d' }, 'primavera').nearFloat).toBe('3d');
  });

  it('read amounts of float, also below zero', () => {
    expect(spanOf('2', lengths)).toEqual({ minutes: 960, unit: 'd' });
    expect(spanOf('−1w', lengths)).toEqual({ minutes: -2400, unit: 'w' });
    expect(spanOf('soon', lengths)).toBeNull();
  });

  it('end a day at midnight in the zone, in summer and in winter', () => {
    for (const day of ['2026-10-24', '2026-10-25', '2026-03-28', '2026-12-31', '2026-07-01']) {
      expect(finishDay(endOf(day, lengths.zone), lengths.zone)).toBe(day);
    }
    expect(endOf('2026-07-01', 'Europe/Berlin')).toBe('2026-07-01T22:00:00.000Z');
  });
});

describe('their form', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sets all of a tool at once, says what each does, and sends them whole', async () => {
    const user = userEvent.setup();
    const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(() =>
      Promise.resolve(new Response('{}', { status: 200 })),
    );
    vi.stubGlobal('fetch', fetch);
    const header = { id: 'atlas', version: 7, rules: usual, ...lengths } as unknown as ProgramHeader;
    show(<RulesCard header={header} />);
    await user.selectOptions(screen.getByLabelText('Start from'), 'Primavera P6');
    expect(screen.getByLabelText('Lags run on')).toHaveValue('predecessor');
    expect(screen.getByLabelText('Reading')).toHaveAccessibleDescription(/uses up free float only/);
    await user.click(screen.getByRole('checkbox', { name: /Open ends are critical/ }));
    expect(screen.getByLabelText('Start from')).toHaveDisplayValue('Rules of your own');
    await user.clear(screen.getByLabelText('Critical up to'));
    await user.click(screen.getByRole('button', { name: 'Save rules' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Enter an amount');
    expect(fetch).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('Critical up to'), '1d');
    await user.click(screen.getByRole('button', { name: 'Save rules' }));
    const sent = fetch.mock.calls[0]?.[1].body;
    expect(JSON.parse(typeof sent === 'string' ? sent : '{}')).toMatchObject({
      version: 7,
      rules: {
        behavior: 'primavera',
        lag_calendar: 'predecessor',
        critical_float: { minutes: 480, unit: 'd' },
        open_ends_critical: true,
      },
    });
  });
});
