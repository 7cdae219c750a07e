/** A write that waits to be sent: what it is, which may wait, and how one follows from another. Pure. */
import type { ProblemDetails } from '@/api/types';

export type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>;
/** Cells of a plan's row, by the names of its columns. */
export type Shown = { id: string } & Record<string, unknown>;
/** `shown` is what the plan shows of it until it is sent. */
export type Call = {
  method: string;
  path: string;
  query?: Query;
  body?: unknown;
  shown?: readonly Shown[];
};

export type Entry = Call & {
  /** Also the idempotency key: the server does it once however often it is sent. */
  id: string;
  /** Order of sending. */
  seq: number;
  /** ISO instant at which it was made. */
  at: string;
  /** `refused`: the server answered no; the reader decides. */
  state: 'waiting' | 'refused';
  refusal?: ProblemDetails;
};

/** POSTs that write a record. Others ask or command something that is stale by the time the connection is back. */
const MADE = new Set([
  'activities',
  'baselines',
  'blockers',
  'comments',
  'contracts',
  'dependencies',
  'edits',
  'risks',
  'waivers',
  'work-items',
]);

/** The program in the address of a write; null for one that is not on a program's records. */
export function programOf(path: string): string | null {
  const found = /^\/programs\/([^/]+)(?=\/|$)/.exec(path);
  return found?.[1] === undefined ? null : decodeURIComponent(found[1]);
}

/** What the plan of a program shows of writes that wait, the latest of each cell. */
export const shownOf = (entries: readonly Entry[], program: string): Shown[] =>
  entries
    .filter((entry) => entry.state === 'waiting' && programOf(entry.path) === program)
    .flatMap(({ shown }) => shown ?? []);

/** Whether a write may wait on this device until there is a connection. */
export function mayWait({ method, path, body }: Call): boolean {
  if (body instanceof FormData || programOf(path) === null) return false;
  if (method === 'DELETE' && path.split('/').length === 3) return false; // a whole program
  if (method !== 'POST') return true;
  const nouns = path.split('/').slice(3);
  return nouns.some((noun) => MADE.has(noun)) && !path.endsWith('/preview');
}

type Known = { id: string; from: number; to: number };
type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every record with a version that a value names, with the version. */
function versions(value: unknown, found = new Map<string, number>()): Map<string, number> {
  if (Array.isArray(value)) for (const each of value) versions(each, found);
  if (isObject(value)) {
    const name = value.id ?? value.activity;
    if (typeof name === 'string' && typeof value.version === 'number') found.set(name, value.version);
    for (const each of Object.values(value)) versions(each, found);
  }
  return found;
}

const lastOf = (path: string): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));

function sentVersions({ path, query, body }: Call): Map<string, number> {
  const found = versions(body);
  const own = isObject(body) && typeof body.version === 'number' ? body.version : query?.version;
  const named = isObject(body) && typeof body.id === 'string' ? body.id : query?.id;
  if (typeof own === 'number') found.set(typeof named === 'string' ? named : lastOf(path), own);
  return found;
}

/** What a write that went through did to the versions that it knew: as the answer tells, else one more each. */
export function movedVersions(call: Call, answer: unknown): Known[] {
  const now = versions(answer);
  return [...sentVersions(call)].map(([id, from]) => ({ id, from, to: now.get(id) ?? from + 1 }));
}

function renewed(value: unknown, known: ReadonlyMap<string, Known>): unknown {
  if (Array.isArray(value)) return value.map((each) => renewed(each, known));
  if (!isObject(value)) return value;
  const name = value.id ?? value.activity;
  const move = typeof name === 'string' ? known.get(name) : undefined;
  const parts = Object.entries(value).map(([field, part]) => [field, renewed(part, known)] as const);
  const next = Object.fromEntries(parts);
  return move !== undefined && next.version === move.from ? { ...next, version: move.to } : next;
}

/** A later write on records that an earlier one has just changed: it means the version that this one made. */
export function rebasedOn<E extends Call>(entry: E, moves: readonly Known[]): E {
  const known = new Map(moves.map((move) => [move.id, move]));
  let body = renewed(entry.body, known);
  let query = entry.query;
  const own = known.get(lastOf(entry.path));
  if (own && isObject(body) && body.version === own.from) body = { ...body, version: own.to };
  const named = typeof query?.id === 'string' ? known.get(query.id) : own;
  if (named && query?.version === named.from) query = { ...query, version: named.to };
  return { ...entry, body, query };
}

/** The same write, knowing of the changes that stood in its way: it means the versions that they made. */
export function knowing<E extends Call>(entry: E, conflicts: readonly { id: string; version: number }[]): E {
  const now = new Map(conflicts.map(({ id, version }) => [id, version]));
  const only = conflicts.length === 1 ? conflicts[0]?.version : undefined;
  const moves = [...sentVersions(entry)].map(([id, from]) => ({ id, from, to: now.get(id) ?? only ?? from }));
  return rebasedOn(entry, moves);
}
