import { useSay } from '@/components/feedback/Notices';
import { EmptyState, ErrorState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { TableHead, type Column } from '@/components/tables/TableHead';
import { day } from '@/lib/format/dates';
import { number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { useAccept } from './useShortening';
import type { Offer, Overlap } from './useShortening';

const what = (overlap: Overlap): string =>
  t('shorten.begin', { second: overlap.successor_title, first: overlap.predecessor_title });

type RowProps = { overlap: Overlap; busy: boolean; taking: boolean; onTake: () => void };

function Row({ overlap, busy, taking, onTake }: RowProps) {
  return (
    <tr>
      <th scope="row">{what(overlap)}</th>
      <td className="num">{number(overlap.won)}</td>
      <td className="num">{number(overlap.at_risk)}</td>
      <td className="num sec">{percent(overlap.at_risk_share)}</td>
      <td className="num nowrap">{day(overlap.finish)}</td>
      <td className="num">
        {overlap.won > 0 && (
          <Button
            disabled={busy}
            busy={taking ? t('shorten.overlapping') : null}
            onClick={onTake}
            aria-label={t('shorten.overlapSaid', { what: what(overlap) })}
          >
            {t('shorten.overlap')}
          </Button>
        )}
      </td>
    </tr>
  );
}

const COLUMNS: readonly Column[] = [
  { label: t('shorten.col.begin') },
  { label: t('shorten.col.won'), size: 's-days', figures: true },
  { label: t('shorten.col.atRisk'), size: 's-days', figures: true },
  { label: t('shorten.col.ofWork'), size: 's-days', figures: true },
  { label: t('shorten.col.finish'), size: 's-date', figures: true },
  { label: t('shorten.overlap'), size: 's-act', quiet: true },
];

type Props = { program: string; found: Offer; pending: boolean };

/** Overlaps of two activities, each by itself: what it wins and how much work it puts at risk. */
export function OverlapCard({ program, found, pending }: Props) {
  const { single, steps, won } = found.offer.fast_tracking;
  const { overlap, undo } = useAccept(program);
  const say = useSay();
  const take = (each: Overlap) =>
    overlap.mutate(
      {
        dependency: each.dependency,
        share: each.share,
        version: found.versions[each.dependency] ?? null,
        why: t('shorten.why', { title: found.title }),
      },
      {
        onSuccess: ({ announcement }) =>
          say(announcement, { label: t('shorten.undone'), run: () => undo.mutate() }),
      },
    );
  const error = overlap.error ?? undo.error;
  const first = single[0];
  return (
    <>
      {error && <ErrorState error={error} />}
      <section className={`card shorten-overlaps ${pending ? 'waiting' : ''}`}>
        <header>
          <div>
            <h2>{t('shorten.overlaps')}</h2>
            {first && <p className="dim">{t('shorten.overlapsUnit', { share: percent(first.share) })}</p>}
          </div>
        </header>
        {first === undefined ? (
          <EmptyState title={t('shorten.overlapNone')} icon="link">
            {t('shorten.overlapNoneHint')}
          </EmptyState>
        ) : (
          <>
            <table className="table">
              <TableHead columns={COLUMNS} />
              <tbody>
                {single.map((each) => (
                  <Row
                    key={each.dependency}
                    overlap={each}
                    busy={pending || overlap.isPending}
                    taking={overlap.isPending && overlap.variables.dependency === each.dependency}
                    onTake={() => take(each)}
                  />
                ))}
              </tbody>
            </table>
            <div className="shorten-end">
              {steps.length > 1 && (
                <p>
                  {t('shorten.together', {
                    count: steps.length,
                    days: t('shorten.wd', { count: Math.round(won * 10) / 10 }),
                  })}
                </p>
              )}
              <p className="dim">{t('shorten.risk')}</p>
            </div>
          </>
        )}
      </section>
    </>
  );
}
