/** Calling somebody by @ while a text is typed. Pure. */
import type { Called } from '@/api/types';

export type Calling = { from: number; people: Called[] };

const MOST = 6;
const OPEN = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*){0,3})$/u;

/** Who may be meant by the @ before the caret; null where none is being typed. */
export function calling(text: string, caret: number, members: readonly Called[]): Calling | null {
  const typed = OPEN.exec(text.slice(0, caret))?.[1];
  if (typed === undefined) return null;
  const wanted = typed.toLowerCase();
  const people = members
    .filter(({ name }) => {
      const whole = name.toLowerCase();
      return (
        whole !== wanted &&
        (whole.startsWith(wanted) || whole.split(/\s+/).some((word) => word.startsWith(wanted)))
      );
    })
    .slice(0, MOST);
  return people.length > 0 ? { from: caret - typed.length, people } : null;
}

/** The text with the chosen name in the place of what was typed of it, and where the caret goes. */
export function called(
  text: string,
  caret: number,
  { from }: Calling,
  name: string,
): { text: string; caret: number } {
  const put = `${name} `;
  return { text: text.slice(0, from) + put + text.slice(caret).replace(/^ /, ''), caret: from + put.length };
}
