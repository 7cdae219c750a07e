import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent } from 'react';
import type { Import, Problem, Source } from '@/api/types';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';

const glyphs = { error: 'off_track', warning: 'at_risk', info: 'unknown' } as const;
const LINE = 50;
/** A short list is drawn as it is. */
const ALL_UP_TO = 60;

/** "plan.xml, line 41, column 12". */
export function position(source: Source | null | undefined): string {
  if (!source) return '';
  const parts = [
    source.file,
    typeof source.line === 'number' ? t('import.line', { line: source.line }) : null,
    typeof source.row === 'number' ? t('import.row', { row: source.row }) : null,
    typeof source.column === 'number' ? t('import.column', { column: source.column }) : null,
    source.path,
  ];
  return parts.filter(Boolean).join(', ');
}

function Line({ problem }: { problem: Problem }) {
  return (
    <>
      <StatusGlyph status={glyphs[problem.severity]} label={t(`import.severity.${problem.severity}`)} />
      <div>
        <p>
          {problem.message}
          {problem.hint && <span className="sec"> {problem.hint}</span>}
        </p>
        <p className="dim small">
          {[position(problem.source), problem.entity, problem.id].filter(Boolean).join(' · ')}
        </p>
      </div>
    </>
  );
}

/** Lines of their own height, of which only those in view exist. Each says its place in the whole list. */
function List({ problems, total }: { problems: Problem[]; total: number }) {
  const scroller = useRef<HTMLUListElement>(null);
  const virtual = problems.length > ALL_UP_TO;
  const virtualizer = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 8,
    enabled: virtual,
    initialRect: { width: 800, height: 400 },
  });
  const items = virtual ? virtualizer.getVirtualItems() : problems.map((_, index) => ({ index, start: 0 }));
  const first = items.at(0)?.start ?? 0;
  /** The browser would stop where the list was thought to end before its lines were measured. */
  const toEnd = (event: KeyboardEvent) => {
    if (!virtual || (event.key !== 'End' && event.key !== 'Home')) return;
    event.preventDefault();
    virtualizer.scrollToIndex(event.key === 'End' ? problems.length - 1 : 0);
  };
  return (
    // The list scrolls: it must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <ul ref={scroller} className="problems" tabIndex={0} aria-label={t('import.problems')} onKeyDown={toEnd}>
      {virtual && <li aria-hidden="true" className="gap" style={{ height: first }} />}
      {items.map(({ index }) => {
        const problem = problems[index];
        return (
          problem && (
            <li
              key={index}
              data-index={index}
              ref={virtual ? virtualizer.measureElement : undefined}
              aria-posinset={index + 1}
              aria-setsize={total}
            >
              <Line problem={problem} />
            </li>
          )
        );
      })}
      {virtual && (
        <li
          aria-hidden="true"
          className="gap"
          style={{
            height: Math.max(
              0,
              virtualizer.getTotalSize() - (virtualizer.getVirtualItems().at(-1)?.end ?? 0),
            ),
          }}
        />
      )}
      {total > problems.length && (
        <li className="dim">{t('import.more', { count: total - problems.length })}</li>
      )}
    </ul>
  );
}

export function Problems({ found }: { found: Import }) {
  const { error = 0, warning = 0, info = 0 } = found.problem_counts;
  const total = error + warning + info;
  const counts = t('import.problemCounts', {
    errors: t('import.errors', { count: error }),
    warnings: t('import.warnings', { count: warning }),
    infos: t('import.infos', { count: info }),
  });
  return (
    <section className="card">
      <header>
        <h2>{t('import.problems')}</h2>
        <span className="more">{total > 0 ? counts : t('import.noProblems')}</span>
      </header>
      {found.problems.length > 0 && <List problems={found.problems} total={total} />}
    </section>
  );
}
