import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Focus for a field that opens; its text is selected, so that typing replaces it. */
export function useFieldFocus(select: boolean): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    if (select) field.current?.select();
  }, [select]);
  return field;
}
