import { ProblemError } from '@/api/problem';
import { KEPT } from '@/lib/kept';
import { knowing, mayWait, movedVersions, programOf, rebasedOn } from './entry';
import type { Call, Entry } from './entry';
import type { Store } from './store';

/** No answer; the write is kept on this device and sent by itself. */
const kept = () => new ProblemError({ type: KEPT, title: 'kept', status: 0, detail: null, id: null });

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
const GATEWAY = new Set([502, 503, 504]);
const LATER = new Set([401, 408, 425, 429, 500]);
/** What an account left whose session ended, and that nobody came back for. */
const LONGEST_DAYS = 30;
const DAY_MS = 86_400_000;
const TRIES_OF_A_FAILING_SERVER = 5;

/** Whether a failure is of the way to the server, so that nobody knows if the write arrived. */
const unreached = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && (error.offline || GATEWAY.has(error.status));

export type Send = (call: Call, key: string) => Promise<unknown>;
type Sent = (program: string | null, answer: unknown) => void;

/** `crypto.randomUUID` is missing on plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Writes that found no connection: kept on this device for the account that made them, sent in their order when the
 * server answers again, each with its key so that none is done twice. What the server refuses stays for decision.
 */
export class Outbox {
  private user: string | null = null;
  private list: readonly Entry[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly sent = new Set<Sent>();
  private flushing: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private last = 0;
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly queued = new Set<{ call: Call }>();

  constructor(
    private readonly store: Store,
    private readonly send: Send,
    private readonly now: () => number = Date.now,
  ) {
    store.watch(() => this.reload());
  }

  /**
   * The account whose writes these are; null when nobody is logged in: then nothing is shown, kept or sent. What another
   * account left on this device is removed: it must not be there for the next reader.
   */
  open(user: string | null): void {
    if (user === this.user) return;
    this.user = user;
    this.failures = 0;
    if (user !== null) this.store.forget(user);
    this.reload();
    if (this.waiting.length > 0) void this.flush();
  }

  /** While nobody is logged in: how many writes wait on this device for who made them. Those too old are removed. */
  readonly abandoned = (): number => {
    this.store.forget(null, new Date(this.now() - LONGEST_DAYS * DAY_MS).toISOString());
    return this.store.held();
  };

  readonly entries = (): readonly Entry[] => this.list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Calls back after each write that went through late. */
  readonly onSent = (listener: Sent): (() => void) => {
    this.sent.add(listener);
    return () => this.sent.delete(listener);
  };

  private get waiting(): Entry[] {
    return this.list.filter(({ state }) => state === 'waiting');
  }

  /** Send a write, or keep it for later. Behind others that wait, it waits too: order is kept. */
  async write(call: Call): Promise<unknown> {
    const key = newKey();
    const may = this.user !== null && mayWait(call);
    if (may && this.waiting.length > 0) {
      this.keep(call, key, kept());
      void this.flush();
      throw kept();
    }
    try {
      return await this.send(call, key);
    } catch (error) {
      if (!may || !unreached(error)) throw error;
      this.keep(call, key, error);
      this.later();
      throw kept();
    }
  }

  /** As `write`, but after those before it on the same path: what is added first comes first. */
  async writeInTurn(call: Call): Promise<unknown> {
    const place = { call };
    this.queued.add(place);
    const answer = (this.turns.get(call.path) ?? Promise.resolve()).then(() => {
      if (this.queued.delete(place)) return this.write(call);
      void this.flush(); // kept when the page was about to be left; it stayed
      throw kept();
    });
    this.turns.set(
      call.path,
      answer.catch(() => undefined),
    );
    return answer;
  }

  /** The page is left: the next one sends what still waits for its turn. */
  leave(): void {
    for (const place of this.queued)
      if (mayWait(place.call)) {
        this.queued.delete(place);
        this.keep(place.call, newKey(), null);
      }
  }

  /** Send what waits, one after the other. Only one tab of this browser does it at a time. */
  flush(): Promise<void> {
    this.flushing ??= this.alone(() => this.drain()).finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  /** The reader decides to send a refused write again, knowing of the changes that stood in its way. */
  again(id: string): void {
    const entry = this.list.find((each) => each.id === id);
    if (entry === undefined) return;
    const { conflict, conflicts } = entry.refusal ?? {};
    this.drop(id);
    this.keep(knowing(entry, conflicts ?? (conflict ? [conflict] : [])), newKey(), null, entry);
    void this.flush();
  }

  drop(id: string): void {
    if (this.user !== null) this.store.drop(this.user, id);
    this.reload();
  }

  /** Nothing of any account stays on a device that it has left. */
  clear(): void {
    this.store.forget(null);
    this.reload();
  }

  private keep(call: Call, id: string, failure: Error | null, place?: Entry): void {
    if (this.user === null) return;
    this.last = Math.max(this.last + 1, this.now() * 1000);
    const { method, path, query, body, shown } = call;
    const at = place?.at ?? new Date(this.now()).toISOString();
    const entry: Entry = {
      method,
      path,
      query,
      body,
      shown,
      id,
      at,
      seq: place?.seq ?? this.last,
      state: 'waiting',
    };
    try {
      this.store.put(this.user, entry);
    } catch {
      throw failure ?? kept(); // no room on this device: the page has to say that it is not kept
    }
    this.reload();
  }

  private reload(): void {
    this.list = this.user === null ? [] : this.store.read(this.user);
    for (const listener of this.listeners) listener();
  }

  private later(): void {
    clearTimeout(this.timer);
    const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures);
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  private async alone(work: () => Promise<void>): Promise<void> {
    const locks = (navigator as { locks?: LockManager }).locks;
    if (locks === undefined) return work();
    await locks.request('pilotage.outbox', work);
  }

  private async drain(): Promise<void> {
    clearTimeout(this.timer);
    const user = this.user;
    this.reload(); // another tab may have sent some of them
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      try {
        const answer = await this.send(next, next.id);
        if (this.user !== user) return;
        this.done(next, answer);
      } catch (error) {
        if (this.user !== user) return;
        if (!(error instanceof ProblemError)) throw error;
        if (this.mustWait(error)) {
          this.failures += 1;
          this.later();
          return;
        }
        this.store.put(user ?? '', { ...next, state: 'refused', refusal: error.details });
        this.reload();
      }
      this.failures = 0;
    }
  }

  private mustWait(error: ProblemError): boolean {
    if (error.status === 500) return this.failures < TRIES_OF_A_FAILING_SERVER;
    return LATER.has(error.status) || unreached(error);
  }

  private done(entry: Entry, answer: unknown): void {
    const moves = movedVersions(entry, answer);
    this.drop(entry.id);
    for (const later of this.waiting) {
      const rebased = rebasedOn(later, moves);
      if (JSON.stringify(rebased) !== JSON.stringify(later)) this.store.put(this.user ?? '', rebased);
    }
    this.reload();
    for (const listener of this.sent) listener(programOf(entry.path), answer);
  }
}
