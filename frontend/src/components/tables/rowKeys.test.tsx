import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { rowKeys } from './rowKeys';

const ids = ['a', 'b', 'c'];

function Rows() {
  const [selected, onSelect] = useState('a');
  return (
    <table>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <tbody onKeyDown={rowKeys({ ids, selected, onSelect })}>
        {ids.map((id, index) => (
          <tr key={id} data-row={index} aria-selected={id === selected}>
            <td>
              <button type="button" tabIndex={id === selected ? 0 : -1}>
                {id}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

test('arrows, Home and End select a row and take the focus with them; at the ends they stay', async () => {
  const user = userEvent.setup();
  render(<Rows />);
  await user.tab();
  const presses = { ArrowDown: 'b', End: 'c', ArrowUp: 'b', Home: 'a' };
  for (const [key, name] of Object.entries(presses)) {
    await user.keyboard(`{${key}}`);
    await waitFor(() => expect(screen.getByRole('button', { name })).toHaveFocus());
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent(name);
  }
  await user.keyboard('{ArrowUp}');
  expect(screen.getByRole('row', { selected: true })).toHaveTextContent('a');
});
