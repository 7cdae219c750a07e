import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import { isKept } from '@/lib/kept';
import { mayWait, movedVersions, rebasedOn, shownOf } from './entry';
import type { Call } from './entry';
import { Outbox } from './outbox';
import { browserStore } from './store';

const problem = (status: number, more = {}) =>
  new ProblemError({ type: 'x', title: 'x', status, detail: `no ${status}`, id: null, ...more });
const risk = (title: string): Call => ({ method: 'POST', path: '/programs/atlas/risks', body: { title } });
const change = (version: number, probability = 0.4): Call => ({
  method: 'PATCH',
  path: '/programs/atlas/risks/storm',
  body: { version, probability },
});

/** A server that is reached or not, and does each key once. */
function world() {
  const state = { online: true, done: [] as Call[], keys: new Map<string, unknown>(), lost: 0 };
  const refuse = new Map<string, ProblemError>();
  const send = (call: Call, key: string) => {
    if (!state.online) return Promise.reject(problem(0));
    const refused = refuse.get(call.path);
    if (refused) return Promise.reject(refused);
    if (!state.keys.has(key)) {
      state.done.push({ method: call.method, path: call.path, body: call.body });
      state.keys.set(key, { revision: state.done.length + 1 });
    }
    if (state.lost > 0) {
      state.lost -= 1;
      return Promise.reject(problem(0)); // it arrived, its answer did not
    }
    return Promise.resolve(state.keys.get(key));
  };
  const make = () => {
    const made = new Outbox(browserStore(), send);
    made.open('7');
    return made;
  };
  return { state, refuse, make };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('a write without a connection', () => {
  it('is kept, survives a reload, and is sent once and in order', async () => {
    const { state, make } = world();
    const outbox = make();
    state.online = false;
    await expect(outbox.write(risk('A'))).rejects.toSatisfy(isKept);
    state.online = true;
    await expect(outbox.write(risk('B'))).rejects.toSatisfy(isKept); // behind A
    await vi.waitFor(() => expect(outbox.entries()).toHaveLength(0));
    state.online = false;
    await expect(outbox.write(risk('C'))).rejects.toSatisfy(isKept);
    await expect(outbox.write(risk('D'))).rejects.toSatisfy(isKept);

    state.online = true;
    const reloaded = make();
    await vi.waitFor(() => expect(reloaded.entries()).toHaveLength(0));
    expect(state.done.map(({ body }) => body)).toEqual(['A', 'B', 'C', 'D'].map((title) => ({ title })));
  });

  it('is not done twice when only the answer was lost', async () => {
    const { state, make } = world();
    const outbox = make();
    state.lost = 2;
    await expect(outbox.write(risk('A'))).rejects.toSatisfy(isKept);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(outbox.entries()).toHaveLength(0);
    expect(state.done).toHaveLength(1);
  });

  it('is tried ever later, and at once when asked', async () => {
    const { state, make } = world();
    const outbox = make();
    state.online = false;
    await expect(outbox.write(risk('A'))).rejects.toSatisfy(isKept);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(outbox.entries()).toHaveLength(1);
    state.online = true;
    await outbox.flush();
    expect(outbox.entries()).toHaveLength(0);
  });

  it('fails like before when nothing may wait', async () => {
    const { state, make } = world();
    state.online = false;
    const preview = { method: 'POST', path: '/programs/atlas/preview', body: {} };
    await expect(make().write(preview)).rejects.not.toSatisfy(isKept);
    expect(localStorage).toHaveLength(0);
  });

  it('fails like before when this device has no room', async () => {
    const { state, make } = world();
    const outbox = make();
    state.online = false;
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(outbox.write(risk('A'))).rejects.not.toSatisfy(isKept);
    vi.restoreAllMocks();
  });
});

it('a plan shows after a reload what waits for it, and nothing that was refused or is of another program', async () => {
  const { state, refuse, make } = world();
  state.online = false;
  const outbox = make();
  const edit = (path: string, title: string) =>
    outbox.write({ method: 'PATCH', path, body: { title }, shown: [{ id: 'x', title }] });
  await expect(edit('/programs/atlas/activities/x', 'First')).rejects.toSatisfy(isKept);
  await expect(edit('/programs/atlas/activities/x', 'Second')).rejects.toSatisfy(isKept);
  await expect(edit('/programs/other/activities/x', 'Third')).rejects.toSatisfy(isKept);
  const reloaded = make();
  expect(shownOf(reloaded.entries(), 'atlas')).toEqual([
    { id: 'x', title: 'First' },
    { id: 'x', title: 'Second' },
  ]);
  state.online = true;
  refuse.set('/programs/atlas/activities/x', problem(422));
  await reloaded.flush(); // that of the reload, which found no connection
  await reloaded.flush();
  expect(shownOf(reloaded.entries(), 'atlas')).toEqual([]);
});

describe('a refusal of what was sent late', () => {
  it('keeps what was typed for a decision, and goes on with the others', async () => {
    const { state, refuse, make } = world();
    const outbox = make();
    state.online = false;
    const conflict = { version: 5, fields: { probability: { yours: 0.4, theirs: 0.9 } } };
    await expect(outbox.write(change(3))).rejects.toSatisfy(isKept);
    await expect(outbox.write(risk('B'))).rejects.toSatisfy(isKept);
    state.online = true;
    refuse.set('/programs/atlas/risks/storm', problem(409, { conflict }));
    await outbox.flush();
    expect(outbox.entries()).toMatchObject([
      { state: 'refused', body: { probability: 0.4 }, refusal: { status: 409 } },
    ]);
    expect(state.done).toHaveLength(1);

    refuse.clear();
    outbox.again(outbox.entries()[0]?.id ?? '');
    await outbox.flush();
    expect(state.done.at(-1)?.body).toEqual({ version: 5, probability: 0.4 });
    expect(outbox.entries()).toHaveLength(0);
  });

  it('waits for the login when the session has ended', async () => {
    const { state, refuse, make } = world();
    const outbox = make();
    state.online = false;
    await expect(outbox.write(risk('A'))).rejects.toSatisfy(isKept);
    state.online = true;
    refuse.set('/programs/atlas/risks', problem(401));
    await outbox.flush();
    expect(outbox.entries()).toMatchObject([{ state: 'waiting' }]);
  });
});

describe('whose writes they are', () => {
  it('neither shows nor sends those of another account', async () => {
    const { state, make } = world();
    const outbox = make();
    state.online = false;
    await expect(outbox.write(risk('A'))).rejects.toSatisfy(isKept);
    outbox.open('8');
    expect(outbox.entries()).toHaveLength(0);
    state.online = true;
    await outbox.flush();
    expect(state.done).toHaveLength(0);
  });

  it('are gone once another account has logged in, and at logout', async () => {
    const { state, make } = world();
    const outbox = make();
    state.online = false;
    await expect(outbox.write(risk('A'))).rejects.toSatisfy(isKept);
    outbox.open('77');
    expect(localStorage).toHaveLength(0);
    await expect(outbox.write(risk('B'))).rejects.toSatisfy(isKept);
    localStorage.setItem('pilotage.columns', 'kept');
    outbox.clear();
    expect(outbox.entries()).toHaveLength(0);
    expect(Object.keys(localStorage)).toEqual(['pilotage.columns']);
  });

  it('wait for a login of the same account, but not for ever', async () => {
    const { state, make } = world();
    const outbox = make();
    state.online = false;
    await expect(outbox.write(risk('A'))).rejects.toSatisfy(isKept);
    outbox.open(null);
    expect(outbox.entries()).toHaveLength(0);
    expect(outbox.abandoned()).toBe(1);
    outbox.open('7');
    expect(outbox.entries()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 31 * 86_400_000);
    outbox.open(null);
    expect(outbox.abandoned()).toBe(0);
    expect(localStorage).toHaveLength(0);
  });
});

describe('versions of later writes', () => {
  it('follow what an earlier one made of them', async () => {
    const { state, make } = world();
    const outbox = make();
    state.online = false;
    await expect(outbox.write(change(3, 0.4))).rejects.toSatisfy(isKept);
    await expect(outbox.write(change(3, 0.5))).rejects.toSatisfy(isKept);
    state.online = true;
    await outbox.flush();
    expect(state.done.map(({ body }) => body)).toEqual([
      { version: 3, probability: 0.4 },
      { version: 4, probability: 0.5 },
    ]);
  });

  it('are read from the answer where it tells them, in lists of changes too', () => {
    const sent = { method: 'POST', path: '/programs/a/edits', body: { changes: [{ id: 'x', version: 2 }] } };
    const moves = movedVersions(sent, { rows: [{ id: 'x', version: 9 }] });
    expect(rebasedOn(sent, moves).body).toEqual({ changes: [{ id: 'x', version: 9 }] });
    const link = { method: 'DELETE', path: '/programs/a/dependencies', query: { id: 'l', version: 1 } };
    expect(rebasedOn(link, movedVersions(link, {})).query).toEqual({ id: 'l', version: 2 });
    const other = { ...change(7) };
    expect(rebasedOn(other, movedVersions(change(3), {}))).toMatchObject({ body: { version: 7 } });
  });
});

it('knows what may wait', () => {
  expect(mayWait({ method: 'PATCH', path: '/programs/a', body: {} })).toBe(true);
  expect(mayWait({ method: 'DELETE', path: '/programs/a' })).toBe(false);
  expect(mayWait({ method: 'POST', path: '/programs/a/undo' })).toBe(false);
  expect(mayWait({ method: 'POST', path: '/programs/a/activities/b/comments', body: {} })).toBe(true);
  expect(mayWait({ method: 'PUT', path: '/session', body: {} })).toBe(false);
});

describe('what is added one after the other', () => {
  /** Answers each call when asked to, in any order. */
  const slow = () => {
    const asked: { title: unknown; answer: () => void; refuse: () => void }[] = [];
    const send = ({ body }: Call) =>
      new Promise((done, fail) => {
        const { title } = body as { title: string };
        asked.push({ title, answer: () => done({}), refuse: () => fail(problem(409)) });
      });
    const outbox = new Outbox(browserStore(), send);
    outbox.open('7');
    const titles = () => asked.map(({ title }) => title);
    const turn = () => vi.advanceTimersByTimeAsync(0);
    return { asked, outbox, titles, turn };
  };

  it('is sent in its order, also after one that was refused', async () => {
    const { asked, outbox, titles, turn } = slow();
    const first = outbox.writeInTurn(risk('A'));
    const second = outbox.writeInTurn(risk('B'));
    await turn();
    expect(titles()).toEqual(['A']);
    asked[0]?.refuse();
    await expect(first).rejects.toThrow('no 409');
    await turn();
    expect(titles()).toEqual(['A', 'B']);
    asked[1]?.answer();
    await second;
  });

  it('is kept when the page is left before its turn, and sent once', async () => {
    const { asked, outbox, titles, turn } = slow();
    void outbox.writeInTurn(risk('A'));
    const second = outbox.writeInTurn(risk('B'));
    await turn();
    outbox.leave();
    const next = slow();
    await next.turn();
    expect(next.titles()).toEqual(['B']);
    next.asked[0]?.answer();
    await next.outbox.flush();
    expect(next.outbox.entries()).toEqual([]);
    asked[0]?.answer(); // the page stayed after all
    await expect(second).rejects.toSatisfy(isKept);
    expect(titles()).toEqual(['A']);
  });
});
