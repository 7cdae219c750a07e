import type { Backlog } from '@/api/types';
import type { Fit } from '@/lib/backlog/order';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { inputsOf, methodName, methods, short } from './words';

/** ``width`` in pixels is the least; the item takes what is left. */
export type Column = {
  id: string;
  head: string;
  hint?: string;
  num?: boolean;
  width: number;
  field?: number;
};

type Shown = { backlog: Backlog; compare: boolean; fit: Fit[] | null; weeks: number };

/** The columns of the chosen method, or those of all methods side by side. */
export function columnsOf({ backlog, compare, fit, weeks }: Shown): Column[] {
  const { settings, draws, seed } = backlog;
  const top = settings.top ?? 10;
  const place: Column = {
    id: 'place',
    head: t('backlog.col.place'),
    hint: t('backlog.col.place.hint'),
    num: true,
    width: 60,
  };
  const head: Column[] = [
    { id: 'at', head: t('backlog.col.at'), num: true, width: 34 },
    { id: 'key', head: t('backlog.col.key'), width: 70 },
    { id: 'title', head: t('backlog.col.title'), width: 170 },
    { id: 'lane', head: t('backlog.col.lane'), width: 100 },
  ];
  if (compare)
    return [
      ...head,
      ...methods.map((method) => ({ id: `m:${method}`, head: methodName(method), num: true, width: 84 })),
      {
        id: 'apart',
        head: t('backlog.col.apart'),
        hint: t('backlog.col.apart.hint'),
        num: true,
        width: 64,
      },
    ];
  const inputs = inputsOf(backlog).map((field, at): Column => ({
    id: `i:${field.id}`,
    head: short(field),
    hint: field.label,
    num: field.kind !== 'choice',
    width: field.kind === 'number' ? 56 : 88,
    field: at,
  }));
  const method = settings.method ?? 'wsjf';
  return [
    ...head,
    ...inputs,
    { id: 'score', head: t(`backlog.score.${method}`), num: true, width: 62 },
    place,
    {
      id: 'robust',
      head: t('backlog.col.robust', { n: top }),
      hint: t('backlog.col.robust.hint', { draws, seed, n: top, spread: percent(settings.spread ?? 0) }),
      num: true,
      width: 64,
    },
    ...(fit === null
      ? []
      : [
          {
            id: 'fit',
            head: t('backlog.col.fit', { n: weeks }),
            hint: t('backlog.col.fit.hint'),
            width: 64,
          },
        ]),
  ];
}
