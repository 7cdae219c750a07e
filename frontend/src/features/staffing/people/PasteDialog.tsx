import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { ProgramHeader } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import { TextArea } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { useSetPeople } from '@/features/staffing/useStaffing';
import { readDaysOff } from './daysOff';

type Props = { program: string; header: ProgramHeader; onClose: () => void };

/** Days off from a spreadsheet. Lines that cannot be read stay in the field, with the reason. */
export function PasteDialog({ program, header, onClose }: Props) {
  const [text, setText] = useState('');
  const { set } = useSetPeople(program);
  const { good, bad } = readDaysOff(text, header.people);
  const save = (version: number) => {
    const people = header.people.map((person) => {
      const days = good.filter((each) => each.person === person.id);
      const added = days.map(({ start, end, title }) => ({
        start,
        end,
        title,
        shifts: [],
        kind: 'time_off',
      }));
      return added.length === 0 ? person : { ...person, off: [...person.off, ...added] };
    });
    const said = t('staffing.paste.saved', { count: good.length });
    set.mutate(
      { header: { ...header, version }, people, said },
      {
        onSuccess: () => {
          setText(bad.map((each) => each.text).join('\n'));
          if (bad.length === 0) onClose();
        },
      },
    );
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (good.length > 0) save(header.version);
  };
  return (
    <Modal opened onClose={onClose} title={t('staffing.paste.title')} size={560}>
      <form className="form" onSubmit={submit} noValidate>
        <TextArea
          label={t('staffing.paste.text')}
          hint={t('staffing.paste.lead')}
          value={text}
          onValue={setText}
          rows={8}
          placeholder={t('staffing.paste.example')}
          data-autofocus
        />
        <div role="status" className="small">
          {good.length > 0 && <p>{t('staffing.paste.good', { count: good.length })}</p>}
          {bad.length > 0 && (
            <>
              <p className="off">{t('staffing.paste.bad', { count: bad.length })}</p>
              <ul className="st-bad">
                {bad.slice(0, 20).map(({ line, why }) => (
                  <li key={line}>{t('staffing.paste.line', { line, why })}</li>
                ))}
              </ul>
            </>
          )}
        </div>
        <VerbConflict
          error={set.error}
          label={() => t('staffing.people')}
          show={() => ''}
          onMine={save}
          onTheirs={onClose}
          busy={set.isPending}
        />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            primary
            disabled={good.length === 0}
            busy={set.isPending ? t('settings.busy') : null}
          >
            {t('staffing.paste.save', { count: good.length })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
