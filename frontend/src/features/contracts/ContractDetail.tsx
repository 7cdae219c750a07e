import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { keys } from '@/api/queries';
import type { ContractRow } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { RichText } from '@/components/facts/RichText';
import { Button, IconButton } from '@/components/forms/Button';
import { DateField } from '@/components/forms/fields';
import { contractNotes } from '@/components/people/ContractLine';
import { StatusPill } from '@/components/status/StatusPill';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { fieldLabel, fieldWords } from './form';
import { useRemoveContract, useSaveContract } from './useContracts';

type PartProps = { program: string; row: ContractRow };

function PromiseForm({ program, row }: PartProps) {
  const client = useQueryClient();
  const [date, setDate] = useState('');
  const save = useSaveContract(program, () => setDate(''));
  const send = (version: number) => save.mutate({ row, version, input: { promise: date } });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (date) send(row.version);
  };
  return (
    <form className="promise" onSubmit={submit}>
      <DateField label={t('contract.promise')} value={date} onValue={setDate} />
      <Button type="submit" disabled={date === ''} busy={save.isPending ? t('contract.busy') : null}>
        {t('contract.promiseSave')}
      </Button>
      {save.error && (
        <VerbConflict
          error={save.error}
          label={fieldLabel}
          show={fieldWords}
          busy={save.isPending}
          onMine={send}
          onTheirs={() => {
            save.reset();
            setDate('');
            void client.invalidateQueries({ queryKey: keys.program(program) });
          }}
        />
      )}
    </form>
  );
}

function Remove({ program, row, onGone }: PartProps & { onGone: () => void }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveContract(program, onGone);
  const close = () => {
    setAsking(false);
    remove.reset();
  };
  return (
    <>
      <IconButton
        icon="trash"
        label={t('contract.delete', { what: row.what })}
        onClick={() => setAsking(true)}
      />
      <Modal opened={asking} onClose={close} title={t('contract.deleteTitle')} size={440} centered>
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
            <Button danger onClick={() => remove.mutate({ row, version: row.version })}>
              {t('action.delete')}
            </Button>
          </div>
        )}
      </Modal>
    </>
  );
}

function Promises({ row }: { row: ContractRow }) {
  if (row.promises.length === 0) return <p className="dim">{t('contract.noPromise')}</p>;
  return (
    <ol className="promises">
      {row.promises.map((promise, index) => (
        <li key={index}>
          <b>{day(promise.date)}</b>
          <span className="dim">{t('contract.said', { when: day(promise.said) })}</span>
        </li>
      ))}
    </ol>
  );
}

type Props = PartProps & { mayEdit: boolean; onEdit: () => void; onGone: () => void };

/** One contract: its state and why, what counts as delivered, every promise so far. */
export function ContractDetail({ program, row, mayEdit, onEdit, onGone }: Props) {
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
        <StatusPill status={row.status} />
        <p>
          <RichText text={row.reason} />
        </p>
        <p className="sec">
          {t('contract.for', { provider: row.provider.title, consumer: row.consumer.title })}
        </p>
        <p className="dim small">{contractNotes(row)}</p>
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
        <h3>{t('contract.history')}</h3>
        <Promises row={row} />
        {mayEdit && row.delivered === null && <PromiseForm program={program} row={row} />}
      </div>
    </section>
  );
}
