import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Ask, MilestoneRow, Overview, Text } from '@/api/types';
import { ChartDrawing } from '@/components/charts/VegaChart';
import { Fact } from '@/components/facts/Fact';
import { plain, RichText } from '@/components/facts/RichText';
import { Button, IconButton } from '@/components/forms/Button';
import { StatusPill } from '@/components/status/StatusPill';
import { deltaTone } from '@/components/status/tones';
import { day, dayOf, fullDay } from '@/lib/format/dates';
import { chance, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { AskDialog } from './AskDialog';

const SHOWN = 4;

function Changed({ changed }: { changed: Overview['changed'] }) {
  const hidden = changed.lines.length - SHOWN;
  const title = changed.since
    ? t('program.changedSince', { when: day(changed.since.date) })
    : t('program.changed');
  return (
    <div>
      <h3>{title}</h3>
      {changed.lines.length === 0 && (
        <p className="dim">{changed.since ? t('program.unchanged') : t('program.noReport')}</p>
      )}
      <ul>
        {changed.lines.slice(0, SHOWN).map((line, index) => (
          <li key={index}>
            {line.delta && <b className={line.tone ?? ''}>{line.delta} </b>}
            <RichText text={line.text} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p>
          <Link className="ref small" to="reports/draft">
            {t('program.changedMore', { count: hidden })}
          </Link>
        </p>
      )}
    </div>
  );
}

function EditAsk({ program, asked }: { program: string; asked: boolean }) {
  const [open, setOpen] = useState(false);
  const label = t(asked ? 'program.ask.edit' : 'program.ask.add');
  return (
    <>
      {asked ? (
        <IconButton icon="edit" className="edit-ask" label={label} onClick={() => setOpen(true)} />
      ) : (
        <Button small icon="plus" onClick={() => setOpen(true)}>
          {label}
        </Button>
      )}
      <AskDialog program={program} opened={open} onClose={() => setOpen(false)} />
    </>
  );
}

const ended = (text: Text) => /[.!?…]\s*$/.test(plain(text));

function TheAsk({ ask, program }: { ask: Ask | null; program: Overview['program'] }) {
  const edit = program.role !== 'viewer' && <EditAsk program={program.id} asked={ask !== null} />;
  if (ask === null) {
    return (
      <div>
        <h3>{t('program.ask')}</h3>
        <p className="dim">{t('program.noAsk')}</p>
        {edit}
      </div>
    );
  }
  return (
    <div>
      <h3>
        {ask.by ? t('program.askBy', { when: fullDay(ask.by).replace(/\s\d{4}$/, '') }) : t('program.ask')}
        {edit}
      </h3>
      <p>
        <RichText text={ask.text} />
        {ended(ask.text) ? ' ' : '. '}
        {ask.to && t('program.toDecide', { name: ask.to.name })}{' '}
        {ask.if_not && <span className="dim">{t('program.ifNot', { text: ask.if_not })}</span>}
      </p>
    </div>
  );
}

/** Working days from the plan date to the target, in words: float, or days past it. */
function planNote(row: MilestoneRow): string {
  if (row.target === null || row.plan === null) return '';
  if (dayOf(row.plan) === row.target) return t('program.noFloat');
  if (dayOf(row.plan) > row.target) return t('program.late');
  return '';
}

const HISTORY_HEIGHT = 128;

/** How the forecast moved: the drawing of the report, smaller; and the last move in words, unless `told` is its day. */
function Moved({ history, delta, told }: Pick<Overview, 'history' | 'delta'> & { told?: string }) {
  const small = useMemo(() => ({ ...history, spec: { ...history.spec, height: HISTORY_HEIGHT } }), [history]);
  return (
    <div className="moved">
      {history.spec ? (
        <ChartDrawing chart={small} spec={small.spec} />
      ) : (
        <p className="small dim">{history.empty}</p>
      )}
      {delta && delta.since !== told && (
        <p className="small">
          <RichText text={delta.text} />
        </p>
      )}
    </div>
  );
}

function Figures({ data, final }: { data: Overview; final: MilestoneRow }) {
  const delta = final.vs_target_days;
  const tone = delta === null ? '' : deltaTone(delta, data.status.status);
  return (
    <div className="fig">
      <dl>
        <div>
          <dt title={final.title}>{t('program.p85of', { title: final.title })}</dt>
          <dd className="big">{final.p85 ? <Fact id={`p85:${final.id}`} text={day(final.p85)} /> : '–'}</dd>
        </div>
        <div>
          <dt>{final.target ? t('program.against', { when: day(final.target) }) : t('program.noTarget')}</dt>
          <dd className={`big ${tone}`}>
            {delta === null ? '–' : signed(delta)}
            {delta !== null && <small> {t('word.workingDays', { count: Math.abs(delta) })}</small>}
          </dd>
        </div>
        <div>
          <dt>{t('program.plan')}</dt>
          <dd>
            {final.plan ? day(final.plan) : '–'} <span className="dim">{planNote(final)}</span>
          </dd>
        </div>
        <div>
          <dt>
            {final.commitment
              ? t('program.commitment', { when: day(final.commitment) })
              : t('program.noCommitment')}
          </dt>
          <dd>
            {final.kept === null ? (
              <span className="dim">{t('word.none')}</span>
            ) : (
              <>
                <Fact id={`kept:${final.id}`} text={chance(final.kept)} />{' '}
                <span className="dim">{t('program.kept')}</span>
              </>
            )}
          </dd>
        </div>
      </dl>
      <Moved history={data.history} delta={data.delta} told={data.changed.since?.date} />
    </div>
  );
}

/** The sentence that a busy person can repeat, what changed, what is asked, and the four figures behind it. */
export function BottomLine({ data }: { data: Overview }) {
  return (
    <section className={`card bl ${data.final ? '' : 'alone'}`} aria-label={t('program.bottomLine')}>
      <div className="say">
        <div className="top">
          <StatusPill status={data.status.status} />
          <span>
            <RichText text={data.status.rule.length > 0 ? data.status.rule : data.status.reason} />
          </span>
        </div>
        <h2>
          <RichText text={data.bottom_line} />
        </h2>
        <div className="two">
          <Changed changed={data.changed} />
          <TheAsk ask={data.ask} program={data.program} />
        </div>
      </div>
      {data.final && <Figures data={data} final={data.final} />}
    </section>
  );
}
