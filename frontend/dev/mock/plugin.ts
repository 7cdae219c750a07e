import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { answers } from './answers.ts';

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = body === undefined ? 204 : status;
  response.setHeader('content-type', status < 400 ? 'application/json' : 'application/problem+json');
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock');
  const path = decodeURIComponent(url.pathname);
  const method = request.method ?? 'GET';
  const body = await read(request);
  for (const [verb, pattern, reply] of answers) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match === null) continue;
    send(response, 200, reply({ method, path, query: url.searchParams, body }, ...match.slice(1)));
    return;
  }
  send(response, 404, {
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: `No ${path}`,
    id: null,
  });
}

/** Answers `/api` from made-up records in the contract's shape, so that pages can be built without a server. Never shipped. */
export function mockServer(): Plugin {
  return {
    name: 'pilotage-mock',
    configureServer(server) {
      server.middlewares.use('/api', (request, response) => void answer(request, response));
    },
  };
}
