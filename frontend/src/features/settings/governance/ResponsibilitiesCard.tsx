import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { ProgramHeader, Responsibility, ResponsibilityFinding } from '@/api/types';
import { EmptyState, FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { useHeadChange } from '@/features/settings/useHeadChange';
import { matrixOf, values, withoutSubject, withValue, type Role, type Value } from './matrix';

type CellProps = {
  subject: string;
  role: Role;
  name: string;
  value: Value;
  onValue?: (value: Value) => void;
};

const letterName = (value: Value) => (value === '' ? t('raci.empty') : t(`raci.${value}`));

function Cell({ subject, role, name, value, onValue }: CellProps) {
  const label = t('raci.cell', { role: role.role || name, subject, letter: letterName(value) });
  if (!onValue) {
    return (
      <span className={`raci-letter ${value}`} title={label}>
        {value || '\u00a0'}
        <span className="sr"> {letterName(value)}</span>
      </span>
    );
  }
  return (
    <select
      className={`raci-letter ${value}`}
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onValue(event.target.value as Value)}
    >
      {values.map((each) => (
        <option key={each} value={each}>
          {each || '–'}
        </option>
      ))}
    </select>
  );
}

function Findings({ findings }: { findings: readonly ResponsibilityFinding[] }) {
  return findings.map(({ message, hint }) => (
    <p key={message} className="raci-finding">
      <Icon name="risk" small />
      {message} {hint}
    </p>
  ));
}

type AddProps = { header: ProgramHeader; onAdd: (subject: string, role: Role) => void };

/** A new subject with who is accountable for it; also the way to a new role. */
function AddSubject({ header, onAdd }: AddProps) {
  const [subject, setSubject] = useState('');
  const [role, setRole] = useState('');
  const [person, setPerson] = useState('');
  const known = matrixOf(header.responsibilities);
  const ready = subject.trim() !== '' && (role.trim() !== '' || person !== '');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!ready) return;
    onAdd(subject.trim(), { role: role.trim(), person: person || null });
    setSubject('');
  };
  return (
    <form className="raci-add" onSubmit={submit}>
      <TextField
        label={t('raci.newSubject')}
        value={subject}
        onValue={setSubject}
        list={known.subjects}
        maxLength={300}
      />
      <TextField
        label={t('raci.newRole')}
        value={role}
        onValue={setRole}
        list={[...new Set(known.roles.map((each) => each.role))]}
        maxLength={300}
      />
      <ChoiceField
        label={t('raci.heldBy')}
        value={person}
        onValue={setPerson}
        options={[
          { value: '', label: t('raci.nobody') },
          ...header.people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Button type="submit" icon="plus" disabled={!ready} title={ready ? undefined : t('raci.addNeeds')}>
        {t('raci.add')}
      </Button>
    </form>
  );
}

type Props = { header: ProgramHeader; mayEdit: boolean };

/** Subjects by roles. Each change is saved at once, and what is wrong with a subject stands under it. */
export function ResponsibilitiesCard({ header, mayEdit }: Props) {
  const change = useHeadChange(header);
  const cells = (change.isPending ? change.variables(header) : header).responsibilities ?? [];
  const [kept, setKept] = useState<Role[]>([]);
  const people = header.people.map(({ id }) => id);
  const { subjects, roles, at } = matrixOf(cells, people, kept);
  const set = (edit: (cells: readonly Responsibility[]) => Responsibility[]) => {
    setKept(roles);
    change.mutate(({ responsibilities }) => ({ responsibilities: edit(responsibilities) }));
  };
  const nameOf = (id: string | null) => header.people.find((each) => each.id === id)?.name ?? id ?? '';
  return (
    <section className="card" aria-labelledby="settings-raci">
      <header>
        <h2 id="settings-raci">{t('raci.title')}</h2>
        <span className="more">{t('raci.lead')}</span>
      </header>
      {subjects.length === 0 && <EmptyState title={t('raci.none')} />}
      {subjects.length > 0 && (
        // The table is wider than the card where there are many roles: it scrolls, by the keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="raci-scroll" role="region" aria-labelledby="settings-raci" tabIndex={0}>
          <table className="raci">
            <thead>
              <tr>
                <th scope="col">{t('raci.subject')}</th>
                {roles.map((role) => (
                  <th
                    scope="col"
                    key={`${role.role} ${role.person}`}
                    title={`${role.role} ${nameOf(role.person)}`}
                  >
                    <span>{role.role || nameOf(role.person)}</span>
                  </th>
                ))}
                {mayEdit && <td />}
              </tr>
            </thead>
            <tbody>
              {subjects.map((subject) => (
                <tr key={subject}>
                  <th scope="row">
                    {subject}
                    <Findings
                      findings={header.responsibility_findings.filter((each) => each.subject === subject)}
                    />
                  </th>
                  {roles.map((role) => (
                    <td key={`${role.role} ${role.person}`}>
                      <Cell
                        subject={subject}
                        role={role}
                        name={nameOf(role.person)}
                        value={at(subject, role)}
                        onValue={
                          mayEdit ? (value) => set((now) => withValue(now, subject, role, value)) : undefined
                        }
                      />
                    </td>
                  ))}
                  {mayEdit && (
                    <td>
                      <IconButton
                        icon="trash"
                        label={t('raci.remove', { subject })}
                        onClick={() => set((now) => withoutSubject(now, subject))}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayEdit && (
        <div className="card-pad">
          <FormError error={change.error} />
          <AddSubject
            header={header}
            onAdd={(subject, role) =>
              set((now) => withValue(now, subject, role, subjects.includes(subject) ? 'R' : 'AR'))
            }
          />
        </div>
      )}
    </section>
  );
}
