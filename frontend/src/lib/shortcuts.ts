type Stroke = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

/** Whether a keystroke is a shortcut as written: "N", "Shift F", "Ctrl Z" (Ctrl or Command), "Alt Up". */
export function matches(shortcut: string, stroke: Stroke): boolean {
  const words = shortcut.toLowerCase().split(' ');
  const key = words.pop();
  const wants = (name: string) => words.includes(name);
  const letter = stroke.key.toLowerCase();
  const shiftCounts = letter.length > 1 || /[a-z]/.test(letter);
  return (
    letter === key &&
    wants('ctrl') === (stroke.ctrlKey || stroke.metaKey) &&
    wants('alt') === stroke.altKey &&
    (!shiftCounts || wants('shift') === stroke.shiftKey)
  );
}

/** Whether a keystroke belongs to what the reader types, so that a bare letter is no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Whether a dialog lies over the page, so that the page's shortcuts rest. */
export const underDialog = (): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
