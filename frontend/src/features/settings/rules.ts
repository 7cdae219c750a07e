/** Scheduling rules as they are typed, and the rules that the two tools begin with. Pure. */
import type { SchedulingRules } from '@/api/types';
import type { FormFields } from '@/components/conflict/fields';
import { t } from '@/lib/messages/t';

export const BEHAVIORS = ['microsoft', 'primavera'] as const;
export const PROGRESS = ['retained_logic', 'progress_override', 'actual_dates'] as const;
export const LAGS = ['successor', 'predecessor', 'program', 'clock'] as const;
export const CRITICAL = ['total_float', 'longest_path'] as const;
export const FLOATS = ['smallest', 'start', 'finish'] as const;

export type Rules = {
  behavior: (typeof BEHAVIORS)[number];
  progress: (typeof PROGRESS)[number];
  lag: (typeof LAGS)[number];
  critical: (typeof CRITICAL)[number];
  /** Amounts as typed: `2d`. */
  criticalFloat: string;
  nearFloat: string;
  float: (typeof FLOATS)[number];
  honor: boolean;
  open: boolean;
  fromFinish: boolean;
  /** The last day, or an instant as the server wrote it. */
  finish: string;
};
export type Draft = { rules: Rules };
export const PRESET_NAMES = ['pilotage', 'microsoft', 'primavera'] as const;
export type Preset = (typeof PRESET_NAMES)[number];
export type Lengths = { zone: string; hours_per_day: number; days_per_week: number };

const MINUTES: Record<string, (lengths: Lengths) => number> = {
  m: () => 1,
  h: () => 60,
  d: ({ hours_per_day: hours }) => hours * 60,
  w: ({ hours_per_day: hours, days_per_week: days }) => hours * days * 60,
};

/** "2d" as a span; null where it is none. A limit of float may be below zero. */
export function spanOf(text: string, lengths: Lengths): SchedulingRules['critical_float'] | null {
  const found = /^([-−]?\d{1,6}(?:\.\d{1,4})?)\s*([mhdw]?)$/.exec(text.trim());
  const unit = found?.[2] === '' ? 'd' : (found?.[2] ?? '');
  const size = MINUTES[unit]?.(lengths);
  if (found === null || size === undefined) return null;
  return { minutes: Math.round(Number((found[1] ?? '').replace('−', '-')) * size), unit };
}

function spanText({ minutes, unit }: SchedulingRules['critical_float'], lengths: Lengths): string {
  const known = unit in MINUTES ? unit : 'm';
  return `${Number((minutes / (MINUTES[known]?.(lengths) ?? 1)).toFixed(4))}${known}`;
}

const one = <T extends string>(values: readonly T[], value: unknown, usual: T): T =>
  values.find((each) => each === value) ?? usual;

export const rulesOf = (rules: SchedulingRules, lengths: Lengths): Rules => ({
  behavior: one(BEHAVIORS, rules.behavior, 'microsoft'),
  progress: one(PROGRESS, rules.progress, 'retained_logic'),
  lag: one(LAGS, rules.lag_calendar, 'successor'),
  critical: one(CRITICAL, rules.critical, 'total_float'),
  criticalFloat: spanText(rules.critical_float, lengths),
  nearFloat: spanText(rules.near_critical_float, lengths),
  float: one(FLOATS, rules.total_float, 'smallest'),
  honor: rules.honor_dates,
  open: rules.open_ends_critical,
  fromFinish: rules.from_finish,
  finish: rules.finish ?? '',
});

const MICROSOFT: Partial<Rules> = {
  behavior: 'microsoft',
  progress: 'retained_logic',
  lag: 'successor',
  critical: 'total_float',
  criticalFloat: '0d',
  float: 'smallest',
  honor: true,
  open: false,
  fromFinish: false,
};

/** What a new program here, and the two tools, have unless told otherwise. The day by which a program must be over, and
 * what counts as near-critical, stay as they are.
 */
const PRESETS: Record<Preset, Partial<Rules>> = {
  pilotage: { ...MICROSOFT, honor: false },
  microsoft: MICROSOFT,
  primavera: { ...MICROSOFT, behavior: 'primavera', lag: 'predecessor', float: 'finish', honor: false },
};

export const withPreset = (rules: Rules, preset: Preset): Rules => ({ ...rules, ...PRESETS[preset] });

/** The tool whose rules these are; null for rules of one's own. */
export const presetOf = (rules: Rules): Preset | null =>
  PRESET_NAMES.find((each) =>
    Object.entries(PRESETS[each]).every(([name, value]) => rules[name as keyof Rules] === value),
  ) ?? null;

export const isClean = (rules: Rules, lengths: Lengths): boolean =>
  spanOf(rules.criticalFloat, lengths) !== null && spanOf(rules.nearFloat, lengths) !== null;

/** Rules as the server takes them: always all of them. `end` turns a typed day into the instant at its end. */
export function inputOf(rules: Rules, lengths: Lengths): SchedulingRules {
  return {
    behavior: rules.behavior,
    progress: rules.progress,
    lag_calendar: rules.lag,
    critical: rules.critical,
    critical_float: spanOf(rules.criticalFloat, lengths) ?? { minutes: 0, unit: 'd' },
    near_critical_float: spanOf(rules.nearFloat, lengths) ?? { minutes: 0, unit: 'd' },
    total_float: rules.float,
    honor_dates: rules.honor,
    open_ends_critical: rules.open,
    from_finish: rules.fromFinish,
    finish:
      rules.finish === ''
        ? null
        : rules.finish.length > 10
          ? rules.finish
          : endOf(rules.finish, lengths.zone),
  };
}

const clockIn = (zone: string) =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });

/** The instant at which a day ends in a zone: its next midnight there. */
export function endOf(day: string, zone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
  let found = wanted;
  for (let step = 0; step < 2; step += 1) {
    const shown = Date.parse(`${clockIn(zone).format(new Date(found)).replace(' ', 'T')}Z`);
    found += wanted - shown;
  }
  return new Date(found).toISOString();
}

/** The last day of a program that must be over at this instant: midnight belongs to the day before. */
export function finishDay(finish: string, zone: string): string {
  if (finish.length <= 10) return finish;
  return clockIn(zone)
    .format(new Date(Date.parse(finish) - 1000))
    .slice(0, 10);
}

export const ruleFields = (lengths: Lengths): FormFields<Draft> => ({
  rules: {
    label: t('rules.title'),
    of: ({ rules }) => ({ rules }),
    read: (theirs) => ({ rules: rulesOf(theirs as SchedulingRules, lengths) }),
    show: ({ rules }) =>
      t('rules.said', {
        behavior: t(`rules.behavior.${rules.behavior}`),
        progress: t(`rules.progress.${rules.progress}`),
        critical: t(`rules.critical.${rules.critical}`),
      }),
  },
});
