import { afterEach, expect, test, vi } from 'vitest';
import { copyText } from './clipboard';

const withClipboard = (clipboard: unknown) =>
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });

const withCopy = (copy: () => boolean) =>
  Object.defineProperty(document, 'execCommand', { value: copy, configurable: true });

afterEach(() => withClipboard(undefined));

test('copies by the clipboard where there is one', async () => {
  const writeText = vi.fn().mockResolvedValue(undefined);
  withClipboard({ writeText });
  expect(await copyText('plt_1')).toBe(true);
  expect(writeText).toHaveBeenCalledWith('plt_1');
});

test('copies a selection where the page has no clipboard or may not use it, and leaves nothing behind', async () => {
  const seen: string[] = [];
  withCopy(() => {
    seen.push((document.activeElement as HTMLTextAreaElement).value);
    return true;
  });
  withClipboard(undefined);
  expect(await copyText('plt_2')).toBe(true);
  withClipboard({ writeText: vi.fn().mockRejectedValue(new Error('denied')) });
  expect(await copyText('plt_3')).toBe(true);
  expect(seen).toEqual(['plt_2', 'plt_3']);
  expect(document.querySelector('textarea')).toBeNull();
});

test('says so when nothing helps', async () => {
  withCopy(() => false);
  withClipboard(undefined);
  expect(await copyText('x')).toBe(false);
});
