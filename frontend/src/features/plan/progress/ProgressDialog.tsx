import { Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { ProblemError } from '@/api/client';
import type { Edit } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { StaleRows } from '@/features/plan/editing/StaleRows';
import { ChoiceField, DateField, NumberField, TextField } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOfIso } from '@/lib/plan/data/zone';
import { t } from '@/lib/messages/t';
import {
  answerAs,
  blankAnswer,
  byOwner,
  dueBy,
  reportsOf,
  settled,
  wrongIn,
  type Answer,
  type Due,
  type Report,
} from './due';

export type Progress = { status_date: string; reports: Report[] };
type Props = {
  model: PlanModel;
  today: string;
  send: (progress: Progress) => Promise<Edit>;
  onClose: () => void;
};

/** Rows of which somebody else told meanwhile. */
const staleIn = (error: Error | null) =>
  error instanceof ProblemError ? (error.details.conflicts ?? []) : [];

const KINDS = ['none', 'same', 'progress', 'done'] as const;

/** Progress up to a day: who did what, by owner; written with the status date in one act. */
export function ProgressDialog({ model, today, send, onClose }: Props) {
  const [asOf, setAsOf] = useState(today);
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  // as it was when the dialog opened: what somebody else reports meanwhile is a conflict
  const [sent, setSent] = useState<Report[]>([]);
  const [begun] = useState(model);
  const hours = model.columns.hours_per_day;
  const dated = /^\d{4}-\d\d-\d\d$/.test(asOf);
  const due = useMemo(() => (dated ? dueBy(begun, dayOfIso(asOf)) : []), [begun, asOf, dated]);
  const answerOf = (each: Due) => answers.get(each.id) ?? blankAnswer(each);
  const silent = due.filter((each) => answerOf(each).kind === 'none').length;
  const wrong = due.some((each) => wrongIn(answerOf(each), asOf, hours) !== null);
  const set = (each: Due, answer: Answer) => setAnswers((now) => new Map(now).set(each.id, answer));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong || !dated || asOf > today) return;
    report(reportsOf(due, answers, hours));
  };
  const report = (reports: Report[]) => {
    setBusy(true);
    setSent(reports);
    send({ status_date: asOf, reports }).then(onClose, (reason: unknown) => {
      setError(reason instanceof Error ? reason : new Error(String(reason)));
      setBusy(false);
    });
  };
  const stale = staleIn(error);
  const settle = (mine: boolean) => report(settled(sent, stale, mine));
  return (
    <Modal opened onClose={onClose} title={t('progress.title')} size={980} transitionProps={{ duration: 0 }}>
      <form className="form pl-progress" onSubmit={submit} noValidate>
        <div className="field-row">
          <DateField
            label={t('progress.asOf')}
            hint={t('progress.asOfHint')}
            error={!dated || asOf > today ? t('progress.future') : null}
            value={asOf}
            onValue={setAsOf}
          />
          <p role="status" className="small">
            {t('progress.due', { count: due.length })}{' '}
            {silent > 0 && <b>{t('progress.silent', { count: silent })}</b>}
          </p>
        </div>
        <div className="pl-progress-list">
          {due.length === 0 && <p className="dim">{t('progress.nothing')}</p>}
          {byOwner(due).map(([owner, rows]) => (
            <fieldset key={owner}>
              <legend>{model.columns.people[owner]?.name ?? t('progress.nobody')}</legend>
              {rows.map((each) => (
                <Line
                  key={each.id}
                  due={each}
                  answer={answerOf(each)}
                  asOf={asOf}
                  wrong={tried ? wrongIn(answerOf(each), asOf, hours) : null}
                  onAnswer={(answer) => set(each, answer)}
                />
              ))}
            </fieldset>
          ))}
        </div>
        {stale.length > 0 ? (
          <div className="pl-stale" role="alert">
            <p>{t('progress.stale', { count: stale.length })}</p>
            <StaleRows model={model} conflicts={stale} />
            <div className="form-acts">
              <Button small onClick={() => settle(false)}>
                {t('progress.takeTheirs')}
              </Button>
              <Button small primary onClick={() => settle(true)}>
                {t('progress.keepMine')}
              </Button>
            </div>
          </div>
        ) : (
          <FormError error={error} />
        )}
        <div className="form-acts">
          <Button
            ghost
            onClick={() =>
              setAnswers(
                new Map(
                  due.map((each) => [
                    each.id,
                    answerAs(each.state === 'late' ? 'done' : 'progress', each, asOf),
                  ]),
                ),
              )
            }
          >
            {t('progress.asPlanned')}
          </Button>
          <span className="sp" />
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button primary type="submit" busy={busy ? t('progress.busy') : null}>
            {t('progress.save', { day: dated ? day(asOf) : '' })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type LineProps = {
  due: Due;
  answer: Answer;
  asOf: string;
  wrong: keyof Answer | null;
  onAnswer: (answer: Answer) => void;
};

function Line({ due, answer, asOf, wrong, onAnswer }: LineProps) {
  const put = (part: Partial<Answer>) => onAnswer({ ...answer, ...part });
  const kinds = KINDS.filter((kind) => !(due.milestone && kind === 'progress'));
  const field = (name: keyof Answer) => (wrong === name ? t(`progress.wrong.${name as 'started'}`) : null);
  return (
    <div className="pl-progress-line" role="group" aria-label={due.title}>
      <span className="what">
        <span className="dim figures">{due.outline}</span> {due.title}
        <span className={`small ${due.state === 'late' ? 'off' : 'dim'}`}>
          {t(`progress.state.${due.state}`, { start: day(due.start), finish: day(due.finish) })}
        </span>
      </span>
      <ChoiceField
        label={t('progress.answerOf', { title: due.title })}
        hideLabel
        value={answer.kind}
        onValue={(kind) => onAnswer(answerAs(kind as Answer['kind'], due, asOf))}
        options={kinds.map((kind) => ({ value: kind, label: t(`progress.kind.${kind}`) }))}
      />
      {(answer.kind === 'progress' || (answer.kind === 'done' && !due.milestone)) && (
        <DateField
          label={t('progress.started')}
          value={answer.started}
          error={field('started')}
          onValue={(started) => put({ started })}
        />
      )}
      {answer.kind === 'done' && (
        <DateField
          label={t('progress.finished')}
          value={answer.finished}
          error={field('finished')}
          onValue={(finished) => put(due.milestone ? { finished, started: finished } : { finished })}
        />
      )}
      {answer.kind === 'progress' && (
        <>
          <NumberField
            label={t('progress.percent')}
            value={answer.percent}
            error={field('percent')}
            onValue={(percent) => put({ percent })}
          />
          <TextField
            label={t('progress.remaining')}
            placeholder="3d"
            value={answer.remaining}
            error={field('remaining')}
            onValue={(remaining) => put({ remaining })}
          />
        </>
      )}
    </div>
  );
}
