/** The life of a contract as pages tell it: its state's shape, what was done about it, who waits. Pure. */
import type { ContractMove, ContractRow, ContractState, Status } from '@/api/types';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

/** The shape that a state is drawn with. */
export const shapeOf: Record<ContractState, Status> = {
  proposed: 'unknown',
  agreed: 'on_track',
  at_risk: 'at_risk',
  broken: 'off_track',
  delivered: 'landed',
  declined: 'off_track',
  withdrawn: 'landed',
};

/** Moves that take a day, and those that need a reason. */
export const withDate: readonly ContractMove[] = ['agree', 'offer', 'repromise', 'deliver', 'ask-again'];
const withReason: readonly ContractMove[] = [
  'offer',
  'decline',
  'refuse-offer',
  'reject',
  'withdraw',
  'de-escalate',
];
/** Moves of which more may be said, though nothing must be. */
const atOnce: readonly ContractMove[] = ['accept-offer'];

export type Said = { date: string; why: string };

export const isAtOnce = (move: ContractMove): boolean => atOnce.includes(move);

/** A later day needs its reason too. */
export function needsReason(move: ContractMove, row: ContractRow, date: string): boolean {
  if (move === 'repromise') return row.promised !== null && date > row.promised;
  return withReason.includes(move);
}

/** What a form of a move begins with. */
export function draftFor(move: ContractMove, row: ContractRow, today: string): Said {
  const days: Partial<Record<ContractMove, string | null>> = {
    agree: row.needed,
    deliver: today,
    'ask-again': row.needed,
  };
  return { date: days[move] ?? '', why: '' };
}

export type Wrong = { date?: string; why?: string };

export function wrongWith(move: ContractMove, row: ContractRow, { date, why }: Said): Wrong {
  const wrong: Wrong = {};
  if (withDate.includes(move) && date === '') wrong.date = t('contract.move.needDate');
  if (needsReason(move, row, date) && why.trim() === '') wrong.why = t('contract.move.needWhy');
  return wrong;
}

export type Event = { at: string; text: string; by: string; why: string; tone: '' | 'off' | 'at' | 'on' };

const DAY = 86_400_000;
const between = (before: string, after: string): number =>
  Math.round((Date.parse(after) - Date.parse(before)) / DAY);

/** All that happened, oldest first. Of one day, a promise comes after what was done about the request. */
export function timeline(row: ContractRow): Event[] {
  const asked: Event[] =
    row.asked === null
      ? []
      : [{ at: row.asked, text: t('contract.step.asked'), by: row.requester?.name ?? '', why: '', tone: '' }];
  const steps = row.steps.map<Event>(({ at, act, by, why, to, date }) => ({
    at,
    text: t(`contract.step.${act}` as 'contract.step.offered', { date: date ? day(date) : '', to }),
    by,
    why,
    tone: act === 'declined' || act === 'rejected' || act === 'escalated' ? 'at' : '',
  }));
  const promises = row.promises.map<Event>((promise, index) => {
    const moved = index === 0 ? 0 : between(row.promises[index - 1]?.date ?? promise.date, promise.date);
    const count = t('contract.step.days', { count: Math.abs(moved) });
    const key =
      moved > 0 ? 'contract.step.later' : moved < 0 ? 'contract.step.earlier' : 'contract.step.promised';
    return {
      at: promise.said,
      text: t(key, { date: day(promise.date), days: count }),
      by: promise.by,
      why: promise.why,
      tone: moved > 0 ? 'off' : moved < 0 ? 'on' : '',
    };
  });
  const delivered: Event[] =
    row.delivered === null || row.steps.some(({ act }) => act === 'delivered')
      ? []
      : [
          {
            at: row.delivered,
            text: t('contract.step.delivered', { date: day(row.delivered) }),
            by: '',
            why: '',
            tone: 'on',
          },
        ];
  return [...asked, ...steps, ...promises, ...delivered]
    .map((event, index) => ({ event, index }))
    .toSorted((a, b) => a.event.at.localeCompare(b.event.at) || a.index - b.index)
    .map(({ event }) => event);
}

export const isOpen = ({ state }: ContractRow): boolean => state !== 'delivered' && state !== 'withdrawn';

/** Who must move, in words. */
export function waiting(row: ContractRow): string | null {
  if (row.waits_for === null) return null;
  const who = row.waits_for === 'provider' ? row.provider.title : row.consumer.title;
  return row.waits_since
    ? t('contract.waitsFor', { who, when: day(row.waits_since) })
    : t('contract.waitsForNow', { who });
}

const oldestFirst = (a: ContractRow, b: ContractRow) =>
  (a.waits_since ?? '9').localeCompare(b.waits_since ?? '9') ||
  (a.needed ?? '9').localeCompare(b.needed ?? '9');

export type Inbox = { askedOf: ContractRow[]; weAsk: ContractRow[]; rest: ContractRow[] };

/** What waits for an answer of a team (of anybody: null), the oldest first, and what else of theirs is open. */
export function inboxOf(rows: readonly ContractRow[], team: string | null): Inbox {
  const ours = (id: string) => team === null || id === team;
  const waits = (side: 'provider' | 'consumer') =>
    rows.filter((row) => row.waits_for === side && ours(row[side].id)).toSorted(oldestFirst);
  const askedOf = waits('provider');
  const weAsk = waits('consumer');
  const told = new Set([...askedOf, ...weAsk].map(({ id }) => id));
  const rest = rows.filter(
    (row) => isOpen(row) && !told.has(row.id) && (ours(row.provider.id) || ours(row.consumer.id)),
  );
  return { askedOf, weAsk, rest };
}

/** The team of the reader: that of the person with their e-mail address. */
export function teamOf(
  people: readonly { email?: string; team?: string | null }[],
  email: string | undefined,
): string | null {
  if (!email) return null;
  return people.find((person) => person.email?.toLowerCase() === email.toLowerCase())?.team ?? null;
}
