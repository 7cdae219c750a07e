import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Conflict } from '@/api/types';
import { show } from '@/testing/render';
import { asText, changedFields, contested, rebased, type FormFields } from './fields';
import { FormConflict } from './FormConflict';
import { useStaleForm } from './useStaleForm';
import { VerbConflict } from './VerbConflict';

type Draft = { title: string; days: string };

const fields: FormFields<Draft> = {
  title: {
    label: 'Title',
    of: ({ title }) => ({ title }),
    read: (theirs) => ({ title: asText(theirs) }),
    show: ({ title }) => title,
  },
  impact: {
    label: 'Impact',
    of: ({ days }) => ({ days }),
    read: (theirs) => ({ days: asText(theirs) }),
    show: ({ days }) => `${days} d`,
  },
};

const conflict = (changes: Conflict['fields']): Conflict => ({
  entity: 'risk',
  id: 'R-07',
  version: 4,
  changed_by: 'Oskar',
  changed_at: '2026-09-18T08:52:00+02:00',
  fields: changes,
});
const refusal = (changes: Conflict['fields']) =>
  Object.assign(new Error('Somebody else changed this.'), { details: { conflict: conflict(changes) } });

const base: Draft = { title: 'Crane', days: '5' };

describe('the fields of a stale write', () => {
  it('sends only what was changed', () => {
    expect(changedFields(fields, base, { ...base, days: '8' })).toEqual(['impact']);
  });

  it('asks about a field only when both changed it', () => {
    const mine = { title: 'Big crane', days: '8' };
    const both = conflict({
      title: { yours: 'Big crane', theirs: 'Crane' },
      impact: { yours: '8', theirs: '7' },
    });
    expect(contested(fields, base, mine, both)).toEqual([
      { name: 'impact', theirs: { days: '7' }, mine: { days: '8' }, choice: null },
    ]);
    expect(rebased(fields, base, both)).toEqual({ title: 'Crane', days: '7' });
  });
});

function Form({ onSend, error }: { onSend: (version: number | null, draft: Draft) => void; error: Error }) {
  const form = useStaleForm(base, 2, fields);
  return (
    <>
      <input
        aria-label="days"
        value={form.draft.days}
        onChange={(event) => form.change('days', event.target.value)}
      />
      <FormConflict form={form} fields={fields} error={form.clash ? error : null} />
      <button type="button" onClick={() => form.refuse(error)}>
        refused
      </button>
      <button type="button" disabled={form.undecided} onClick={() => onSend(form.version, form.draft)}>
        save
      </button>
      <output>{form.changed.join(' ')}</output>
    </>
  );
}

describe('a form whose save came too late', () => {
  it('keeps what was typed, shows both values, and waits for a choice', async () => {
    const user = userEvent.setup();
    const send = vi.fn();
    show(<Form onSend={send} error={refusal({ impact: { yours: '8', theirs: '7' } })} />);
    await user.clear(screen.getByLabelText('days'));
    await user.type(screen.getByLabelText('days'), '8');
    await user.click(screen.getByRole('button', { name: 'refused' }));

    expect(screen.getByRole('alert')).toHaveTextContent(/Oskar changed this on .*What you typed is kept/);
    expect(screen.getByLabelText('days')).toHaveValue('8');
    const group = screen.getByRole('group', { name: 'Impact' });
    expect(group).toHaveTextContent(/Theirs.*7 d.*Yours.*8 d/);
    expect(screen.getByRole('button', { name: 'save' })).toBeDisabled();

    await user.click(screen.getByRole('radio', { name: 'Keep mine' }));
    await user.click(screen.getByRole('button', { name: 'save' }));
    expect(send).toHaveBeenLastCalledWith(4, { title: 'Crane', days: '8' });
    expect(screen.getByRole('status')).toHaveTextContent('impact');

    await user.click(screen.getByRole('radio', { name: 'Take theirs' }));
    expect(screen.getByLabelText('days')).toHaveValue('7');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('says that nothing is contested when they changed another field', async () => {
    const user = userEvent.setup();
    show(<Form onSend={vi.fn()} error={refusal({ impact: { yours: '8', theirs: '5' } })} />);
    await user.clear(screen.getByLabelText('days'));
    await user.type(screen.getByLabelText('days'), '8');
    await user.click(screen.getByRole('button', { name: 'refused' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing that you changed was touched');
    expect(screen.getByRole('button', { name: 'save' })).toBeEnabled();
  });
});

describe('a verb that came too late', () => {
  it('does it again with the new version, or leaves theirs', async () => {
    const user = userEvent.setup();
    const mine = vi.fn();
    const theirs = vi.fn();
    show(
      <VerbConflict
        error={refusal({ state: { yours: 'closed', theirs: 'occurred' } })}
        label={() => 'State'}
        show={(_field, value) => asText(value)}
        onMine={mine}
        onTheirs={theirs}
      />,
    );
    expect(screen.getByRole('group', { name: 'State' })).toHaveTextContent(/occurred.*closed/);
    await user.click(screen.getByRole('button', { name: 'Keep mine' }));
    expect(mine).toHaveBeenCalledWith(4);
    await user.click(screen.getByRole('button', { name: 'Take theirs' }));
    expect(theirs).toHaveBeenCalled();
  });

  it('asks before it deletes what somebody has just changed', () => {
    show(
      <VerbConflict
        error={refusal({ removed: { yours: true, theirs: null } })}
        label={() => ''}
        show={() => ''}
        onMine={vi.fn()}
        onTheirs={vi.fn()}
      />,
    );
    expect(screen.getByRole('button', { name: 'Delete anyway' })).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Do not delete' })).toBeEnabled();
    expect(screen.queryByRole('group')).toBeNull();
  });
});
