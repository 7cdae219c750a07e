import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { CommandPalette } from './CommandPalette';
import { ranked, score } from './match';
import type { Verb } from './verbs';

const verb = (id: string, title: string, group: Verb['group'], run = vi.fn()): Verb => ({
  id,
  title,
  group,
  run,
});

function Host({ verbs, onClose }: { verbs: Verb[]; onClose: () => void }) {
  const [query, setQuery] = useState('');
  return (
    <CommandPalette
      opened
      onClose={onClose}
      verbs={verbs}
      query={query}
      onQuery={setQuery}
      found={[]}
      searching={false}
    />
  );
}

describe('palette', () => {
  it('needs every word, and prefers the beginnings of words', () => {
    expect(score('Go to Risks', 'risk zzz')).toBe(0);
    const titles = ['Asterisk', 'Add risk', 'Go to Reports'].map((title) => ({ title }));
    expect(ranked(titles, 'risk').map(({ title }) => title)).toEqual(['Add risk', 'Asterisk']);
  });

  it('runs the verb that the arrows chose, and closes first', async () => {
    const user = userEvent.setup();
    const run = vi.fn();
    const onClose = vi.fn();
    show(
      <Host verbs={[verb('a', 'Add risk', 'do'), verb('b', 'Go to Plan', 'go', run)]} onClose={onClose} />,
    );
    await user.type(screen.getByRole('combobox'), '{ArrowDown}{Enter}');
    expect(onClose).toHaveBeenCalledOnce();
    expect(run).toHaveBeenCalledOnce();
  });

  it('says when nothing matches', async () => {
    const user = userEvent.setup();
    show(<Host verbs={[verb('a', 'Add risk', 'do')]} onClose={vi.fn()} />);
    await user.type(screen.getByRole('combobox'), 'xyz');
    expect(screen.getByText(/Nothing matches "xyz"/)).toBeInTheDocument();
  });
});
