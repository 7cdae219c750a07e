import { useCallback, useRef } from 'react';
import type { RefCallback, RefObject } from 'react';

/**
 * Focus for a field that opens, also where it appears only later, in a popover. Its text is selected if asked, so that
 * typing replaces it.
 */
export function useFieldFocus(
  select: boolean,
): [RefCallback<HTMLInputElement>, RefObject<HTMLInputElement | null>] {
  const field = useRef<HTMLInputElement | null>(null);
  const attach = useCallback(
    (element: HTMLInputElement | null) => {
      if (element !== null && field.current === null) {
        element.focus({ preventScroll: true });
        if (select) element.select();
      }
      field.current = element;
    },
    [select],
  );
  return [attach, field];
}
