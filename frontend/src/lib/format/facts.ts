import type { Fact } from './factTypes';
import { day, instant } from './dates';
import { chance, money, number, percent, signed } from './numbers';
import { t } from '@/lib/messages/t';

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}/.test(value);

function quantity(value: string | number, unit: string): string {
  if (typeof value === 'string') return isDay(value) ? day(value, { year: true }) : value;
  if (unit === 'probability') return chance(value);
  if (unit === 'share') return percent(value);
  if (unit === '%') return percent(value / 100);
  if (/^[A-Z]{3}$/.test(unit)) return money(value, unit);
  if (unit === 'wd') return signed(value);
  return number(value);
}

const spoken = (unit: string) =>
  unit === '' ||
  unit === 'count' ||
  unit === 'probability' ||
  unit === 'share' ||
  unit === '%' ||
  unit === 'date' ||
  /^[A-Z]{3}$/.test(unit)
    ? ''
    : ` ${unit.replace(/_/g, ' ')}`;

/** "24 %", "13 Jan 2027", "5 working days". */
export function factValue(fact: Fact): string {
  if (fact.value === null) return '–';
  const unit = typeof fact.value === 'string' && isDay(fact.value) ? '' : spoken(fact.unit);
  return quantity(fact.value, fact.unit) + unit;
}

/** "95 % interval 23.3 to 25.0", or null where none is known. */
export function factInterval(fact: Fact): string | null {
  if (fact.interval === null) return null;
  const [low, high] = fact.interval;
  return t('fact.interval', { low: quantity(low, fact.unit), high: quantity(high, fact.unit) });
}

/** One line that can be pasted into a message. */
export const citation = (fact: Fact): string =>
  `${fact.label}: ${factValue(fact)} (${[fact.formula, fact.as_of && instant(fact.as_of)].filter(Boolean).join('; ')})`;
