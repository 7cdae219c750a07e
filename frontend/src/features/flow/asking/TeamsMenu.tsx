import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import type { FlowView } from '@/features/flow/useFlow';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { MOST_TEAMS, partOf } from './asking';
import type { Draft } from './asking';

const MANY = 12;

type Props = {
  teams: FlowView['names'];
  draft: Draft;
  onDraft: (part: Partial<Draft>) => void;
  error: string | null;
};

type LineProps = { team: Props['teams'][number]; draft: Draft; onDraft: Props['onDraft'] };

/** One team; where there are several, with the items that it is to finish. */
function Line({ team, draft, onDraft }: LineProps) {
  const { name, items } = team;
  const { names, parts } = draft;
  const on = names.includes(name);
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={on}
          disabled={!on && names.length >= MOST_TEAMS}
          onChange={() => onDraft({ names: on ? names.filter((each) => each !== name) : [...names, name] })}
        />
        <span className="ell" title={name}>
          {name}
        </span>
        {!(on && names.length > 1) && <span className="dim num">{number(items)}</span>}
      </label>
      {on && names.length > 1 && (
        <input
          className="input figures"
          inputMode="numeric"
          aria-label={t('forecast.ask.partOf', { name })}
          value={partOf(draft, name)}
          onChange={(event) => onDraft({ parts: { ...parts, [name]: event.target.value } })}
        />
      )}
    </li>
  );
}

const labelOf = ([first, ...others]: readonly string[]): string => {
  if (first === undefined) return t('flow.filter.all');
  return others.length === 0 ? first : t('forecast.ask.teamsCount', { count: others.length + 1 });
};

/** Who does them: all items of the program, one team, or several of which each must finish its part. */
export function TeamsMenu({ teams, draft, onDraft, error }: Props) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { names } = draft;
  const wanted = text.trim().toLocaleLowerCase();
  const shown = teams.filter(({ name }) => name !== '' && name.toLocaleLowerCase().includes(wanted));
  const label = labelOf(names);
  return (
    <div className={`field ${error === null ? '' : 'wrong'}`}>
      <span className="flow-label" aria-hidden="true">
        {t('forecast.ask.teams')}
      </span>
      <Popover
        opened={open}
        onChange={setOpen}
        position="bottom-start"
        shadow="md"
        width={330}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <button
            type="button"
            className="input flow-pick"
            aria-expanded={open}
            aria-haspopup="dialog"
            aria-label={t('forecast.ask.teamsAre', { names: names.join(', ') || label })}
            onClick={() => setOpen(!open)}
          >
            <span className="ell">{label}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown className="flow-menu" aria-label={t('forecast.ask.teams')}>
          <p className="small sec">{t('forecast.ask.teamsLead')}</p>
          {teams.length > MANY && (
            <TextField
              label={t('forecast.ask.teamsFind')}
              hideLabel
              placeholder={t('forecast.ask.teamsFind')}
              value={text}
              onValue={setText}
            />
          )}
          <ul className="flow-menu-long">
            {shown.map((team) => (
              <Line key={team.name} team={team} draft={draft} onDraft={onDraft} />
            ))}
          </ul>
          <footer>
            <Button small ghost disabled={names.length === 0} onClick={() => onDraft({ names: [] })}>
              {t('flow.filter.all')}
            </Button>
          </footer>
        </Popover.Dropdown>
      </Popover>
      {error && (
        <p className="wrong-text" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
