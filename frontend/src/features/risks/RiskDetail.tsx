import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '@/api/queries';
import type { RiskRow, RiskState } from '@/api/types';
import { useRecordHref } from '@/components/facts/context';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Thread } from '@/components/discussion/Thread';
import { Button } from '@/components/forms/Button';
import { Avatar } from '@/components/people/Avatar';
import { day } from '@/lib/format/dates';
import { number, percent, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { Level } from './Level';
import { strategyName } from './RegisterTable';
import { Triangle } from './Triangle';
import { useDeleteRisk, useSaveRisk } from './useRisks';

const THOUSAND = 1000;

function responseSentence({ response }: RiskRow): string {
  if (response === null) return '';
  const who = response.owner?.name;
  const when = response.done
    ? t('risks.done')
    : response.due
      ? t('risks.due', { when: day(response.due) })
      : null;
  return [`${strategyName(response.strategy)}${response.text ? `: ${response.text}` : ''}`, who, when]
    .filter(Boolean)
    .join(', ');
}

function Story({ risk }: { risk: RiskRow }) {
  const lines: [string, string][] = [
    [t('risks.because'), risk.cause],
    [t('risks.mayBe'), risk.event],
    [t('risks.soThat'), risk.effect],
    [t('risks.trigger'), risk.trigger],
    [t('risks.response'), responseSentence(risk)],
  ];
  return (
    <dl className="story">
      {lines.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className={text ? '' : 'dim'}>{text || t('risks.none')}</dd>
        </div>
      ))}
    </dl>
  );
}

function Shapes({ risk }: { risk: RiskRow }) {
  const { impact_days: days, impact_money: money } = risk;
  const inThousands = money !== null && Number(money.high) >= THOUSAND;
  const scale = inThousands ? THOUSAND : 1;
  const currency = money ? `${money.currency}${inThousands ? ' k' : ''}` : '';
  return (
    <div className="shapes">
      <h3>{t('risks.likely', { p: percent(risk.probability) })}</h3>
      {days ? (
        <Triangle values={days} label={t('risks.form.days')} />
      ) : (
        <p className="dim">{t('risks.none')}</p>
      )}
      {money && (
        <>
          <h3>{t('risks.money', { currency })}</h3>
          <Triangle
            values={[Number(money.low) / scale, Number(money.likely) / scale, Number(money.high) / scale]}
            label={t('risks.money', { currency })}
          />
        </>
      )}
    </div>
  );
}

function MovesText({ risk }: { risk: RiskRow }) {
  const left = risk.response?.residual_probability;
  return (
    <p>
      {risk.p85_with &&
        risk.p85_without &&
        t('risks.withWithout', { with: day(risk.p85_with), without: day(risk.p85_without) })}{' '}
      {risk.moves_after_days !== null && (
        <>
          {left === null || left === undefined
            ? t('risks.afterPlain')
            : t('risks.after', { p: percent(left) })}
          <b>{signed(risk.moves_after_days)}</b>.
        </>
      )}
    </p>
  );
}

function Hits({ risk }: { risk: RiskRow }) {
  const href = useRecordHref();
  if (risk.hits.length === 0) return <p className="small dim">{t('risks.noLinked')}</p>;
  return (
    <>
      <p className="hits-head">
        {t('risks.linked')}
        <span>{t('risks.float')}</span>
      </p>
      <ul className="hits">
        {risk.hits.map((hit) => (
          <li key={hit.id}>
            <i className={hit.critical ? 'crit' : ''} />
            <Link to={href('activity', hit.id) ?? '#'} className="ell" title={hit.title}>
              {hit.title}
            </Link>
            <span>{number(hit.float_days)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

type Props = {
  risk: RiskRow;
  program: string;
  milestone: string | null;
  mayEdit: boolean;
  onEdit: () => void;
  onGone: () => void;
};

function Verbs({ risk, program, onEdit, onGone }: Omit<Props, 'milestone' | 'mayEdit'>) {
  // as it was when the question was asked
  const [asking, setAsking] = useState<RiskRow | null>(null);
  const client = useQueryClient();
  const save = useSaveRisk(program, onGone);
  const remove = useDeleteRisk(program, onGone);
  const move = (state: RiskState, version = risk.version) =>
    save.mutate({ risk: { ...risk, version }, input: { state } });
  const seeTheirs = () => {
    save.reset();
    remove.reset();
    setAsking(null);
    void client.invalidateQueries({ queryKey: keys.program(program) });
  };
  const wanted = save.variables?.input.state;
  return (
    <>
      <Button small icon="edit" title={`${t('risks.edit')} (F2)`} onClick={onEdit}>
        {t('risks.edit')}
      </Button>
      {risk.state === 'open' ? (
        <>
          <Button small disabled={save.isPending} onClick={() => move('occurred')}>
            {t('risks.occur')}
          </Button>
          <Button small disabled={save.isPending} onClick={() => move('closed')}>
            {t('risks.close')}
          </Button>
        </>
      ) : (
        <Button small disabled={save.isPending} onClick={() => move('open')}>
          {t('risks.reopen')}
        </Button>
      )}
      <Button
        small
        ghost
        danger
        icon="trash"
        title={t('risks.delete')}
        aria-label={t('risks.delete')}
        onClick={() => setAsking(risk)}
      />
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t('risks.delete')}
        size={440}
        centered
      >
        <p>{t('risks.deleteAsk', { id: risk.id, title: risk.title })}</p>
        <VerbConflict
          error={remove.error}
          label={stateLabel}
          show={stateWords}
          busy={remove.isPending}
          onMine={(version) => remove.mutate({ ...risk, version })}
          onTheirs={seeTheirs}
        />
        {remove.error === null && (
          <div className="form-acts">
            <Button onClick={() => setAsking(null)}>{t('action.cancel')}</Button>
            <Button danger onClick={() => asking && remove.mutate(asking)}>
              {t('action.delete')}
            </Button>
          </div>
        )}
      </Modal>
      {save.error && (
        <div className="verb-conflict">
          <VerbConflict
            error={save.error}
            label={stateLabel}
            show={stateWords}
            busy={save.isPending}
            onMine={(version) => wanted && move(wanted, version)}
            onTheirs={seeTheirs}
          />
        </div>
      )}
    </>
  );
}

const stateLabel = (field: string): string => {
  if (field === 'state') return t('risks.state.label');
  return field === 'closed' ? t('risks.state.closed') : field;
};

function stateWords(field: string, value: unknown): string {
  if (value === 'open' || value === 'closed' || value === 'occurred') return t(`risks.${value}`);
  if (typeof value !== 'string' || value === '') return t('word.none');
  return field === 'closed' ? day(value) : value;
}

/** One risk: cause, event, effect; shape; what it moves and what stays after the response. */
export function RiskDetail({ risk, milestone, mayEdit, ...rest }: Props) {
  const moves = risk.moves_days;
  return (
    <section className="card detail" aria-label={`${risk.id} ${risk.title}`}>
      <header>
        <h2 className="ell" title={risk.title}>
          {risk.id} {risk.title}
        </h2>
        <Level level={risk.level} />
        <span className="more">
          {risk.owner && (
            <span className="who">
              <Avatar person={risk.owner} /> {risk.owner.name}
            </span>
          )}
          {mayEdit && <Verbs risk={risk} {...rest} />}
        </span>
      </header>
      <div className="detail-body">
        <Story risk={risk} />
        <Shapes risk={risk} />
        <div className="effect">
          <h3>{milestone ? t('risks.movesBy', { title: milestone }) : t('risks.movesByPlain')}</h3>
          {moves === null ? (
            <p className="dim">{t('risks.noMoves')}</p>
          ) : (
            <>
              <p className={`hero ${moves > 0 ? 'off' : moves < 0 ? 'on' : ''}`}>
                {signed(moves)} <small>{t('word.workingDays', { count: Math.abs(moves) })}</small>
              </p>
              <MovesText risk={risk} />
            </>
          )}
          <Hits risk={risk} />
        </div>
      </div>
      <Thread key={risk.id} program={rest.program} kind="risk" id={risk.id} />
    </section>
  );
}
