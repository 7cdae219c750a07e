import { useState } from 'react';
import { asText } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Fact } from '@/components/facts/Fact';
import { Button } from '@/components/forms/Button';
import { day } from '@/lib/format/dates';
import { chance, number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Capacity, SprintItem, SprintView } from '@/features/delivery/types';
import { useBegin, usePut, useRemoveSprint } from '@/features/delivery/useDelivery';

export function capacityWords({ people, days, focus }: Capacity): string {
  if (people.length === 0) return t('sprints.capacityNone');
  const all = people.reduce((total, each) => total + each.days, 0);
  return t('sprints.capacitySaid', { days: number(days), all: number(all), focus: percent(focus) });
}

type ItemsProps = {
  items: readonly SprintItem[];
  act: { label: (item: SprintItem) => string; text: string; run: (item: SprintItem) => void } | null;
  frozen?: boolean;
};

/** Items with their state; those that came or went after the sprint began say so. */
export function Items({ items, act, frozen = false }: ItemsProps) {
  return (
    <table className="table s-items">
      <thead>
        <tr>
          <th scope="col">{t('sprints.item')}</th>
          <th scope="col">{t('sprints.status')}</th>
          <th scope="col">{t('sprints.who')}</th>
          <th scope="col" className="num">
            {t('sprints.points')}
          </th>
          {act && (
            <th scope="col">
              <span className="sr">{t('sprints.act')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.key}-${item.moved ? 'gone' : 'in'}`} className={item.moved ? 'dim' : undefined}>
            <th scope="row">
              <span className="dim">{item.key}</span> {item.title}
              {item.moved && <span className="chip">{t('sprints.gone')}</span>}
              {frozen && !item.committed && !item.moved && <span className="chip">{t('sprints.came')}</span>}
            </th>
            <td>{item.status}</td>
            <td>{item.assignee}</td>
            <td className="num">{item.points === null ? '' : number(item.points)}</td>
            {act && (
              <td>
                {!item.moved && (
                  <Button small ghost aria-label={act.label(item)} onClick={() => act.run(item)}>
                    {act.text}
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Props = {
  program: string;
  view: SprintView;
  mayEdit: boolean;
  /** Another one is under way: this one cannot begin. */
  blocked: boolean;
  onEdit: () => void;
  onClose: () => void;
};

/** One sprint that is planned or under way: its commitment, what became of it, and the chance to keep it. */
export function SprintCard({ program, view, mayEdit, blocked, onEdit, onClose }: Props) {
  const { sprint } = view;
  const begin = useBegin(program);
  const remove = useRemoveSprint(program);
  const put = usePut(program);
  const [shown, setShown] = useState(true);
  const active = sprint.state === 'active';
  const error = begin.error ?? remove.error ?? put.error;
  return (
    <section className="card" aria-labelledby={`sprint-${sprint.code}`}>
      <header>
        <h2 id={`sprint-${sprint.code}`}>{sprint.title}</h2>
        <span className={`st ${active ? 'on' : 'un'}`}>{t(`sprints.state.${sprint.state}`)}</span>
        <span className="more">
          {t('sprints.days', { start: day(sprint.start), finish: day(sprint.finish) })}
          {active && ` · ${t('sprints.daysLeft', { count: view.days_left })}`}
        </span>
      </header>
      <div className="d-body">
        {sprint.goal !== '' && <p className="d-lead">{sprint.goal}</p>}
        <dl className="s-figures">
          {active && (
            <div>
              <dt>{t('sprints.committed')}</dt>
              <dd>{t('sprints.items', { count: sprint.committed })}</dd>
            </div>
          )}
          <div>
            <dt>{t('sprints.done')}</dt>
            <dd>{number(view.done)}</dd>
          </div>
          <div>
            <dt>{t('sprints.left')}</dt>
            <dd>{number(view.left)}</dd>
          </div>
          {active && (
            <div>
              <dt>{t('sprints.scope')}</dt>
              <dd>
                +{number(view.added)} / {'\u2212'}
                {number(view.removed)}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('sprints.chance')}</dt>
            <dd>
              {view.chance === null || view.chance_fact === null ? (
                <span className="small dim">{t('sprints.unknown')}</span>
              ) : (
                <Fact id={view.chance_fact} text={chance(view.chance)} />
              )}
            </dd>
          </div>
          <div>
            <dt>{t('sprints.capacity')}</dt>
            <dd className="small">{capacityWords(view.capacity)}</dd>
          </div>
        </dl>
        {sprint.items.length > 0 && shown && (
          <Items
            items={sprint.items}
            frozen={active}
            act={
              mayEdit
                ? {
                    label: (item) => t('sprints.takeOut', { key: item.key, title: sprint.title }),
                    text: t('sprints.out'),
                    run: (item) => put.mutate({ items: [item.key], code: '' }),
                  }
                : null
            }
          />
        )}
        <VerbConflict
          error={error}
          label={(name) => name}
          show={(_name, value) => asText(value)}
          onMine={(version) => {
            if (begin.error) begin.mutate({ code: sprint.code, version });
            else remove.mutate({ code: sprint.code, version });
          }}
          onTheirs={() => {
            begin.reset();
            remove.reset();
            put.reset();
          }}
        />
        <div className="d-acts">
          {mayEdit && active && (
            <Button primary icon="check" onClick={onClose}>
              {t('sprints.close')}
            </Button>
          )}
          {mayEdit && !active && (
            <Button
              primary
              icon="play"
              disabled={blocked || view.left === 0}
              title={t('sprints.beginHint')}
              busy={begin.isPending ? t('sprints.busy') : null}
              onClick={() => begin.mutate({ code: sprint.code, version: sprint.version })}
            >
              {t('sprints.begin')}
            </Button>
          )}
          {mayEdit && (
            <Button small onClick={onEdit} aria-label={t('sprints.editOf', { title: sprint.title })}>
              {t('sprints.edit')}
            </Button>
          )}
          {mayEdit && !active && (
            <Button small ghost onClick={() => remove.mutate({ code: sprint.code, version: sprint.version })}>
              {t('sprints.remove')}
            </Button>
          )}
          {sprint.items.length > 12 && (
            <Button small ghost aria-expanded={shown} onClick={() => setShown((now) => !now)}>
              {t('sprints.items', { count: sprint.items.length })}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
