const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const ends: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** "1st", "2nd", "3rd", "11th". */
export const ordinal = (count: number): string => `${count}${ends[rules.select(count)] ?? 'th'}`;

/** "infrastructure" as "Infrastructure"; the rest stays as it was written. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** "Payments in three regions" of a summary that goes on. */
export const firstSentence = (text: string): string => text.split(/\.\s/)[0]?.replace(/\.$/, '') ?? text;

/** A figure stays with its unit or month: "11 December" and "85 %" do not break over two lines. */
export const unbroken = (text: string): string => text.replace(/(\d) (?=\p{Lu}|%)/gu, '$1\u00a0');
