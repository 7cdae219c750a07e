import { expect, test } from 'vitest';
import parts from './mantine.ts?raw';

const SOURCES = import.meta.glob<string>('/src/**/*.tsx', { query: '?raw', import: 'default', eager: true });

/** Components of Mantine that we use, with the parts that they are made of. Another one needs its styles in mantine.ts. */
const KNOWN: Record<string, readonly string[]> = {
  Drawer: ['Drawer', 'ModalBase', 'Overlay', 'Paper', 'CloseButton', 'ScrollArea', 'UnstyledButton'],
  Menu: ['Menu', 'Popover', 'UnstyledButton'],
  Modal: ['Modal', 'ModalBase', 'Overlay', 'Paper', 'CloseButton', 'ScrollArea', 'UnstyledButton'],
  MultiSelect: ['Combobox', 'Input', 'Pill', 'PillsInput', 'Popover', 'ScrollArea', 'Loader', 'CloseButton'],
  Popover: ['Popover', 'Overlay'],
  Select: ['Combobox', 'Input', 'Popover', 'ScrollArea', 'Loader', 'CloseButton'],
};
const BARE = new Set(['MantineProvider', 'createTheme']);

test('every component of Mantine that is used has its styles', () => {
  const used = new Set<string>();
  for (const text of Object.values(SOURCES)) {
    for (const [, names = ''] of text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g))
      for (const name of names.split(',')) used.add(name.trim());
  }
  const components = [...used].filter((name) => /^[A-Z]/.test(name) && !BARE.has(name));
  expect(components.length).toBeGreaterThan(3);
  expect(components.filter((name) => !(name in KNOWN))).toEqual([]);
  const needed = components.flatMap((name) => KNOWN[name] ?? []);
  expect(needed.filter((name) => !parts.includes(`/${name}.css`))).toEqual([]);
});
