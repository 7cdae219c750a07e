import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '@/api/queries';
import type { ContractMove, ContractRow } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Thread } from '@/components/discussion/Thread';
import { RichText } from '@/components/facts/RichText';
import { Button, IconButton } from '@/components/forms/Button';
import { Avatar } from '@/components/people/Avatar';
import { contractNotes } from '@/components/people/ContractLine';
import { day } from '@/lib/format/dates';
import { ordinal } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { fieldLabel, fieldWords } from '@/features/contracts/form';
import { Impact } from '@/features/contracts/Impact';
import type { Counting } from '@/features/contracts/counting';
import { isOpen, waiting } from '@/features/contracts/life';
import { StatePill } from '@/features/contracts/StatePill';
import { useRemoveContract } from '@/features/contracts/useContracts';
import { Clock } from './Clock';
import { Moves } from './Moves';
import { Slips } from './Slips';
import { Timeline } from './Timeline';

type PartProps = { program: string; row: ContractRow };

function Remove({ program, row, onGone }: PartProps & { onGone: () => void }) {
  const client = useQueryClient();
  // as it was when the question was asked
  const [asking, setAsking] = useState<ContractRow | null>(null);
  const remove = useRemoveContract(program, onGone);
  const close = () => {
    setAsking(null);
    remove.reset();
  };
  return (
    <>
      <IconButton
        icon="trash"
        label={t('contract.delete', { what: row.what })}
        onClick={() => setAsking(row)}
      />
      <Modal opened={asking !== null} onClose={close} title={t('contract.deleteTitle')} size={440} centered>
        <p>{t('contract.deleteAsk', { what: row.what })}</p>
        {remove.error ? (
          <VerbConflict
            error={remove.error}
            label={fieldLabel}
            show={fieldWords}
            busy={remove.isPending}
            onMine={(version) => remove.mutate({ row, version })}
            onTheirs={() => {
              close();
              void client.invalidateQueries({ queryKey: keys.program(program) });
            }}
          />
        ) : (
          <div className="form-acts">
            <Button onClick={close}>{t('action.cancel')}</Button>
            <Button danger onClick={() => asking && remove.mutate({ row: asking, version: asking.version })}>
              {t('action.delete')}
            </Button>
          </div>
        )}
      </Modal>
    </>
  );
}

function Elsewhere({ row }: { row: ContractRow }) {
  const there = row.elsewhere;
  if (there === null) return null;
  if (there.program_title === null || there.plan === null)
    return <p className="sec small">{t('contract.elsewhere.hidden', { program: there.program })}</p>;
  const said = {
    milestone: there.milestone_title ?? there.milestone,
    program: there.program_title,
    plan: day(there.plan),
  };
  const late = row.needed !== null && (there.p85 ?? there.plan) > row.needed;
  return (
    <p className={`small ${late ? 'off' : 'sec'}`}>
      <Link to={`/programs/${encodeURIComponent(there.program)}`}>
        {there.p85
          ? t('contract.elsewhere.p85', { ...said, p85: day(there.p85) })
          : t('contract.elsewhere', said)}
      </Link>
    </p>
  );
}

function Facts({ row }: { row: ContractRow }) {
  const wait = waiting(row);
  const people = [row.requester, row.promiser].filter((each) => each !== null);
  return (
    <>
      <p className="sec">
        {t('contract.for', { provider: row.provider.title, consumer: row.consumer.title })}
        {row.provider.id === '' && <span className="dim"> ({t('contract.external')})</span>}
      </p>
      {people.length > 0 && (
        <p className="contract-people">
          {people.map((person) => (
            <span key={person.id}>
              <Avatar person={person} /> {person.name}
            </span>
          ))}
        </p>
      )}
      <Elsewhere row={row} />
      {wait && <p className={`small ${row.state === 'broken' ? 'off' : 'at'}`}>{wait}</p>}
      <p className="dim small">{contractNotes(row)}</p>
      {row.slips_in_row > 0 && (
        <p className="small off">{t('contract.slips', { nth: ordinal(row.slips_in_row) })}</p>
      )}
      {row.acceptance && (
        <>
          <h3>{t('contract.form.acceptance')}</h3>
          <p className="prose">{row.acceptance}</p>
        </>
      )}
      {row.note && (
        <>
          <h3>{t('contract.form.note')}</h3>
          <p className="prose">{row.note}</p>
        </>
      )}
    </>
  );
}

type Props = PartProps & {
  mayEdit: boolean;
  counting: Counting;
  /** The move whose form is open. */
  move: ContractMove | null;
  onMove: (move: ContractMove | null) => void;
  onEdit: () => void;
  onLadder: () => void;
  onGone: () => void;
};

/** One contract: where it stands and why, what can be done, its clock, all that happened, and who is hit if it moves. */
export function ContractDetail({ program, row, mayEdit, counting, move, onMove, ...acts }: Props) {
  const { onEdit, onLadder, onGone } = acts;
  const today = counting.counted_to;
  const movable = isOpen(row) && (row.delivers !== null || row.needed_by_activity !== null);
  return (
    <section className="card contract-detail" aria-label={t('contract.detail', { what: row.what })}>
      <header>
        <h2 className="ell" title={row.what}>
          {row.what}
        </h2>
        {mayEdit && (
          <span className="more">
            <Button small icon="edit" title={`${t('contract.edit')} (F2)`} onClick={onEdit}>
              {t('contract.edit')}
            </Button>
            <Remove program={program} row={row} onGone={onGone} />
          </span>
        )}
      </header>
      <div className="contract-pad">
        <StatePill state={row.state} />
        <p>
          <RichText text={row.reason} />
        </p>
        {mayEdit ? (
          <Moves program={program} row={row} today={today} open={move} onOpen={onMove} />
        ) : (
          <p className="dim small">{t('contract.viewer')}</p>
        )}
        <Facts row={row} />
        <Slips row={row} today={today} />
        {(row.escalation ?? isOpen(row)) && (
          <Clock row={row} counting={counting} onLadder={mayEdit ? onLadder : null} />
        )}
        <Timeline row={row} />
        {movable && <OnDemand program={program} row={row} />}
        {isOpen(row) && !movable && <p className="dim small">{t('contract.unlinked')}</p>}
      </div>
      <Thread key={row.id} program={program} kind="contract" id={row.id} />
    </section>
  );
}

/** Scheduling once more costs a moment: only on demand. */
function OnDemand({ program, row }: PartProps) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button small icon="later" onClick={() => setOpen(true)}>
        {t('impact.title')}
      </Button>
    );
  return <Impact program={program} subject="contract" id={row.id} title={row.what} />;
}
