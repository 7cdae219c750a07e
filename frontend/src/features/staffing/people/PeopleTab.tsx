import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { headerQuery } from '@/api/queries';
import type { HeaderPerson, ProgramHeader } from '@/api/types';
import { EmptyState } from '@/components/feedback/States';
import { Loaded } from '@/components/feedback/Loaded';
import { Button } from '@/components/forms/Button';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { day } from '@/lib/format/dates';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { PasteDialog } from './PasteDialog';

const DAY_MS = 86_400_000;
const dayBefore = (value: string) =>
  new Date(Date.parse(`${value}T00:00Z`) - DAY_MS).toISOString().slice(0, 10);

function Skills({ person }: { person: HeaderPerson }) {
  return (
    <span className="st-skills">
      {person.skills.map((skill) => {
        const level = person.levels.find((each) => each.skill === skill)?.level;
        return (
          <span className="chip" key={skill}>
            {skill}
            {level !== undefined && (
              <span className="dim">
                {' '}
                {level}
                <span className="sr"> ({t(`staffing.level.${level as 1 | 2 | 3}`)})</span>
              </span>
            )}
          </span>
        );
      })}
    </span>
  );
}

function Row({ person, header }: { person: HeaderPerson; header: ProgramHeader }) {
  const since = header.status_date ?? '';
  const off = person.off.filter(({ end }) => end > since);
  return (
    <tr>
      <th scope="row">{person.name}</th>
      <td>{person.role}</td>
      <td>{header.teams.find(({ id }) => id === person.team)?.title ?? person.team}</td>
      <td>
        <Skills person={person} />
      </td>
      <td className="num">
        {percent(person.capacity)}
        {person.availability.map(({ start, end, share }) => (
          <span className="dim small st-part" key={`${start} ${end}`}>
            {t('staffing.person.shareFrom', {
              share: percent(share),
              start: day(start),
              end: day(dayBefore(end)),
            })}
          </span>
        ))}
      </td>
      <td className="num nowrap">{person.joins === null ? '' : day(person.joins)}</td>
      <td className="num nowrap">{person.leaves === null ? '' : day(person.leaves)}</td>
      <td className="small">
        {off
          .map(({ start, end, title }) => {
            const last = dayBefore(end);
            const days = last === start ? day(start) : `${day(start)} – ${day(last)}`;
            return title ? `${days} ${title}` : days;
          })
          .join(', ')}
      </td>
    </tr>
  );
}

function Body({ program, header, mayEdit }: { program: string; header: ProgramHeader; mayEdit: boolean }) {
  const [pasting, setPasting] = useState(false);
  const { scroller, shown, before, after } = useRows(header.people.length, 38);
  const heads = ['name', 'role', 'team', 'skills', 'share', 'from', 'to', 'off'] as const;
  return (
    <section className="card st-roster">
      <header>
        <h2>{t('staffing.people')}</h2>
        <div className="st-acts">
          <Link className="btn sm" to={`/programs/${encodeURIComponent(program)}/settings`}>
            {t('staffing.toSettings')}
          </Link>
          <Button
            small
            disabled={!mayEdit || header.people.length === 0}
            title={mayEdit ? undefined : t('staffing.readOnly')}
            onClick={() => setPasting(true)}
          >
            {t('staffing.paste')}
          </Button>
        </div>
      </header>
      {header.people.length === 0 ? (
        <EmptyState title={t('staffing.peopleNone')} icon="people" />
      ) : (
        <div
          className="st-scroll"
          ref={scroller}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the keyboard must reach it
          tabIndex={0}
          role="region"
          aria-label={t('staffing.people')}
        >
          <table className="table">
            <thead>
              <tr>
                {heads.map((each) => (
                  <th
                    scope="col"
                    key={each}
                    className={['share', 'from', 'to'].includes(each) ? 'num' : undefined}
                  >
                    {t(`staffing.person.${each}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Spacer height={before} columns={heads.length} />
              {shown.map((index) => {
                const person = header.people[index];
                return person && <Row key={person.id} person={person} header={header} />;
              })}
              <Spacer height={after} columns={heads.length} />
            </tbody>
          </table>
        </div>
      )}
      {pasting && <PasteDialog program={program} header={header} onClose={() => setPasting(false)} />}
    </section>
  );
}

/** Everybody with role, skills, time and days off. */
export function PeopleTab({ program, mayEdit }: { program: string; mayEdit: boolean }) {
  const query = useQuery(headerQuery(program));
  return (
    <Loaded query={query} rows={10}>
      {(header) => <Body program={program} header={header} mayEdit={mayEdit} />}
    </Loaded>
  );
}
