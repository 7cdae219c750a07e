/** The fields of an activity as the server names them, in the words of the grid. */
import { day } from '@/lib/format/dates';
import { asText } from '@/components/conflict/fields';
import { percent } from '@/lib/format/numbers';
import type { PlanModel } from '@/lib/plan/data/model';
import type { MessageKey } from '@/lib/messages/en';
import { t } from '@/lib/messages/t';

const labels: Record<string, MessageKey> = {
  title: 'plan.column.name.long',
  owner: 'plan.column.owner.long',
  duration: 'plan.column.duration.long',
  progress: 'plan.column.progress.long',
  estimate: 'plan.field.estimate',
  target: 'plan.field.target',
  commitment: 'plan.field.commitment',
  deadline: 'plan.field.deadline',
  kind: 'plan.field.kind',
  lag: 'plan.field.lag',
};

export function fieldLabel(field: string): string {
  const key = labels[field];
  return key === undefined ? field.replaceAll('_', ' ') : t(key);
}

export function fieldWords({ columns }: PlanModel, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('word.none');
  if (field === 'progress' && typeof value === 'number') return percent(value);
  if (field === 'owner') return columns.people.find(({ id }) => id === value)?.name ?? asText(value);
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
  if (isDay) return day(value, { year: true });
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
