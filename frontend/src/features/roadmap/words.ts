import { dayNear } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { Item } from './useRoadmap';

/** The one date that an audience may know, and what kind of date it is. */
export function whenWords(item: Item, near: string): string {
  if (item.landed) return t('roadmap.landed', { day: dayNear(item.landed, near) });
  if (item.period) return item.horizon === 'done' ? t('roadmap.horizon.done') : item.period.name;
  if (item.p85) return t('roadmap.p85', { day: dayNear(item.p85, near) });
  return item.finish ? t('roadmap.plan', { day: dayNear(item.finish, near) }) : (item.unknown ?? '');
}

/** All that is drawn of an item, in words. */
export function allWords(item: Item, near: string, titles: ReadonlyMap<string, string>): string {
  const day = (value: string) => dayNear(value, near);
  const names = (item.after ?? []).map((id) => titles.get(id) ?? id);
  return [
    item.start && t('roadmap.starts', { day: day(item.start) }),
    item.p50 && item.p85 && !item.landed
      ? t('roadmap.p50p85', { p50: day(item.p50), p85: day(item.p85) })
      : whenWords(item, near),
    item.target && t('roadmap.target', { day: day(item.target) }),
    item.commitment && t('roadmap.commitment', { day: day(item.commitment) }),
    item.critical && t('roadmap.critical'),
    names.length > 0 && t('roadmap.waits', { count: names.length, names: names.join(', ') }),
    item.moved && t('roadmap.moved', { reason: item.moved }),
    item.unknown,
  ]
    .filter(Boolean)
    .join('; ');
}
