import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Thread } from '@/components/discussion/Thread';
import { RichText } from '@/components/facts/RichText';
import { Button } from '@/components/forms/Button';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { Criterion, GateRow, GateState, Side } from '@/features/delivery/types';
import { useRemoveCriterion, useRemoveGate } from '@/features/delivery/useDelivery';
import { CriterionDialog, MeetDialog } from './criteria';
import { DecisionDialog } from './DecisionDialog';
import { GateDialog } from './GateDialog';
import { Record } from './Record';
import type { Person } from './people';

export const toneOf: Record<GateState, string> = {
  open: 'un',
  ready: 'at',
  refused: 'off',
  conditional: 'at',
  passed: 'on',
};
const mark: Record<GateState, string> = {
  open: '◌',
  ready: '△',
  refused: '✕',
  conditional: '△',
  passed: '✓',
};

export const StatePill = ({ state }: { state: GateState }) => (
  <span className={`st ${toneOf[state]}`}>
    <span aria-hidden="true">{mark[state]}</span> {t(`gates.state.${state}`)}
  </span>
);

const sides: readonly Side[] = ['entry', 'exit', 'actions'];

type Open =
  | { verb: 'criterion'; side: Side; row: Criterion | null }
  | { verb: 'meet'; row: Criterion }
  | { verb: 'decide' | 'gate' }
  | null;

type Props = {
  program: string;
  row: GateRow;
  people: readonly Person[];
  /** Where it may be: its own milestone, and those without a gate. */
  milestones: readonly { id: string; title: string }[];
  /** Whether the address asks for this gate. */
  asked: boolean;
  mayEdit: boolean;
  planHref: string;
};

function Line({
  item,
  late,
  people,
  acts,
}: {
  item: Criterion;
  late: boolean;
  people: readonly Person[];
  acts: { meet: () => void; edit: () => void; remove: (() => void) | null } | null;
}) {
  const owner = people.find(({ id }) => id === item.owner)?.name ?? item.owner;
  const met = item.done !== null;
  const label = t(met ? 'gates.reopen' : 'gates.meet', { text: item.text });
  return (
    <li className="g-line">
      <input
        type="checkbox"
        checked={met}
        disabled={acts === null}
        title={acts === null ? t('delivery.viewer') : undefined}
        onChange={() => acts?.meet()}
        aria-label={label}
      />
      <span className="g-text">
        {item.text}
        <small>
          {met
            ? t('gates.metBy', { day: day(item.done ?? ''), name: item.met_by || (owner ?? '') })
            : (owner ?? t('gates.nobody'))}
          {!met && item.due !== null && ` · ${t('gates.due')} ${day(item.due)}`}
          {late && <b className="off"> · {t('gates.late')}</b>}
          {item.evidence !== '' && (
            <>
              {' '}
              · <Evidence text={item.evidence} />
            </>
          )}
        </small>
      </span>
      {acts && (
        <span className="g-acts">
          <Button
            small
            ghost
            icon="edit"
            aria-label={t('gates.editCriterion', { text: item.text })}
            onClick={acts.edit}
          />
          {acts.remove && (
            <Button
              small
              ghost
              icon="trash"
              aria-label={t('gates.removeCriterion', { text: item.text })}
              onClick={acts.remove}
            />
          )}
        </span>
      )}
    </li>
  );
}

/** Into view, with the focus, once: when the address asks for it. */
function useAsked(asked: boolean) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!asked) return undefined;
    // after the page has taken the focus, as each does that is gone to
    const timer = setTimeout(() => {
      card.current?.scrollIntoView({ block: 'start' });
      card.current?.focus({ preventScroll: true });
    });
    return () => clearTimeout(timer);
  }, [asked]);
  return card;
}

/** An address opens; only those of the web, since anybody may write them. */
export function Evidence({ text }: { text: string }) {
  if (!/^https?:\/\/\S+$/.test(text)) return <span>{text}</span>;
  return (
    <a href={text} rel="noreferrer noopener" target="_blank">
      {t('gates.evidence')}
    </a>
  );
}

/** One gate: its state and chance, what is open and by whom, the decision, and the record of earlier ones. */
export function GateCard({ program, row, people, milestones, asked, mayEdit, planHref }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const remove = useRemoveCriterion(program);
  const removeGate = useRemoveGate(program);
  const { view, version } = row;
  const { gate } = view;
  const close = () => setOpen(null);
  const names = gate.approvers.map((id) => people.find((each) => each.id === id)?.name ?? id).join(', ');
  return (
    <section ref={useAsked(asked)} tabIndex={-1} className="card gate" aria-labelledby={`gate-${gate.id}`}>
      <header>
        <h2 id={`gate-${gate.id}`}>{view.title}</h2>
        <StatePill state={view.state} />
        <span className="more">
          {view.plan !== null && t('gates.plan', { day: day(view.plan) })}
          {view.by !== null && ` · ${t('gates.by', { day: day(view.by) })}`}
          {view.p85 !== null && ` · ${t('gates.p85', { day: day(view.p85) })}`}
          <Link to={planHref}>{t('gates.onPlan')}</Link>
        </span>
      </header>
      <div className="d-body">
        <p className="d-lead">
          <RichText text={view.sentence} />
        </p>
        {row.begun !== null && <p className="off">{t('gates.begun', { title: row.begun })}</p>}
        {view.next.length > 0 && (
          <div>
            <h3>{t('gates.next')}</h3>
            <ul className="plain">
              {view.next.map((act) => (
                <li key={act.person ?? ''} className={act.late ? 'off' : undefined}>
                  {act.decides
                    ? t('gates.decides', { name: act.name })
                    : t('gates.owes', { name: act.name, what: act.what.join('; ') })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="g-sides">
          {sides
            .filter((side) => side !== 'actions' || gate.actions.length > 0)
            .map((side) => (
              <div key={side}>
                <h3>
                  {t(`gates.${side}`)} <small>{t(`gates.${side}Hint`)}</small>
                </h3>
                {gate[side].length === 0 && <p className="dim">{t('gates.noCriteria')}</p>}
                <ul className="g-list">
                  {gate[side].map((item) => (
                    <Line
                      key={item.id}
                      item={item}
                      late={view.late.includes(item.id)}
                      people={people}
                      acts={
                        mayEdit
                          ? {
                              meet: () => setOpen({ verb: 'meet', row: item }),
                              edit: () => setOpen({ verb: 'criterion', side, row: item }),
                              remove:
                                side === 'actions'
                                  ? null
                                  : () => remove.mutate({ gate: gate.id, version, id: item.id }),
                            }
                          : null
                      }
                    />
                  ))}
                </ul>
                {mayEdit && side !== 'actions' && (
                  <Button
                    small
                    ghost
                    icon="plus"
                    onClick={() => setOpen({ verb: 'criterion', side, row: null })}
                  >
                    {t(`gates.addCriterion.${side}`)}
                  </Button>
                )}
              </div>
            ))}
        </div>
        <VerbConflict
          error={remove.error ?? removeGate.error}
          label={(name) => name}
          show={(_name, value) => JSON.stringify(value)}
          onMine={(at) => remove.variables && remove.mutate({ ...remove.variables, version: at })}
          onTheirs={() => {
            remove.reset();
            removeGate.reset();
          }}
        />
        <Record decisions={gate.decisions} />
        <Thread program={program} kind="gate" id={gate.id} />
        <div className="d-acts">
          {mayEdit && row.may_decide && (
            <Button primary icon="check" onClick={() => setOpen({ verb: 'decide' })}>
              {t(gate.decisions.length > 0 ? 'gates.review' : 'gates.decide')}
            </Button>
          )}
          {!row.may_decide && (
            <p className="dim">{t('gates.mayNot', { names: names || t('gates.noApprovers') })}</p>
          )}
          {mayEdit && (
            <Button small onClick={() => setOpen({ verb: 'gate' })}>
              {t('gates.edit')}
            </Button>
          )}
          {mayEdit && gate.decisions.length === 0 && (
            <Button small ghost onClick={() => removeGate.mutate({ gate: gate.id, version })}>
              {t('gates.remove')}
            </Button>
          )}
        </div>
      </div>
      {open?.verb === 'criterion' && (
        <CriterionDialog
          program={program}
          gate={row}
          side={open.side}
          row={open.row}
          people={people}
          onClose={close}
        />
      )}
      {open?.verb === 'meet' && <MeetDialog program={program} gate={row} row={open.row} onClose={close} />}
      {open?.verb === 'decide' && (
        <DecisionDialog program={program} row={row} people={people} onClose={close} />
      )}
      {open?.verb === 'gate' && (
        <GateDialog program={program} row={row} milestones={milestones} people={people} onClose={close} />
      )}
    </section>
  );
}
