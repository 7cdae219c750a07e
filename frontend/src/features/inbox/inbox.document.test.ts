import { expect, it } from 'vitest';
import type { InboxNotice } from '@/api/types';
import { marked } from './useInbox';

const notice = { id: 3, read: false, done: false } as InboxNotice;

it('marks what is named, or all, and leaves the rest', () => {
  expect(marked(notice, { notices: [3], read: true })).toMatchObject({ read: true, done: false });
  expect(marked(notice, { notices: null, done: true })).toMatchObject({ read: false, done: true });
  expect(marked(notice, { notices: [4], read: true })).toBe(notice);
});
