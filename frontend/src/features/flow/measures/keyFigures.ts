import type { Fact } from '@/api/types';
import { day } from '@/lib/format/dates';
import { number, percent, signed } from '@/lib/format/numbers';
import type { MessageKey } from '@/lib/messages/en';
import { t } from '@/lib/messages/t';
import type { Vars } from '@/lib/messages/t';
import type { Measures } from '@/features/flow/useFlow';

/** A key figure: `value` is null where there is too little to tell it; `sub` then says so. */
export type Figure = {
  id: string;
  label: string;
  value: number | null;
  text: string;
  unit: string;
  sub: string;
  /** The convention, with this figure's numbers in it. */
  how: string;
};

const LEVEL = '85';
const NONE = '–';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const finishedIn = ({ weeks }: Measures): number => sum(weeks.map(({ finished }) => finished));
export const arrivedIn = ({ weeks }: Measures): number => sum(weeks.map(({ arrived }) => arrived));

const days = (value: number | null | undefined) =>
  value === null || value === undefined ? NONE : t('flow.figure.days', { count: value });

type Words = { id: string; label: MessageKey; how: MessageKey; unit: string; vars: Vars };

const made = (
  { id, label, how, unit, vars }: Words,
  value: number | null,
  text: string,
  sub: string,
): Figure => ({
  id,
  label: t(label),
  value,
  text: value === null ? NONE : text,
  unit,
  sub,
  how: t(how, vars),
});

function throughput(of: Measures): Figure {
  const done = finishedIn(of);
  const weeks = of.weeks.length;
  const rate = weeks === 0 ? null : done / weeks;
  const vars = { weeks, day: day(of.as_of, { year: true }) };
  const words = {
    id: 'throughput',
    label: 'flow.figure.throughput',
    how: 'flow.figure.throughput.how',
  } as const;
  const sub = t('flow.figure.throughputSub', { count: done, weeks });
  return made({ ...words, unit: t('flow.figure.unit.week'), vars }, rate, number(rate ?? 0), sub);
}

/** Cycle time; lead time where the data does not tell when work began. */
function taken(of: Measures): Figure {
  const began = of.basis === 'started';
  const { items, percentiles } = began ? of.cycle_time : of.lead_time;
  const value = percentiles[LEVEL] ?? null;
  const id = began ? 'cycle' : 'lead';
  const sub =
    value === null
      ? t('flow.figure.tooFew', { count: items })
      : t('flow.figure.cycleSub', { half: percentiles['50'] ?? NONE, items });
  return made(
    {
      id,
      label: `flow.figure.${id}`,
      how: `flow.figure.${id}.how`,
      unit: t('flow.figure.unit.days'),
      vars: { items },
    },
    value,
    days(value),
    sub,
  );
}

function inProgress(of: Measures): Figure {
  const id = of.basis === 'started' ? 'wip' : 'wipOpen';
  const { ageing, expected } = of;
  const old = expected === null ? 0 : ageing.filter(({ age }) => age > expected).length;
  const sub =
    expected === null ? t('flow.figure.wipUnknown') : t('flow.figure.wipSub', { count: old, days: expected });
  const vars = { day: day(of.as_of, { year: true }) };
  return made(
    { id, label: `flow.figure.${id}`, how: `flow.figure.${id}.how`, unit: '', vars },
    ageing.length,
    number(ageing.length),
    sub,
  );
}

function balance(of: Measures): Figure {
  const [came, done] = [arrivedIn(of), finishedIn(of)];
  const vars = { weeks: of.weeks.length, day: day(of.as_of, { year: true }) };
  return made(
    { id: 'balance', label: 'flow.figure.balance', how: 'flow.figure.balance.how', unit: '', vars },
    came - done,
    signed(came - done),
    t('flow.figure.balanceSub', { came, done }),
  );
}

function efficiency(of: Measures): Figure {
  const items = of.efficiency_items;
  const sub =
    of.efficiency === null
      ? t('flow.figure.efficiencyNone')
      : t('flow.figure.efficiencySub', { count: items });
  return made(
    {
      id: 'efficiency',
      label: 'flow.figure.efficiency',
      how: 'flow.figure.efficiency.how',
      unit: 'share',
      vars: { items },
    },
    of.efficiency,
    percent(of.efficiency ?? 0),
    sub,
  );
}

function little(of: Measures): Figure {
  const law = of.little;
  const off = law.residual;
  const vars = {
    actual: number(law.cycle_time ?? 0),
    wip: number(law.wip),
    rate: number(law.per_day),
    started: law.started,
    finished: law.finished,
    before: law.wip_before,
    after: law.wip_after,
    ageBefore: number(law.age_before),
    ageAfter: number(law.age_after),
  };
  const sub =
    off === null
      ? t('flow.figure.littleNone')
      : t('flow.figure.littleSub', { expected: number(law.expected ?? 0), actual: vars.actual });
  const text = `${off !== null && off > 0 ? '+' : ''}${percent(off ?? 0).replace('-', '−')}`;
  return made(
    { id: 'little', label: 'flow.figure.little', how: 'flow.figure.little.how', unit: 'share', vars },
    off,
    text,
    sub,
  );
}

/** The key figures of a flow, in the order of the page. */
export const figures = (of: Measures): Figure[] =>
  [throughput, taken, inProgress, balance, efficiency, little].map((figure) => figure(of));

export const factOf = (figure: Figure, asOf: string): Fact => ({
  id: figure.id,
  label: figure.label,
  value: figure.value,
  unit: figure.unit,
  formula: figure.how,
  records: [],
  as_of: asOf,
  interval: null,
});
