import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mockServer } from './dev/mock/plugin.ts';

const SERVER = process.env.PILOTAGE_SERVER ?? 'http://127.0.0.1:8000';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The server serves the built files under `/` and `index.html` for every page address. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'mock' ? [mockServer()] : [])],
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: here('../src/pilotage/web/dist'),
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    // The host stays the browser's, so that the server finds origin and host equal when it checks a write.
    proxy:
      mode === 'mock'
        ? undefined
        : {
            '/api': { target: SERVER, changeOrigin: false },
            '/enter': { target: SERVER, changeOrigin: false },
          },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    pool: 'threads',
    maxWorkers: 1,
  },
}));
