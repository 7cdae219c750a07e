import type { RiskInput, RiskRow } from '@/api/types';
import { t } from '@/lib/messages/t';

export type Draft = {
  title: string;
  cause: string;
  event: string;
  effect: string;
  probability: string;
  days: [string, string, string];
  money: [string, string, string];
  hits: { id: string; title: string }[];
  owner: string;
  strategy: string;
  text: string;
  responseOwner: string;
  due: string;
  residual: string;
  cost: string;
  done: boolean;
  trigger: string;
};

export type Errors = Partial<Record<keyof Draft, string>>;

export const strategies = [
  'avoid',
  'mitigate',
  'transfer',
  'accept',
  'escalate',
  'exploit',
  'enhance',
  'share',
] as const;
export type Strategy = (typeof strategies)[number];

/** A figure as it stands in a field. */
export const write = (value: number | string | null | undefined) =>
  value === null || value === undefined ? '' : String(Number(Number(value).toFixed(4)));
const inPercent = (share: number | null | undefined) =>
  share === null || share === undefined ? '' : write(share * 100);
const three = (values: readonly (number | string | undefined)[] | null): [string, string, string] => [
  write(values?.[0]),
  write(values?.[1]),
  write(values?.[2]),
];

export function draftOf(risk: RiskRow | null): Draft {
  const money = risk?.impact_money ?? null;
  return {
    title: risk?.title ?? '',
    cause: risk?.cause ?? '',
    event: risk?.event ?? '',
    effect: risk?.effect ?? '',
    probability: inPercent(risk?.probability),
    days: three(risk?.impact_days ?? null),
    money: three(money && [money.low, money.likely, money.high]),
    hits: risk?.hits.map(({ id, title }) => ({ id, title })) ?? [],
    owner: risk?.owner?.id ?? '',
    strategy: risk?.response?.strategy ?? '',
    text: risk?.response?.text ?? '',
    responseOwner: risk?.response?.owner?.id ?? '',
    due: risk?.response?.due ?? '',
    residual: inPercent(risk?.response?.residual_probability),
    cost: write(risk?.response?.cost),
    done: risk?.response?.done ?? false,
    trigger: risk?.trigger ?? '',
  };
}

/** A figure as people type it: "1,200", "−4", "12.5"; NaN when it is none. */
export function parse(text: string): number {
  const clean = text
    .trim()
    .replace(/\u2212/g, '-')
    .replace(/[,\s\u00a0]/g, '')
    .replace(/%$/, '');
  return /^-?\d+(\.\d+)?$/.test(clean) ? Number(clean) : Number.NaN;
}

const filled = (texts: readonly string[]) => texts.some((text) => text.trim() !== '');

function parseThree(texts: readonly [string, string, string]): [number, number, number] | null {
  if (!filled(texts)) return null;
  return [parse(texts[0]), parse(texts[1]), parse(texts[2])];
}

const isOrdered = (values: readonly [number, number, number] | null) =>
  values === null || (values.every(Number.isFinite) && values[0] <= values[1] && values[1] <= values[2]);

const within = (value: number, low: number, high: number) => value >= low && value <= high;

export function check(draft: Draft): Errors {
  const errors: Errors = {};
  if (draft.title.trim() === '') errors.title = t('risks.form.need');
  if (!within(parse(draft.probability), 1, 99)) errors.probability = t('risks.form.badP');
  if (!isOrdered(parseThree(draft.days))) errors.days = t('risks.form.badThree');
  if (!isOrdered(parseThree(draft.money))) errors.money = t('risks.form.badThree');
  if (draft.residual.trim() !== '' && !within(parse(draft.residual), 0, 99))
    errors.residual = t('risks.form.badResidual');
  if (draft.cost.trim() !== '' && Number.isNaN(parse(draft.cost))) errors.cost = t('risks.form.badNumber');
  return errors;
}

/** What the server takes; call it only on a draft that `check` finds nothing in. */
export function inputOf(draft: Draft, currency: string): RiskInput {
  const money = parseThree(draft.money);
  const optional = (text: string) => (text.trim() === '' ? null : parse(text));
  const residual = optional(draft.residual);
  const cost = optional(draft.cost);
  return {
    title: draft.title.trim(),
    cause: draft.cause.trim(),
    event: draft.event.trim(),
    effect: draft.effect.trim(),
    probability: parse(draft.probability) / 100,
    impact_days: parseThree(draft.days),
    impact_money: money && {
      low: String(money[0]),
      likely: String(money[1]),
      high: String(money[2]),
      currency,
    },
    hits: draft.hits.map(({ id }) => id),
    owner: draft.owner || null,
    response: draft.strategy
      ? {
          strategy: draft.strategy,
          text: draft.text.trim(),
          owner: draft.responseOwner || null,
          due: draft.due || null,
          done: draft.done,
          residual_probability: residual === null ? null : residual / 100,
          cost: cost === null ? null : String(cost),
        }
      : null,
    trigger: draft.trigger.trim(),
  };
}
