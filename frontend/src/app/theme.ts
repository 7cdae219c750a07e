import { createTheme, Modal } from '@mantine/core';
import type { MantineColorsTuple, MantineColorSchemeManager } from '@mantine/core';
import { t } from '@/lib/messages/t';

/** Colors come from tokens.css (mapped in mantine.css); the tuple only satisfies Mantine's shape. */
const accent: MantineColorsTuple = [
  '#eceffd',
  '#d3daf9',
  '#bcc6f6',
  '#a9b6f2',
  '#7d8ee9',
  '#5567dc',
  '#3b50d6',
  '#2f42bd',
  '#28337f',
  '#1e2440',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: {
    xs: 'var(--fs-11)',
    sm: 'var(--fs-13)',
    md: 'var(--fs-14)',
    lg: 'var(--fs-16)',
    xl: 'var(--fs-20)',
  },
  radius: { xs: 'var(--r-1)', sm: 'var(--r-2)', md: 'var(--r-3)', lg: 'var(--r-4)', xl: 'var(--r-4)' },
  defaultRadius: 'sm',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // An open menu gives the focus to its first item; Mantine's placeholder for it may not be among items.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': t('action.close') } } }),
  },
});

const STORE = 'pilotage-theme';
type Scheme = 'light' | 'dark' | 'auto';

/** Mantine's color scheme, kept in step with `class="dark"` on the page. */
export function schemeManager(): MantineColorSchemeManager {
  return {
    get: (fallback) => {
      try {
        return (localStorage.getItem(STORE) as Scheme | null) ?? fallback;
      } catch {
        return fallback;
      }
    },
    set: (value) => {
      try {
        localStorage.setItem(STORE, value);
      } catch {
        return; // Storage may be forbidden: the theme then lasts for this page only.
      }
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  };
}
