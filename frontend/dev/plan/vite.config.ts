/**
 * `npx vite --config dev/plan/vite.config.ts` serves the app with the made-up program of the Plan page; with
 * `PLAN_SERVER=http://127.0.0.1:8000` in the environment, with that server's programs instead.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { planMock } from './mock.ts';

const upstream = process.env.PLAN_SERVER;

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  cacheDir: 'node_modules/.vite-plan',
  plugins: [...(upstream === undefined ? [planMock()] : []), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('../../src', import.meta.url)) } },
  server: {
    port: 5199,
    proxy: upstream === undefined ? undefined : { '/api': upstream, '/enter': upstream },
  },
});
