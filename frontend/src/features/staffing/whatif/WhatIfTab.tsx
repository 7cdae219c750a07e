import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { headerQuery } from '@/api/queries';
import type { ProgramHeader } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, DateField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { useWhatIf } from '@/features/staffing/useStaffing';
import { AnswerCard } from './AnswerCard';
import { asked, newJoiner } from './question';
import type { Joiner, Leaver } from './question';

type JoinerProps = {
  joiner: Joiner;
  header: ProgramHeader;
  set: (part: Partial<Joiner>) => void;
  remove: () => void;
};

function JoinerFields({ joiner, header, set, remove }: JoinerProps) {
  const roles = [...new Set(header.people.map(({ role }) => role).filter((role) => role !== ''))];
  return (
    <fieldset className="st-comer">
      <legend>{t('staffing.what.joins')}</legend>
      <div className="st-fields">
        <TextField
          label={t('staffing.what.role')}
          value={joiner.role}
          onValue={(role) => set({ role })}
          list={roles}
          required
        />
        <TextField
          label={t('staffing.what.skills')}
          value={joiner.skills}
          onValue={(skills) => set({ skills })}
        />
        <NumberField
          label={t('staffing.what.count')}
          value={joiner.count}
          onValue={(count) => set({ count })}
        />
        <DateField
          label={t('staffing.what.first')}
          value={joiner.joins}
          onValue={(joins) => set({ joins })}
          required
        />
        <DateField
          label={t('staffing.what.last')}
          value={joiner.leaves}
          onValue={(leaves) => set({ leaves })}
        />
        <NumberField label={t('staffing.what.ramp')} value={joiner.ramp} onValue={(ramp) => set({ ramp })} />
        <NumberField
          label={t('staffing.what.rampShare')}
          value={joiner.share}
          onValue={(share) => set({ share })}
        />
        <NumberField
          label={t('staffing.what.rate', { currency: header.currency })}
          value={joiner.rate}
          onValue={(rate) => set({ rate })}
        />
      </div>
      <IconButton
        icon="trash"
        label={`${t('staffing.what.remove')}: ${joiner.role || t('staffing.what.joins')}`}
        onClick={remove}
      />
    </fieldset>
  );
}

type LeaverProps = {
  leaver: Leaver;
  header: ProgramHeader;
  set: (part: Partial<Leaver>) => void;
  remove: () => void;
};

function LeaverFields({ leaver, header, set, remove }: LeaverProps) {
  const people = header.people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <fieldset className="st-comer">
      <legend>{t('staffing.what.leaves')}</legend>
      <div className="st-fields">
        <ChoiceField
          label={t('staffing.what.person')}
          value={leaver.person}
          options={[{ value: '', label: t('crew.choose') }, ...people]}
          onValue={(person) => set({ person })}
        />
        <DateField
          label={t('staffing.what.lastDay')}
          value={leaver.leaves}
          onValue={(leaves) => set({ leaves })}
          required
        />
      </div>
      <IconButton
        icon="trash"
        label={`${t('staffing.what.remove')}: ${t('staffing.what.leaves')}`}
        onClick={remove}
      />
    </fieldset>
  );
}

const changed = <T extends { key: number }>(list: readonly T[], key: number, part: Partial<T>): T[] =>
  list.map((each) => (each.key === key ? { ...each, ...part } : each));
const without = <T extends { key: number }>(list: readonly T[], key: number): T[] =>
  list.filter((each) => each.key !== key);

function Body({ program, header }: { program: string; header: ProgramHeader }) {
  const start = header.status_date ?? new Date().toISOString().slice(0, 10);
  const [joiners, setJoiners] = useState<Joiner[]>([newJoiner(1, start)]);
  const [leavers, setLeavers] = useState<Leaver[]>([]);
  const [byRole, setByRole] = useState(true);
  const [next, setNext] = useState(2);
  const [tried, setTried] = useState(false);
  const ask = useWhatIf(program);
  const question = asked(joiners, leavers, byRole);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (question !== null) ask.mutate(question);
  };
  const add = (put: () => void) => {
    put();
    setNext(next + 1);
  };
  return (
    <>
      <section className="card">
        <form className="card-pad st-what" onSubmit={submit} noValidate>
          <p className="sec">{t('staffing.what.lead')}</p>
          {joiners.map((joiner) => (
            <JoinerFields
              key={joiner.key}
              joiner={joiner}
              header={header}
              set={(part) => setJoiners(changed(joiners, joiner.key, part))}
              remove={() => setJoiners(without(joiners, joiner.key))}
            />
          ))}
          {leavers.map((leaver) => (
            <LeaverFields
              key={leaver.key}
              leaver={leaver}
              header={header}
              set={(part) => setLeavers(changed(leavers, leaver.key, part))}
              remove={() => setLeavers(without(leavers, leaver.key))}
            />
          ))}
          <label className="check">
            <input type="checkbox" checked={byRole} onChange={(event) => setByRole(event.target.checked)} />
            {t('staffing.what.byRole')}
          </label>
          {tried && question === null && (
            <p className="wrong-text" role="alert">
              {t('staffing.what.need')}
            </p>
          )}
          <FormError error={ask.error} />
          <div className="st-acts">
            <Button
              icon="plus"
              small
              onClick={() => add(() => setJoiners([...joiners, newJoiner(next, start)]))}
            >
              {t('staffing.what.join')}
            </Button>
            <Button
              icon="plus"
              small
              onClick={() => add(() => setLeavers([...leavers, { key: next, person: '', leaves: '' }]))}
            >
              {t('staffing.what.leave')}
            </Button>
            <Button type="submit" primary busy={ask.isPending ? t('staffing.what.asking') : null}>
              {t('staffing.what.ask')}
            </Button>
          </div>
        </form>
      </section>
      <div role="status">{ask.data && <AnswerCard answer={ask.data} />}</div>
    </>
  );
}

/** What if somebody came or left? */
export function WhatIfTab({ program }: { program: string }) {
  const query = useQuery(headerQuery(program));
  return <Loaded query={query}>{(header) => <Body program={program} header={header} />}</Loaded>;
}
