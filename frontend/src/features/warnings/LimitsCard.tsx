import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { NumberField } from '@/components/forms/fields';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { limitIn, limitsOf, textOf } from './limits';
import type { Drafts } from './limits';
import { limitsQuery, useSetLimits } from './useLimits';
import type { Limits, TeamLimit } from './useLimits';

type RowProps = {
  team: TeamLimit;
  text: string;
  alone: boolean;
  may: boolean;
  onText: (text: string) => void;
};

function Row({ team, text, alone, may, onText }: RowProps) {
  const name = team.name || t(alone ? 'warnings.limits.all' : 'warnings.limits.nobody');
  const over = team.in_progress !== null && team.limit !== null && team.in_progress > team.limit;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={`num ${over ? 'off' : ''}`}>
        {team.in_progress === null ? (
          <span className="dim">{t('warnings.limits.unknown')}</span>
        ) : (
          number(team.in_progress)
        )}
      </td>
      <td className="num">
        {may ? (
          <NumberField
            label={t('warnings.limits.of', { name })}
            hideLabel
            inputMode="numeric"
            placeholder={t('word.none')}
            value={text}
            onValue={onText}
            error={limitIn(text) === null ? t('warnings.limits.wrong') : null}
          />
        ) : (
          text || t('word.none')
        )}
      </td>
    </tr>
  );
}

function Form({ program, found, may }: { program: string; found: Limits; may: boolean }) {
  const say = useSay();
  const save = useSetLimits(program);
  const [drafts, setDrafts] = useState<Drafts>({});
  const limits = limitsOf(found.teams, drafts);
  const changed = found.teams.some((team) => (drafts[team.name] ?? textOf(team)) !== textOf(team));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (limits === null) return;
    save.mutate(
      { version: found.version, limits },
      {
        onSuccess: () => {
          setDrafts({});
          say(t('warnings.limits.saved'));
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('warnings.limits.team')}</th>
            <th scope="col" className="num">
              {t('warnings.limits.now')}
            </th>
            <th scope="col" className="num">
              {t('warnings.limits.limit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.teams.map((team) => (
            <Row
              key={team.name}
              team={team}
              alone={found.teams.length === 1}
              may={may}
              text={drafts[team.name] ?? textOf(team)}
              onText={(text) => setDrafts((now) => ({ ...now, [team.name]: text }))}
            />
          ))}
        </tbody>
      </table>
      {(changed || save.error !== null) && (
        <div className="pad">
          <FormError error={save.error} />
          <div className="form-acts">
            <Button onClick={() => setDrafts({})}>{t('action.cancel')}</Button>
            <Button
              primary
              type="submit"
              disabled={limits === null}
              busy={save.isPending ? t('settings.busy') : null}
            >
              {t('warnings.limits.save')}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}

/** How much a team means to have in progress at once: more than that is a warning. */
export function LimitsCard({ program, may }: { program: string; may: boolean }) {
  const query = useQuery(limitsQuery(program));
  if (query.data?.teams.length === 0) return null;
  return (
    <section className="card limits" aria-label={t('warnings.limits')}>
      <header>
        <h2>{t('warnings.limits')}</h2>
      </header>
      <p className="pad sec">{t('warnings.limits.lead')}</p>
      <Loaded query={query} rows={3} height={36}>
        {(found) => <Form program={program} found={found} may={may} />}
      </Loaded>
    </section>
  );
}
