/** The fields of a risk as the server names them, for a save that came too late. */
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { draftOf, write, type Draft } from './form';
import { strategyName } from './RegisterTable';

type Names = {
  people: readonly { id: string; name: string }[];
  /** Activities that are known by name. */
  hits: readonly { id: string; title: string }[];
  currency: string;
};
type Three = { low: number; likely: number; high: number };
type Response = {
  strategy: string;
  text: string;
  owner: string | null;
  due: string | null;
  done: boolean;
  residual_probability: number | null;
  cost: number | string | null;
};

const EMPTY = draftOf(null);
const percent = (share: number | null) => (share === null ? '' : write(share * 100));
const or = (text: string) => text || t('word.none');

function text(label: string, key: 'title' | 'cause' | 'event' | 'effect' | 'trigger'): FormField<Draft> {
  return {
    label,
    of: (draft) => ({ [key]: draft[key] }),
    read: (theirs) => ({ [key]: asText(theirs) }),
    show: (draft) => or(draft[key]),
  };
}

function three(label: string, key: 'days' | 'money', unit: string): FormField<Draft> {
  return {
    label,
    of: (draft) => ({ [key]: draft[key] }),
    read: (theirs) => {
      const value = theirs as Three | null;
      const texts = value && [value.low, value.likely, value.high].map(write);
      return { [key]: texts ?? EMPTY[key] };
    },
    show: (draft) => (draft[key].some(Boolean) ? `${draft[key].join(' / ')} ${unit}` : t('word.none')),
  };
}

function response(nameOf: (id: string) => string, currency: string): FormField<Draft> {
  const of = ({ strategy, text, responseOwner, due, residual, cost, done }: Draft) =>
    strategy === ''
      ? { strategy, text: '', responseOwner: '', due: '', residual: '', cost: '', done: false }
      : { strategy, text, responseOwner, due, residual, cost, done };
  return {
    label: t('risks.form.strategy'),
    of,
    read: (theirs) => {
      const value = theirs as Response | null;
      if (value === null) return of(EMPTY);
      return {
        strategy: value.strategy,
        text: value.text,
        responseOwner: value.owner ?? '',
        due: value.due ?? '',
        residual: percent(value.residual_probability),
        cost: write(value.cost),
        done: value.done,
      };
    },
    show: (draft) => {
      if (draft.strategy === '') return t('risks.form.noResponse');
      const parts = [
        [strategyName(draft.strategy), draft.text].filter(Boolean).join(': '),
        draft.responseOwner && nameOf(draft.responseOwner),
        draft.due && t('risks.due', { when: day(draft.due) }),
        draft.residual && `${t('risks.form.residual')}: ${draft.residual}`,
        draft.cost && `${draft.cost} ${currency}`,
        draft.done && t('risks.done'),
      ];
      return parts.filter(Boolean).join(', ');
    },
  };
}

export function riskFields({ people, hits, currency }: Names): FormFields<Draft> {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const titleOf = (id: string) => hits.find((hit) => hit.id === id)?.title ?? id;
  return {
    title: text(t('risks.form.title'), 'title'),
    cause: text(t('risks.form.cause'), 'cause'),
    event: text(t('risks.form.event'), 'event'),
    effect: text(t('risks.form.effect'), 'effect'),
    trigger: text(t('risks.form.trigger'), 'trigger'),
    probability: {
      label: t('risks.form.p'),
      of: ({ probability }) => ({ probability }),
      read: (theirs) => ({ probability: percent(theirs as number) }),
      show: ({ probability }) => `${or(probability)} %`,
    },
    impact_days: three(t('risks.form.days'), 'days', t('word.workingDays', { count: 2 })),
    impact_money: three(t('risks.form.money', { currency }), 'money', currency),
    hits: {
      label: t('risks.form.hits'),
      of: ({ hits: picked }) => ({ hits: picked }),
      read: (theirs) => ({ hits: (theirs as string[]).map((id) => ({ id, title: titleOf(id) })) }),
      show: (draft) => or(draft.hits.map(({ title }) => title).join(', ')),
    },
    owner: {
      label: t('risks.form.owner'),
      of: ({ owner }) => ({ owner }),
      read: (theirs) => ({ owner: asText(theirs) }),
      show: ({ owner }) => (owner ? nameOf(owner) : t('risks.form.nobody')),
    },
    response: response(nameOf, currency),
  };
}
