import type { Import, Problem, Source } from '@/api/types';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';

const glyphs = { error: 'off_track', warning: 'at_risk', info: 'unknown' } as const;

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
    <li>
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
    </li>
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
  const hidden = total - found.problems.length;
  return (
    <section className="card">
      <header>
        <h2>{t('import.problems')}</h2>
        <span className="more">{total > 0 ? counts : t('import.noProblems')}</span>
      </header>
      {found.problems.length > 0 && (
        // The list scrolls: it must be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className="problems" tabIndex={0} aria-label={t('import.problems')}>
          {found.problems.map((problem, index) => (
            <Line key={index} problem={problem} />
          ))}
          {hidden > 0 && <li className="dim">{t('import.more', { count: hidden })}</li>}
        </ul>
      )}
    </section>
  );
}
