import { afterEach, describe, expect, it, vi } from 'vitest';
import { address, cookie, get, path, post, ProblemError } from './client';

const answer = (status: number, body: unknown, type = 'application/json') =>
  vi.stubGlobal(
    'fetch',
    vi.fn(() =>
      Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })),
    ),
  );

afterEach(() => {
  vi.unstubAllGlobals();
  document.cookie = 'csrftoken=; max-age=0';
});

describe('client', () => {
  it('escapes ids that hold a slash, and leaves out empty queries', () => {
    expect(path('programs', 'atlas', 'activities', 'ledger/backfill')).toBe(
      '/programs/atlas/activities/ledger%2Fbackfill',
    );
    expect(address('/search', { q: 'a b', program: null, offset: 0 })).toBe('/api/search?q=a+b&offset=0');
    expect(address('/flow', { rules: ['one', 'two'], names: [] })).toBe('/api/flow?rules=one&rules=two');
  });

  it('sends the CSRF token with writes only', async () => {
    answer(200, {});
    document.cookie = 'csrftoken=abc%20d';
    await post('/programs', { title: 'A' });
    await get('/programs');
    const headers = vi
      .mocked(fetch)
      .mock.calls.map(([, init]) => new Headers(init?.headers).get('X-CSRFToken'));
    expect(headers).toEqual(['abc d', null]);
    expect(cookie('none')).toBeNull();
  });

  it('turns problem details into a ProblemError', async () => {
    answer(
      409,
      { type: 'x', title: 'Stale', status: 409, detail: 'Oskar changed it', id: 'p1' },
      'application/problem+json',
    );
    const error: unknown = await get('/programs').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 409, message: 'Oskar changed it', details: { id: 'p1' } });
  });

  it('says offline when nobody answers, and survives an answer that is no JSON', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.reject(new TypeError('failed'))),
    );
    await expect(get('/programs')).rejects.toMatchObject({ offline: true });
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))),
    );
    await expect(get('/programs')).rejects.toMatchObject({ status: 502 });
  });
});
