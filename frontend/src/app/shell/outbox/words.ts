import type { QueryClient } from '@tanstack/react-query';
import { programOf } from '@/api/outbox/entry';
import type { Entry } from '@/api/outbox/entry';
import { keys } from '@/api/queries';
import type { PlanColumns, Register } from '@/api/types';
import { hasMessage, t } from '@/lib/messages/t';

/** The title of a record, where the page has loaded it; else its id. */
function titleOf(client: QueryClient, program: string, id: string): string {
  for (const [, plan] of client.getQueriesData<PlanColumns>({
    queryKey: [...keys.program(program), 'plan'],
  })) {
    const row = plan?.activities.id.indexOf(id) ?? -1;
    if (row >= 0) return plan?.activities.title[row] ?? id;
  }
  const risk = client.getQueryData<Register>(keys.risks(program))?.risks.find((each) => each.id === id);
  return risk?.title ?? id;
}

const text = (value: unknown): string => {
  if (value === null || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was typed: one "field: value" each; of many changes, those of each. */
export function typed(body: unknown): string[] {
  if (!isRecord(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (['version', 'id', 'do', 'why', 'kind'].includes(name) || value === undefined) return [];
    if (name === 'changes' && Array.isArray(value)) return value.flatMap(typed);
    if (name === 'fields') return typed(value);
    return [`${name.replaceAll('_', ' ')}: ${text(value)}`];
  });
}

/** A write in words: "Change activity Backfill". */
export function saying(client: QueryClient, entry: Entry): string {
  const program = programOf(entry.path) ?? '';
  const [, , , noun, ...rest] = entry.path.split('/').map(decodeURIComponent);
  const id = entry.query?.id ?? rest[0];
  const body = isRecord(entry.body) ? entry.body : {};
  const changes = Array.isArray(body.changes) ? body.changes.filter(isRecord) : [];
  const first = changes.length === 1 ? changes[0]?.id : undefined;
  const named = [id, first].find((each) => typeof each === 'string');
  const own = body.title ?? body.what;
  const name =
    typeof named === 'string' ? titleOf(client, program, named) : typeof own === 'string' ? own : '';
  const key = `outbox.noun.${noun ?? 'program'}`;
  const verb = `outbox.${noun === 'edits' ? 'PATCH' : entry.method}`;
  return t(hasMessage(verb) ? verb : 'outbox.PATCH', {
    noun: hasMessage(key) ? t(key) : (noun ?? '').replaceAll('-', ' '),
    name,
  }).trim();
}
