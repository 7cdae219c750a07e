import { useState } from 'react';
import { isKept } from '@/lib/kept';

/**
 * The text of one thing after the other: the field is free for the next one at once. What was refused comes back before
 * what was typed since, so that nothing is lost; what waits for the connection is on its way and does not.
 */
export function useOneByOne(send: (text: string) => Promise<unknown>) {
  const [text, setText] = useState('');
  const submit = () => {
    const sent = text.trim();
    if (sent === '') return;
    setText('');
    send(sent).catch((error: unknown) => {
      if (!isKept(error)) setText((now) => `${sent} ${now}`.trimEnd());
    });
  };
  return { text, setText, submit };
}
