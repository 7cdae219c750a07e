import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { called, calling } from './calling';
import { CommentBox } from './CommentBox';
import { Markdown } from './Markdown';
import { typedSince } from './useDiscussion';

const members = [
  { id: '1', name: 'Ada King' },
  { id: '2', name: 'Adam' },
  { id: '3', name: 'Jörg O’Neil' },
];
const offered = (text: string) => calling(text, text.length, members)?.people.map(({ name }) => name) ?? null;

it('offers the members that the typed letters may mean', () => {
  expect(offered('Hello @ad')).toEqual(['Ada King', 'Adam']);
  expect(offered('(@king')).toEqual(['Ada King']);
  expect(offered('@')).toHaveLength(3);
  expect(offered('@jörg o')).toEqual(['Jörg O’Neil']);
  expect(offered('a@ad')).toBeNull();
  expect(offered('@nobody')).toBeNull();
  expect(offered('@Ada King')).toBeNull();
});

it('puts the whole name in the place of what was typed', () => {
  const offer = calling('So @ad now', 6, members);
  expect(offer && called('So @ad now', 6, offer, 'Ada King')).toEqual({
    text: 'So @Ada King now',
    caret: 13,
  });
});

function Box({ send }: { send: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <CommentBox
      label="Comment"
      members={members}
      text={text}
      onText={setText}
      verb="Send"
      busy={false}
      onSend={() => send(text)}
    />
  );
}

it('keeps what was typed since a comment was sent', () => {
  expect(typedSince('Moor', 'Moor')).toBe('');
  expect(typedSince('Moor', 'Moor\n\nLoad')).toBe('Load');
  expect(typedSince('Moor', 'Load')).toBe('Load');
});

it('is written, calls and sends from the keyboard', async () => {
  const user = userEvent.setup();
  const send = vi.fn();
  show(<Box send={send} />);
  const box = screen.getByRole('textbox', { name: 'Comment' });
  await user.type(box, 'Is it so, @ad{ArrowDown}{Enter}? ');
  expect(box).toHaveValue('Is it so, @Adam ? ');
  expect(screen.queryByRole('listbox')).toBeNull();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(send).toHaveBeenCalledWith('Is it so, @Adam ? ');
});

it('shows marks as elements and HTML as text', () => {
  const { container } = show(
    <Markdown text={'**big** <img src=x onerror=alert(1)> @Adam'} names={['Adam']} />,
  );
  expect(container.querySelector('strong')).toHaveTextContent('big');
  expect(container.querySelector('img')).toBeNull();
  expect(container.querySelector('.mention')).toHaveTextContent('@Adam');
  expect(container).toHaveTextContent('<img src=x onerror=alert(1)>');
});
