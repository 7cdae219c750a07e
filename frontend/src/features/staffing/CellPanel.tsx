import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { Text } from '@/api/types';
import { useRecordHref } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { Button, IconButton } from '@/components/forms/Button';
import { day } from '@/lib/format/dates';
import { number, percent, workingDays } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { useCandidates, useCell, usePain } from './useStaffing';
import type { By, Cell, Every } from './useStaffing';

type Asking = Cell['activities'][number];
type Props = {
  program: string;
  by: By;
  every: Every;
  row: string;
  start: string;
  title: string;
  onClose: () => void;
};

function WhoCould({ program, activity, skill }: { program: string; activity: string; skill: string }) {
  const query = useCandidates(program, activity, skill);
  return (
    <Loaded query={query} rows={2} height={20}>
      {(found) =>
        found.length === 0 ? (
          <p className="dim small">{t('staffing.panel.whoNone', { skill })}</p>
        ) : (
          <ul className="st-who">
            {found.slice(0, 8).map((each) => (
              <li key={each.person}>
                <span>
                  {each.name}
                  {each.level > 0 && (
                    <span className="dim"> · {t(`staffing.level.${each.level as 1 | 2 | 3}`)}</span>
                  )}
                </span>
                <span className={each.enough ? 'on' : 'dim'}>
                  {each.assigned
                    ? t('staffing.panel.whoHas')
                    : each.enough
                      ? t('staffing.panel.whoEnough')
                      : t('staffing.panel.whoPart', {
                          free: number(each.free),
                          asked: number(each.asked),
                        })}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Activity({ program, each }: { program: string; each: Asking }) {
  const [who, setWho] = useState(false);
  const href = useRecordHref()('activity', each.id);
  return (
    <li>
      <div className="st-ask">
        <span>
          {href === null ? each.title : <Link to={href}>{each.title}</Link>}
          <span className="dim small">
            {' '}
            {each.name !== '' ? each.name : t('staffing.panel.nobody')} · {percent(each.units)}
            {each.skill !== '' && ` · ${t('staffing.panel.skill', { skill: each.skill })}`} ·{' '}
            {day(each.start)} – {day(each.finish)} ·{' '}
            {each.critical
              ? t('staffing.panel.critical')
              : t('staffing.panel.float', { days: workingDays(each.total_float) })}
          </span>
          {each.assumed && <span className="dim small"> {t('staffing.panel.assumed')}</span>}
        </span>
        <b className="num">{t('staffing.panel.hours', { hours: number(each.hours) })}</b>
      </div>
      <Button
        small
        ghost
        aria-expanded={who}
        aria-label={t('staffing.panel.whoOf', { title: each.title })}
        onClick={() => setWho(!who)}
      >
        {t('staffing.panel.who')}
      </Button>
      {who && <WhoCould program={program} activity={each.id} skill={each.skill} />}
    </li>
  );
}

function People({ cell }: { cell: Cell }) {
  return (
    <ul className="st-people">
      {cell.people.map((each) => (
        <li key={each.id}>
          <b>{each.name}</b> {each.role !== '' && <span className="dim">{each.role}</span>}
          <p className="small">
            {t('staffing.panel.person', {
              asked: number(each.asked),
              there: number(each.capacity),
              worked: number(each.worked),
            })}
          </p>
          {each.over > 0 && (
            <p className="small off">{t('staffing.panel.over', { over: number(each.over) })}</p>
          )}
          {each.notes.map((note) => (
            <p className="small" key={note}>
              {note}
            </p>
          ))}
          {each.off.length > 0 && (
            <p className="small dim">
              {t('staffing.panel.off', {
                days: each.off.map(({ date, title }) => `${day(date)} (${title})`).join(', '),
              })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What an overloaded week costs when it is resolved by waiting. */
function Hurts({ program, person, week }: { program: string; person: string; week: string }) {
  const query = usePain(program, person, week, true);
  return (
    <section aria-live="polite">
      <h3>{t('staffing.hurts')}</h3>
      {query.isPending && <p className="dim small">{t('staffing.hurtsWait')}</p>}
      <Loaded query={query} rows={1} height={20}>
        {(pain) => (
          <>
            <p>
              <RichText text={pain.text as Text} />
            </p>
            {pain.milestones.length > 1 && (
              <ul className="st-moved">
                {pain.milestones.slice(0, 6).map((each) => (
                  <li key={each.id}>
                    <span>{each.title}</span>
                    <span className="num">{workingDays(each.days)}</span>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The receipt of one figure: what asks for time, who is there, and what it costs to wait. */
export function CellPanel({ program, by, every, row, start, title, onClose }: Props) {
  const query = useCell(program, by, row, every, start);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [row, start]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  const over = query.data?.people.some((each) => each.over > 0) ?? false;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from anywhere in it
    <aside className="card st-panel" aria-label={title} onKeyDown={onKeyDown}>
      <header>
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <IconButton icon="close" label={t('staffing.panel.close')} onClick={onClose} />
      </header>
      <div className="st-panel-body">
        <Loaded query={query} rows={5}>
          {(cell) => (
            <>
              <p>
                {t('staffing.panel.total', {
                  asked: number(cell.activities.reduce((sum, { hours }) => sum + hours, 0)),
                  there: number(cell.people.reduce((sum, { capacity }) => sum + capacity, 0)),
                })}
              </p>
              {by === 'person' && every === 'week' && over && (
                <Hurts program={program} person={row} week={start} />
              )}
              <section>
                <h3>{t('staffing.panel.work')}</h3>
                {cell.activities.length === 0 && <p className="dim">{t('staffing.panel.noWork')}</p>}
                <ul className="st-asks">
                  {cell.activities.slice(0, 40).map((each) => (
                    <Activity key={`${each.id} ${each.person} ${each.skill}`} program={program} each={each} />
                  ))}
                </ul>
              </section>
              {cell.people.length > 0 && (
                <section>
                  <h3>{t('staffing.panel.people')}</h3>
                  <People cell={cell} />
                </section>
              )}
            </>
          )}
        </Loaded>
      </div>
    </aside>
  );
}
