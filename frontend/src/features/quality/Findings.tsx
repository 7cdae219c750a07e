import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { Link } from 'react-router';
import { useRecordHref } from '@/components/facts/context';
import { EmptyState, ErrorState } from '@/components/feedback/States';
import { t } from '@/lib/messages/t';
import { worth } from './CheckTable';
import { findingsQuery, PAGE } from './useQuality';
import type { Check, Finding, Part } from './useQuality';
import { Verdict } from './Verdict';

const HEIGHT = 76;

type LineProps = { finding: Finding | undefined; team: string };

function Line({ finding, team }: LineProps) {
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
        {finding.fix}
        {team && <span className="dim"> · {team}</span>}
      </p>
    </>
  );
}

type ListProps = { program: string; part: Part; check: Check; teams: ReadonlyMap<string, string> };

function List({ program, part, check, teams }: ListProps) {
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
              <Line finding={finding} team={teams.get(finding?.team ?? '') ?? ''} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The selected check: what it means, and each finding with what to do. */
export function Findings({ program, part, check, teams }: ListProps) {
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
          <List program={program} part={part} check={check} teams={teams} />
        </>
      )}
      <p className="sr" role="status">
        {t('quality.announce', { title: check.title, count: check.count })}
      </p>
    </section>
  );
}
