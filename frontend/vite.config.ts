import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { mockServer } from './dev/mock/plugin.ts';

const SERVER = process.env.PILOTAGE_SERVER ?? 'http://127.0.0.1:8000';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const PLAN = '/src/features/plan/PlanPage.tsx';

/** Tells `early.js` the scripts of the plan page, which load beside the first ones, not after them. */
function preloadPlan(): Plugin {
  return {
    name: 'preload-plan',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const importsOf = (name: string, seen: Set<string>): Set<string> => {
          if (seen.has(name)) return seen;
          seen.add(name);
          for (const each of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
            importsOf(each, seen);
          return seen;
        };
        const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(PLAN) === true);
        const entry = chunks.find(({ isEntry }) => isEntry);
        if (page === undefined || entry === undefined) return html;
        const first = importsOf(entry.fileName, new Set());
        const files = [...importsOf(page.fileName, new Set())].filter((name) => !first.has(name));
        const names = files.map((name) => `/${name}`).join(' ');
        return html.replace('src="/early.js"', `src="/early.js" data-plan="${names}"`);
      },
    },
  };
}

/** The server serves the built files under `/` and `index.html` for every page address. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), preloadPlan(), ...(mode === 'mock' ? [mockServer()] : [])],
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
    css: false,
    pool: 'threads',
    maxWorkers: 1,
    isolate: false, // all files share what they import: four times as fast, and every test cleans up after itself
    projects: [
      {
        extends: true,
        test: {
          name: 'values',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.document.test.ts'],
          setupFiles: ['./src/testing/messages.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'document',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx', 'src/**/*.document.test.ts'],
          setupFiles: ['./src/testing/messages.ts', './src/testing/document.ts'],
        },
      },
    ],
  },
}));
