import type { Overview, TeamRow } from '@/api/types';
import { LoadBar, loadTone } from '@/components/charts/LoadBar';
import { RichText } from '@/components/facts/RichText';
import { EmptyState } from '@/components/feedback/States';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const SHOWN = 8;

const people = (team: TeamRow) =>
  team.people.map(({ person, load }) => `${person.name} ${percent(load)}`).join('\n');

export function TeamsCard({ data }: { data: Overview }) {
  const note = data.overloads[0];
  return (
    <section className="card">
      <header>
        <h2>{t('program.teams.title')}</h2>
      </header>
      {data.teams.length === 0 ? (
        <EmptyState title={t('program.noTeams')} />
      ) : (
        <table className="table tm">
          <colgroup>
            <col />
            <col className="t-place" />
            <col className="t-bar" />
            <col className="t-load" />
          </colgroup>
          <tbody>
            {data.teams.slice(0, SHOWN).map((team) => (
              <tr key={team.id} title={people(team)}>
                <th scope="row">{team.title}</th>
                <td className="dim">{team.location}</td>
                <td>{team.load !== null && <LoadBar load={team.load} />}</td>
                <td className={`num ${loadTone(team.load ?? 0) || 'sec'}`}>
                  {team.load === null ? '–' : percent(team.load)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note && (
        <p className="note">
          <StatusGlyph status="at_risk" />
          <span className="ell">
            <RichText text={note} />
          </span>
        </p>
      )}
    </section>
  );
}
