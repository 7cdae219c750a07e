import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { ProgramHeader } from '@/api/types';
import { EmptyState } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { percent } from '@/lib/format/numbers';
import { capital } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { PersonForm } from './PersonForm';
import { CadenceForm } from './CadenceForm';
import type { List } from './drafts';
import { MoveButtons, RemoveCadence } from './ListButtons';
import { RemoveDialog } from './RemoveDialog';
import { StreamForm } from './StreamForm';
import { TeamForm } from './TeamForm';
import type { FormProps } from './RecordForm';

type Line = { id: string; name: string; about: ReactNode; acts?: ReactNode };
type CardProps = {
  list: List;
  header: ProgramHeader;
  lines: readonly Line[];
  mayEdit: boolean;
  Form: ComponentType<FormProps>;
};

/** The records of one list of a program, with a form for each. */
function CrewCard({ list, header, lines, mayEdit, Form }: CardProps) {
  const [editing, setEditing] = useState<{ id: string | null } | null>(null);
  const [leaving, setLeaving] = useState<Line | null>(null);
  const close = () => setEditing(null);
  return (
    <section className="card" aria-labelledby={`settings-${list}`}>
      <header>
        <h2 id={`settings-${list}`}>{t(`crew.${list}`)}</h2>
        <span className="more">{t(`crew.${list}.lead`)}</span>
        {mayEdit && (
          <Button small icon="plus" onClick={() => setEditing({ id: null })}>
            {t(`crew.${list}.add`)}
          </Button>
        )}
      </header>
      {lines.length === 0 && <EmptyState title={t(`crew.${list}.none`)} />}
      <ul className="setting-list crew-list">
        {lines.map(({ id, name, about, acts }) => (
          <li key={id}>
            <div>
              <p className="b">{name}</p>
              <p className="dim small">{about}</p>
            </div>
            {mayEdit && (
              <span className="crew-acts">
                {acts}
                <IconButton icon="edit" label={t('crew.edit', { name })} onClick={() => setEditing({ id })} />
                <IconButton
                  icon="trash"
                  label={t('crew.remove', { name })}
                  onClick={() => setLeaving({ id, name, about })}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={editing !== null}
        onClose={close}
        title={t(editing?.id ? `crew.${list}.edit` : `crew.${list}.add`)}
        size={640}
        closeOnClickOutside={false}
      >
        {editing && <Form key={editing.id ?? ''} header={header} id={editing.id} onClose={close} />}
      </Modal>
      {leaving && list === 'cadences' && (
        <RemoveCadence header={header} record={leaving} onClose={() => setLeaving(null)} />
      )}
      {leaving && list !== 'cadences' && (
        <RemoveDialog
          header={header}
          list={list}
          record={leaving}
          others={lines.filter(({ id }) => id !== leaving.id)}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

type Props = { header: ProgramHeader; mayEdit: boolean };

export function TeamsCard({ header, mayEdit }: Props) {
  const nameOf = (id: string | null) => header.people.find((person) => person.id === id)?.name ?? id;
  const lines = header.teams.map(({ id, title, lead, location }) => ({
    id,
    name: title,
    about: [
      location,
      lead && t('crew.ledBy', { name: nameOf(lead) ?? lead }),
      t('crew.members', { count: header.people.filter(({ team }) => team === id).length }),
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  return <CrewCard list="teams" header={header} lines={lines} mayEdit={mayEdit} Form={TeamForm} />;
}

export function PeopleCard({ header, mayEdit }: Props) {
  const titleOf = (id: string | null) => header.teams.find((team) => team.id === id)?.title ?? id;
  const lines = header.people.map(({ id, name, team, capacity, external, skills }) => ({
    id,
    name,
    about: [
      titleOf(team) ?? t('crew.noTeam'),
      t('crew.share', { share: percent(capacity) }),
      external && t('crew.external'),
      skills.join(', '),
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  return <CrewCard list="people" header={header} lines={lines} mayEdit={mayEdit} Form={PersonForm} />;
}

export function WorkstreamsCard({ header, mayEdit }: Props) {
  const nameOf = (id: string | null) => header.people.find((person) => person.id === id)?.name ?? id;
  const titleOf = (id: string | null) => header.teams.find((team) => team.id === id)?.title ?? id;
  const streams = header.workstreams;
  const lines = streams.map(({ id, title, team, lead, way }, place) => ({
    id,
    name: title,
    about: [
      capital(t(`way.${way}`)),
      titleOf(team) ?? t('crew.noTeam'),
      lead && t('crew.ledBy', { name: nameOf(lead) ?? lead }),
    ]
      .filter(Boolean)
      .join(' · '),
    acts: <MoveButtons header={header} place={place} />,
  }));
  return <CrewCard list="workstreams" header={header} lines={lines} mayEdit={mayEdit} Form={StreamForm} />;
}

export function CadencesCard({ header, mayEdit }: Props) {
  const nameOf = (id: string) =>
    header.people.find((person) => person.id === id)?.name ??
    header.teams.find((team) => team.id === id)?.title ??
    id;
  const lines = header.cadences.map(({ id, title, every, weekday, at, minutes, who, purpose }) => ({
    id,
    name: title,
    about: (
      <>
        {[
          [
            capital(t(`every.${every}`)),
            weekday && t(`weekday.${weekday}`),
            at?.slice(0, 5),
            minutes && t('crew.minutesLong', { count: minutes }),
          ]
            .filter(Boolean)
            .join(', '),
          who.map(nameOf).join(', '),
        ]
          .filter(Boolean)
          .join(' · ')}
        {purpose && (
          <>
            <br />
            {purpose}
          </>
        )}
      </>
    ),
  }));
  return <CrewCard list="cadences" header={header} lines={lines} mayEdit={mayEdit} Form={CadenceForm} />;
}
