import { takeEarly } from './early';
import { ownRevision } from './own';
import type { Shown } from './outbox/entry';
import { Outbox } from './outbox/outbox';
import { browserStore } from './outbox/store';
import { ProblemError } from './problem';
import type { ProblemDetails } from './types';

export { ProblemError };

type Value = string | number | boolean | null | undefined;
type Query = Record<string, Value | readonly string[]>;
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
type Options = {
  query?: Query;
  body?: unknown;
  shown?: readonly Shown[];
  signal?: AbortSignal;
  key?: string;
};

export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((each: Value) => [key, each] as const),
  );
  const given = pairs.filter(([, value]) => value !== null && value !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `/api${path}${search ? `?${search}` : ''}`;
}

export function cookie(name: string, jar: string = document.cookie): string | null {
  const found = jar.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1));
}

function isDetails(value: unknown): value is ProblemDetails {
  return typeof value === 'object' && value !== null && 'title' in value && 'status' in value;
}

async function refusal(response: Response): Promise<ProblemError> {
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = type.includes('json') ? await response.json().catch(() => null) : null;
  if (isDetails(body)) return new ProblemError(body);
  return new ProblemError({
    type: 'about:blank',
    title: response.statusText || String(response.status),
    status: response.status,
    detail: null,
    id: response.headers.get('x-request-id'),
  });
}

function init(method: Method, { body, signal, key }: Options): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  const csrf = method === 'GET' ? null : cookie('csrftoken');
  if (csrf !== null) headers.set('X-CSRFToken', csrf);
  if (key !== undefined) headers.set('Idempotency-Key', key);
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers.set('content-type', 'application/json');
  const payload = body === undefined ? undefined : form ? body : JSON.stringify(body);
  return { method, headers, credentials: 'same-origin', body: payload, signal };
}

async function request<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  let response: Response;
  try {
    const asked = address(path, options.query);
    const early = method === 'GET' ? await takeEarly(asked) : undefined;
    response = early ?? (await fetch(asked, init(method, options)));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError({ type: 'about:blank', title: 'offline', status: 0, detail: null, id: null });
  }
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** Every write goes through here: without a connection it waits on this device. */
export const outbox = new Outbox(browserStore(), async ({ method, path, query, body }, key) => {
  const end = ownRevision.begin();
  try {
    const answer = await request<unknown>(method as Method, path, { query, body, key });
    ownRevision.note(path, answer);
    return answer;
  } finally {
    end();
  }
});

window.addEventListener('pagehide', () => outbox.leave());

const write = async <T>(method: Method, path: string, options: Options = {}) =>
  (await outbox.write({ method, path, query: options.query, body: options.body, shown: options.shown })) as T;

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) =>
  request<T>('GET', path, { query, signal });
/** `shown`: what the plan shows of a change while it waits for a connection. */
export const post = <T>(path: string, body?: unknown, query?: Query, shown?: readonly Shown[]) =>
  write<T>('POST', path, { body, query, shown });
/** For many of a kind that are typed one after the other: their order is that of the typing. */
export const postInTurn = async <T>(path: string, body: unknown) =>
  (await outbox.writeInTurn({ method: 'POST', path, body })) as T;
export const patch = <T>(path: string, body: unknown, shown?: readonly Shown[]) =>
  write<T>('PATCH', path, { body, shown });
export const put = <T>(path: string, body: unknown) => write<T>('PUT', path, { body });
export const del = <T>(path: string, query?: Query) => write<T>('DELETE', path, { query });

/** One path segment per argument, escaped: an activity id holds a slash of its own. */
export const path = (...segments: (string | number)[]) =>
  segments.map((segment) => `/${encodeURIComponent(String(segment))}`).join('');
