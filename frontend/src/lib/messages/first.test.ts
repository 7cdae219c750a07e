import { expect, test } from 'vitest';
import { first } from './first';
import { later } from './later';

const FILES = import.meta.glob<string>(['/src/**/*.ts', '/src/**/*.tsx'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

function fileOf(from: string, name: string): string | undefined {
  const path = name.startsWith('@/') ? `/src/${name.slice(2)}` : new URL(name, `file://${from}`).pathname;
  return ['', '.ts', '.tsx'].map((end) => path + end).find((each) => each in FILES);
}

/** Texts by name: of a file and of all that it imports at once, neither what it imports later nor types. */
function texts(entry: string, seen = new Map<string, string>()): Map<string, string> {
  const text = FILES[entry];
  if (text === undefined || seen.has(entry) || entry.includes('/messages/')) return seen;
  seen.set(entry, text);
  for (const [, name = ''] of text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'([^']+)'/gm)) {
    const found = fileOf(entry, name);
    if (found !== undefined) texts(found, seen);
  }
  return seen;
}

test.each(['app/main.tsx', 'features/session/LoginPage.tsx', 'features/plan/PlanPage.tsx'])(
  '%s finds its sentences without waiting for those of other pages',
  (entry) => {
    const found = texts(`/src/${entry}`);
    expect(found.size).toBeGreaterThan(5);
    const missing: string[] = [];
    for (const [file, text] of found) {
      for (const [, key = ''] of text.matchAll(/'([a-z]\w*(?:\.[\w-]+)+)'/g)) {
        if (key in later && !(key in first)) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  },
);
