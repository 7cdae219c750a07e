import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useRecordHref } from '@/components/facts/context';
import { EmptyState, ErrorState } from '@/components/feedback/States';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { TableHead, type Column } from '@/components/tables/TableHead';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { cost, PERSON_DAYS, said, taken } from './steps';
import { useAccept } from './useShortening';
import type { Offer, Step } from './useShortening';

const NAMED = 8;

function What({ step }: { step: Step }) {
  const hrefOf = useRecordHref();
  return step.shortenings.map(({ id, title, days }) => {
    const href = hrefOf('activity', id);
    const text =
      days > 0
        ? t('shorten.part', { title, days: number(days) })
        : t('shorten.back', { title, days: number(-days) });
    return (
      <span key={id} className="part">
        {href === null ? text : <Link to={href}>{text}</Link>}
      </span>
    );
  });
}

type RowProps = { step: Step; at: number; unit: string; chosen: boolean; onChoose: (steps: number) => void };

function Row({ step, at, unit, chosen, onChoose }: RowProps) {
  return (
    <tr className={chosen ? '' : 'refused'}>
      <td>
        <input
          type="checkbox"
          className="shorten-box"
          aria-label={t('shorten.upTo', { step: at + 1, what: said(step) })}
          checked={chosen}
          onChange={(event) => onChoose(event.target.checked ? at + 1 : at)}
        />
      </td>
      <th scope="row">
        <What step={step} />
      </th>
      <td className="num">{number(step.won)}</td>
      <td className="num nowrap sec">{cost(step.cost_per_day, unit)}</td>
      <td className="num">{number(step.total_won)}</td>
      <td className="num nowrap">{cost(step.total_cost, unit)}</td>
      <td className="num nowrap">{day(step.finish)}</td>
    </tr>
  );
}

function names(ids: readonly string[], titles: Offer['titles']): string {
  const shown = ids.slice(0, NAMED).map((id) => titles[id] ?? id);
  const more = ids.length - shown.length;
  return [...shown, ...(more > 0 ? [t('shorten.more', { count: more })] : [])].join(', ');
}

/** Why it stops where it does, and what the plan does not tell. */
function End({ found }: { found: Offer }) {
  const { offer, titles } = found;
  const path = offer.held_by.map((id) => titles[id] ?? id);
  const cut = path.length > NAMED ? [...path.slice(0, NAMED / 2), '…', ...path.slice(-NAMED / 2)] : path;
  return (
    <section className="card">
      <header>
        <h2>{t('shorten.end')}</h2>
      </header>
      <div className="shorten-end">
        {offer.stop === 'held' && (
          <p>{cut.length > 0 ? t('shorten.held', { path: cut.join(' → ') }) : t('shorten.heldBare')}</p>
        )}
        {offer.stop === 'reached' && <p>{t('shorten.reached')}</p>}
        {offer.stop === 'steps' && <p>{t('shorten.steps')}</p>}
        {offer.unpriced.length > 0 && (
          <p className="sec">{t('shorten.unpriced', { names: names(offer.unpriced, titles) })}</p>
        )}
        {offer.unlimited.length > 0 && (
          <p className="sec">{t('shorten.unlimited', { names: names(offer.unlimited, titles) })}</p>
        )}
        {offer.unit === PERSON_DAYS && <p className="dim">{t('shorten.ruler')}</p>}
        <p className="dim">{t('shorten.booked')}</p>
      </div>
    </section>
  );
}

const COLUMNS: readonly Column[] = [
  { label: t('shorten.col.what') },
  { label: t('shorten.col.won'), size: 's-days', figures: true },
  { label: t('shorten.col.perDay'), size: 's-cost', figures: true },
  { label: t('shorten.col.total'), size: 's-days', figures: true },
  { label: t('shorten.col.cost'), size: 's-cost', figures: true },
  { label: t('shorten.col.finish'), size: 's-date', figures: true },
];

type Props = { program: string; found: Offer; pending: boolean };

/** The steps in the order to buy; choosing one chooses those before it, for it rests on them. */
export function BuyCard({ program, found, pending }: Props) {
  const { offer, versions, revision } = found;
  const [choice, setChoice] = useState({ revision, steps: offer.steps.length });
  const chosen = Math.min(choice.revision === revision ? choice.steps : Infinity, offer.steps.length);
  const { shorten, undo } = useAccept(program);
  const say = useSay();
  const all = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (all.current) all.current.indeterminate = chosen > 0 && chosen < offer.steps.length;
  }, [chosen, offer.steps.length]);
  const choose = (steps: number) => setChoice({ revision, steps });
  const take = () =>
    shorten.mutate(
      {
        shortenings: taken(offer.steps.slice(0, chosen), versions),
        why: t('shorten.why', { title: found.title }),
      },
      {
        onSuccess: ({ announcement }) =>
          say(announcement, { label: t('shorten.undone'), run: () => undo.mutate() }),
      },
    );
  const error = shorten.error ?? undo.error;
  const allBox = (
    <input
      ref={all}
      type="checkbox"
      className="shorten-box"
      aria-label={t('shorten.accept', { count: offer.steps.length })}
      checked={chosen === offer.steps.length}
      onChange={(event) => choose(event.target.checked ? offer.steps.length : 0)}
    />
  );
  return (
    <>
      {error && <ErrorState error={error} />}
      <section className={`card shorten-steps ${pending ? 'waiting' : ''}`}>
        <header>
          <div>
            <h2>{t('shorten.cheapest')}</h2>
            <p className="dim">{t('shorten.cheapestUnit')}</p>
          </div>
          {offer.steps.length > 0 && (
            <Button
              primary
              disabled={chosen === 0 || pending}
              onClick={take}
              busy={shorten.isPending ? t('shorten.accepting') : null}
            >
              {chosen > 0 ? t('shorten.accept', { count: chosen }) : t('shorten.acceptNone')}
            </Button>
          )}
        </header>
        {offer.steps.length === 0 ? (
          <EmptyState title={t('shorten.none')} icon="clock">
            {t('shorten.noneHint')}
          </EmptyState>
        ) : (
          <table className="table">
            <TableHead columns={[{ label: allBox, size: 's-box' }, ...COLUMNS]} />
            <tbody>
              {offer.steps.map((step, at) => (
                <Row key={at} step={step} at={at} unit={offer.unit} chosen={at < chosen} onChoose={choose} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      <End found={found} />
    </>
  );
}
