import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { FlowView } from '@/features/flow/useFlow';

const MANY = 12;
const MOST = 50;

type Props = {
  teams: FlowView['names'];
  names: readonly string[];
  onNames: (names: readonly string[]) => void;
};

/** The teams that must all finish; none means all items. */
export function TeamsMenu({ teams, names, onNames }: Props) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase();
  const shown = teams.filter(({ name }) => name !== '' && name.toLocaleLowerCase().includes(wanted));
  const [first] = names;
  const label =
    first === undefined
      ? t('flow.filter.all')
      : names.length === 1
        ? first
        : t('forecast.ask.teamsCount', { count: names.length });
  return (
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
          {shown.map(({ name, items }) => {
            const on = names.includes(name);
            return (
              <li key={name}>
                <label>
                  <input
                    type="checkbox"
                    checked={on}
                    disabled={!on && names.length >= MOST}
                    onChange={() => onNames(on ? names.filter((each) => each !== name) : [...names, name])}
                  />
                  <span className="ell" title={name}>
                    {name}
                  </span>
                  <span className="dim num">{number(items)}</span>
                </label>
              </li>
            );
          })}
        </ul>
        <footer>
          <Button small ghost disabled={names.length === 0} onClick={() => onNames([])}>
            {t('flow.filter.all')}
          </Button>
        </footer>
      </Popover.Dropdown>
    </Popover>
  );
}
