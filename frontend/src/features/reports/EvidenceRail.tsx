import { useEffect, useRef } from 'react';
import type { Fact, Report } from '@/api/types';
import { CopyCitation } from '@/components/facts/CopyCitation';
import { factAsOf, FactDetail } from '@/components/facts/FactDetail';
import { IconButton } from '@/components/forms/Button';
import { Icon } from '@/components/icons/Icon';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';

function Readiness({ points }: { points: Report['readiness'] }) {
  return (
    <section className="ready">
      <h2>{t('report.ready')}</h2>
      <ul>
        {points.map((point) => (
          <li key={point.text}>
            {point.ok ? (
              <Icon name="check" className="on" />
            ) : (
              <StatusGlyph status="at_risk" label={t('status.at_risk')} />
            )}
            <span>{point.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type EvidenceProps = { fact: Fact; onClose: () => void };

function Evidence({ fact, onClose }: EvidenceProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <section className="card rail-fact" ref={panel} aria-label={fact.label} aria-live="polite">
      <header>
        <h2>{fact.label}</h2>
        <IconButton icon="close" label={t('fact.close')} onClick={onClose} />
      </header>
      <FactDetail fact={fact} />
      <footer>
        <span>{factAsOf(fact)}</span>
        <CopyCitation fact={fact} />
      </footer>
    </section>
  );
}

type Props = { report: Report; openId: string | null; onClose: () => void };

/** Beside the paper: what stands in the way of publishing, and the evidence of the chosen number. */
export function EvidenceRail({ report, openId, onClose }: Props) {
  const fact = openId === null ? undefined : report.facts[openId];
  return (
    <aside className="report-rail noprint" aria-label={t('report.evidence')}>
      {report.number === null && report.readiness.length > 0 && <Readiness points={report.readiness} />}
      {fact ? (
        <Evidence fact={fact} onClose={onClose} />
      ) : (
        <p className="dim small">{t('report.evidenceHint')}</p>
      )}
    </aside>
  );
}
