const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const ends: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** "1st", "2nd", "3rd", "11th". */
export const ordinal = (count: number): string => `${count}${ends[rules.select(count)] ?? 'th'}`;
