/** Which of a page's answers somebody else's change makes old, and when to ask for changes again. Pure. */
import type { Changes, ForecastMark } from './types';

/** Kinds of records that do not move the plan, with the nouns of the queries that show them. */
const APART: Record<string, readonly string[]> = {
  comment: ['comments', 'comment-counts'],
  deployments: ['flow', 'warnings', 'overview', 'glance'],
  finding: ['quality', 'quality-parts', 'waivers'],
  forecast: ['flow', 'overview', 'glance'],
  limits: ['flow', 'warnings', 'overview', 'glance', 'board'],
  member: ['members', 'mentionable'],
  report: ['reports', 'report', 'overview', 'glance'],
  snapshot: ['flow'],
  override: ['backlog'],
  priorities: ['backlog', 'flow'],
  score: ['backlog'],
  scores: ['backlog'],
  view: ['views'],
  warning: ['warnings', 'overview', 'glance'],
};

/** What any change makes old: the log of changes. */
const ALWAYS = ['activity'];
/** What no change of somebody else touches. */
const NEVER = new Set(['run', 'presence']);
/** Only their own kinds touch these. */
const OWN = new Set(['comments', 'comment-counts', 'members', 'mentionable', 'views']);

/** What holds a forecast, by noun and part. */
const HOLDS =
  /^(contracts|dependency-map|flow\/record|gates|glance|overview|plan|quality|report\/draft|risks|roadmap|uncertainty|why)(\/|$)/;
/** What holds also what moves the final milestone, which is found later. */
const EXPLAINS = /^(overview|report\/draft|risks|why)(\/|$)/;

/** Later forecasts have higher ranks, and one whose drivers were found a higher one than before. */
export const rank = ({ run, explained }: ForecastMark): number => 2 * run + Number(explained);

/**
 * Whether a query of the program shows an older forecast than the one that came; null where none did. An answer that
 * tells which it holds is believed: what this page loaded since is not loaded again.
 */
export function outdated(
  known: ForecastMark | undefined,
  came: ForecastMark,
): ((key: readonly unknown[], data: unknown) => boolean) | null {
  if (known === undefined || rank(known) === rank(came)) return null;
  return (key, data) => {
    const noun = key.slice(2, 4).join('/');
    const explains = EXPLAINS.test(noun);
    if (!(came.run === known.run ? explains : HOLDS.test(noun))) return false;
    const held = (data as { forecast?: ForecastMark } | undefined)?.forecast;
    return held === undefined || held.run < came.run || (explains && rank(held) < rank(came));
  };
}

/** Whether a query of the program shows something that these changes made old. */
export function concerns(changes: Pick<Changes, 'whole' | 'acts'>): (key: readonly unknown[]) => boolean {
  const kinds = new Set(changes.acts.flatMap((act) => act.touched.map(({ kind }) => kind)));
  const all = changes.whole || [...kinds].some((kind) => APART[kind] === undefined);
  const some = new Set([...kinds].flatMap((kind) => APART[kind] ?? []).concat(kinds.size > 0 ? ALWAYS : []));
  return (key) => {
    const noun = typeof key[2] === 'string' ? key[2] : '';
    if (NEVER.has(noun)) return false;
    if (some.has(noun) || changes.whole) return true;
    return all && !OWN.has(noun);
  };
}

/** Whether a query of the program, other than that of the plan, shows what an edit of the plan can have moved. */
export function movedByEdit(key: readonly unknown[]): boolean {
  const noun = typeof key[2] === 'string' ? key[2] : '';
  return noun !== 'plan' && !NEVER.has(noun) && !OWN.has(noun);
}

const VISIBLE_MS = 1000;
const SOONER_MS = 300;
const FEW = 4;
const HIDDEN_MS = 30_000;
const LONGEST_MS = 30_000;

type Asking = { visible: boolean; failures: number; others: number };

/**
 * How long to wait before asking again: soon where somebody looks, sooner where a few work together (many would ask too
 * much of the server), rarely where nobody looks, ever later on failures.
 */
export function nextAsk({ visible, failures, others }: Asking): number {
  const looking = others > 0 && others <= FEW ? SOONER_MS : VISIBLE_MS;
  const calm = visible ? looking : HIDDEN_MS;
  return failures === 0 ? calm : Math.max(calm, Math.min(LONGEST_MS, VISIBLE_MS * 2 ** failures));
}
