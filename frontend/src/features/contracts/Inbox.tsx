import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { headerQuery, sessionQuery } from '@/api/queries';
import type { ContractMove, ContractRow } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { ChoiceField } from '@/components/forms/fields';
import { useAddress } from '@/components/forms/useAddress';
import { rowKeys } from '@/components/tables/rowKeys';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { Moves } from './detail/Moves';
import { inboxOf, teamOf, waiting } from './life';
import { StatePill } from './StatePill';

const ALL = 'all';

type RowProps = {
  program: string;
  row: ContractRow;
  index: number;
  today: string;
  mayEdit: boolean;
  selected: boolean;
  onSelect: () => void;
  onShow: (id: string) => void;
  /** Nothing is owed: the row leads to the contract, where its moves are. */
  quiet: boolean;
};

function InboxRow(props: RowProps) {
  const { program, row, index, today, mayEdit, selected, onSelect, onShow, quiet } = props;
  const [move, setMove] = useState<ContractMove | null>(null);
  return (
    // The row of whatever has the focus is the one where arrows go on.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li data-row={index} className={selected ? 'current' : ''} onFocus={onSelect}>
      <div className="inbox-head">
        <button
          type="button"
          className="rowlink"
          tabIndex={selected ? 0 : -1}
          onClick={() => onShow(row.id)}
          aria-describedby={`why-${row.id}`}
        >
          {row.what}
        </button>
        <StatePill state={row.state} bare />
      </div>
      <p className="sec small" id={`why-${row.id}`}>
        {t('contract.for', { provider: row.provider.title, consumer: row.consumer.title })}
        {row.needed && ` · ${t('contract.inbox.needed', { when: day(row.needed) })}`} ·{' '}
        <RichText text={row.reason} />
      </p>
      {waiting(row) && <p className="at small">{waiting(row)}</p>}
      {mayEdit && !quiet && <Moves program={program} row={row} today={today} open={move} onOpen={setMove} />}
    </li>
  );
}

type ListProps = Omit<RowProps, 'row' | 'index' | 'selected' | 'onSelect' | 'quiet'> & {
  title: string;
  rows: ContractRow[];
  quiet?: boolean;
};

/** One tab stop leads into the rows; up and down walk them. */
function List({ title, rows, quiet = false, ...rest }: ListProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const selected = rows.some(({ id }) => id === wanted) ? wanted : (rows[0]?.id ?? null);
  const keys = rowKeys({ ids: rows.map(({ id }) => id), selected, onSelect: setWanted });
  return (
    <section className="card inbox-list" aria-label={title}>
      <header>
        <h2>
          {title} <span className="dim">{rows.length}</span>
        </h2>
      </header>
      {rows.length === 0 ? (
        <p className="dim inbox-none">{t('contract.inbox.nothing')}</p>
      ) : (
        // Arrow keys move from contract to contract; each is a button of its own.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul
          onKeyDown={(event) => {
            if (event.target instanceof HTMLButtonElement && event.target.className === 'rowlink')
              keys(event);
          }}
        >
          {rows.map((row, index) => (
            <InboxRow
              key={row.id}
              row={row}
              index={index}
              selected={row.id === selected}
              onSelect={() => setWanted(row.id)}
              quiet={quiet}
              {...rest}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

type Props = {
  program: string;
  rows: ContractRow[];
  today: string;
  mayEdit: boolean;
  onShow: (id: string) => void;
};

/** What waits for an answer: of a team by the other, and the other way round. The reader's own team comes first. */
export function Inbox({ program, rows, ...rest }: Props) {
  const { params, set } = useAddress();
  const header = useQuery(headerQuery(program)).data;
  const session = useQuery(sessionQuery).data;
  const mine = teamOf(header?.people ?? [], session?.user?.email);
  const chosen = params.get('team') ?? mine ?? ALL;
  const team = chosen === ALL ? null : chosen;
  const { askedOf, weAsk, rest: others } = inboxOf(rows, team);
  const options = [
    { value: ALL, label: t('contract.inbox.allTeams') },
    ...(header?.teams ?? []).map(({ id, title }) => ({
      value: id,
      label: id === mine ? t('contract.inbox.myTeam', { team: title }) : title,
    })),
  ];
  return (
    <div className="inbox">
      <div className="inbox-bar">
        <ChoiceField
          label={t('contract.inbox.team')}
          value={chosen}
          onValue={(id) => set('team', id)}
          options={options}
        />
        <p className="sec">{t('contract.inbox.waiting', { count: askedOf.length + weAsk.length })}</p>
        <p className="dim small">{t('contract.inbox.hint')}</p>
      </div>
      <div className="inbox-lists">
        <List
          title={t(team === null ? 'contract.inbox.askedOfAll' : 'contract.inbox.askedOf')}
          rows={askedOf}
          program={program}
          {...rest}
        />
        <List
          title={t(team === null ? 'contract.inbox.weAskAll' : 'contract.inbox.weAsk')}
          rows={weAsk}
          program={program}
          {...rest}
        />
        <List title={t('contract.inbox.rest')} rows={others} program={program} quiet {...rest} />
      </div>
    </div>
  );
}
