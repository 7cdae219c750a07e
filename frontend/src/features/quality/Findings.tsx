import { useQueries, useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { useRecordHref } from '@/components/facts/context';
import { EmptyState, ErrorState } from '@/components/feedback/States';
import { t } from '@/lib/messages/t';
import { worth } from './CheckTable';
import { findingsQuery, PAGE } from './useQuality';
import type { Check, Finding, Part } from './useQuality';
import { Verdict } from './Verdict';
import { WaiveDialog, type Wish } from './WaiveDialog';
import { WaivedList } from './WaivedList';

const HEIGHT = 76;

type LineProps = { finding: Finding | undefined; team: string; onWaive: ((finding: Finding) => void) | null };

function Line({ finding, team, onWaive }: LineProps) {
  const hrefOf = useRecordHref();
  if (finding === undefined) return <i className="ghost-row" />;
  const href = hrefOf('activity', finding.activity);
  return (
    <>
      <p className="what">
        {href ? (
          <Link to={href} title={t('quality.open', { title: finding.title })}>
            {finding.title}
          </Link>
        ) : (
          finding.title
        )}
        <span className="detail">{finding.detail}</span>
      </p>
      <p className="sec">
        <span>
          {finding.fix}
          {team && <span className="dim"> · {team}</span>}
        </span>
        {onWaive && (
          <button
            type="button"
            className="linkish"
            aria-label={t('quality.waiveOf', { title: finding.title })}
            onClick={() => onWaive(finding)}
          >
            {t('quality.waive')}
          </button>
        )}
      </p>
    </>
  );
}

type Props = {
  program: string;
  part: Part;
  check: Check;
  teams: ReadonlyMap<string, string>;
  mayEdit: boolean;
};

function List({ program, part, check, teams, mayEdit }: Props) {
  const [wish, setWish] = useState<Wish | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: check.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
    initialRect: { width: 480, height: 800 },
  });
  const items = virtualizer.getVirtualItems();
  const pages = [...new Set(items.map((item) => Math.floor(item.index / PAGE)))];
  const results = useQueries({ queries: pages.map((page) => findingsQuery(program, part, check.id, page)) });
  const failed = results.find((result) => result.error !== null);
  const at = (index: number) =>
    results[pages.indexOf(Math.floor(index / PAGE))]?.data?.findings[index % PAGE];
  const waive = ({ id, title }: Finding) => setWish({ fault: { check: check.id, record: id }, title });
  if (failed?.error) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  return (
    <div ref={scroller} className="finding-scroll">
      <div role="list" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const finding = at(item.index);
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="listitem"
              aria-posinset={item.index + 1}
              aria-setsize={check.count}
              className="finding"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Line
                finding={finding}
                team={teams.get(finding?.team ?? '') ?? ''}
                onWaive={mayEdit && check.waivable ? waive : null}
              />
            </div>
          );
        })}
      </div>
      {wish && <WaiveDialog program={program} wish={wish} onClose={() => setWish(null)} />}
    </div>
  );
}

/** Those of the check that are set apart, from its first page. */
function Apart({ program, part, check, mayEdit }: Props) {
  const waived = useQuery(findingsQuery(program, part, check.id, 0)).data?.waived ?? [];
  return waived.length > 0 && <WaivedList program={program} waived={waived} mayEdit={mayEdit} />;
}

/** The selected check: what it means, and each finding with what to do. */
export function Findings(props: Props) {
  const { check } = props;
  const facts = [
    t('quality.looks', { what: check.of }),
    check.threshold_text && t('quality.limit', { threshold: check.threshold_text }),
    worth(check),
    check.source ? t('quality.source', { source: check.source }) : t('quality.ours'),
  ].filter(Boolean);
  return (
    <section className="card quality-findings" aria-label={t('quality.detail', { title: check.title })}>
      <header>
        <h2 className="ell" title={check.title}>
          {check.title}
        </h2>
        <Verdict check={check} />
      </header>
      <div className="about">
        <p>{check.means}</p>
        <p className="dim small">{facts.join(' · ')}</p>
      </div>
      {check.reason !== '' && (
        <div className="pad">
          <p>
            <b>{t('quality.unjudged')}</b> {check.reason}
          </p>
        </div>
      )}
      {check.reason === '' && check.count === 0 && <EmptyState title={t('quality.clean')} icon="check" />}
      {check.count > 0 && (
        <>
          <p className="listed small dim">{t('quality.findings', { count: check.count })}</p>
          <List {...props} />
        </>
      )}
      {check.waived > 0 && <Apart {...props} />}
      <p className="sr" role="status">
        {t('quality.announce', { title: check.title, count: check.count })}
      </p>
    </section>
  );
}
