import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Renewal } from './renewal';

type Asked = { noun: string; answer: () => void; fail: (why: Error) => void; signal: AbortSignal };

let client: QueryClient;
let asked: Asked[];
let leave: (() => void)[];

/** What is asked for now, once everything that is due has happened. */
async function nouns(): Promise<string[]> {
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  return asked.map(({ noun }) => noun);
}

async function answerAll(): Promise<void> {
  const now = asked;
  asked = [];
  for (const { answer } of now) answer();
  await Promise.resolve();
}

beforeEach(async () => {
  client = new QueryClient();
  asked = [];
  leave = ['gates', 'plan', 'comments'].map((noun) =>
    new QueryObserver(client, {
      queryKey: ['program', 'atlas', noun],
      queryFn: ({ signal }) =>
        new Promise((done, fail) => {
          asked.push({ noun, signal, fail, answer: () => done(noun) });
        }),
      retry: false,
    }).subscribe(() => undefined),
  );
  await nouns();
  await answerAll();
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
});
afterEach(() => {
  for (const each of leave) each();
  client.clear();
});

it('asks for the plan first, and for the rest once it is there', async () => {
  const renewal = new Renewal(client);
  void renewal.add(({ queryKey }) => queryKey[2] !== 'comments');
  expect(await nouns()).toEqual(['plan']);
  await answerAll();
  expect(await nouns()).toEqual(['gates']);
  expect(client.getQueryState(['program', 'atlas', 'comments'])?.isInvalidated).toBe(false);
});

it('does not begin the plan anew with each piece of news', async () => {
  const renewal = new Renewal(client);
  void renewal.add(({ queryKey }) => queryKey[2] === 'plan');
  await nouns();
  const [plan] = asked;
  void renewal.add(({ queryKey }) => queryKey[2] === 'plan');
  void renewal.add(({ queryKey }) => queryKey[2] !== 'comments');
  expect(await nouns()).toEqual(['plan']);
  await answerAll();
  expect(plan?.signal.aborted).toBe(false);
  expect(await nouns()).toEqual(['plan']);
  await answerAll();
  expect(await nouns()).toEqual(['gates']);
});

it('goes on after a plan that could not be loaded', async () => {
  const renewal = new Renewal(client);
  void renewal.add(() => true);
  await nouns();
  const [plan] = asked;
  asked = [];
  plan?.fail(new Error('gone'));
  expect((await nouns()).toSorted()).toEqual(['comments', 'gates']);
});
