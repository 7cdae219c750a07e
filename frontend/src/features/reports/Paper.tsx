import type { Ask, Report } from '@/api/types';
import { Fact } from '@/components/facts/Fact';
import { RichText } from '@/components/facts/RichText';
import { Logo } from '@/components/icons/Icon';
import { StatusPill } from '@/components/status/StatusPill';
import { fullDay } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { Changes, changesOf, ReportSection } from './Sections';

function TheAsk({ ask }: { ask: Ask }) {
  return (
    <section className="doc-ask">
      <h2>{t('report.ask')}</h2>
      <p>
        <RichText text={ask.text} />
      </p>
      <p className="doc-ask-by">
        {ask.to && t('report.decide', { who: ask.to.name })}
        {ask.by && (
          <>
            {ask.to ? ', ' : ''}
            <b>{t('report.decideBy', { when: fullDay(ask.by).replace(/\s\d{4}$/, '') })}</b>
          </>
        )}
        {ask.if_not && <>. {t('program.ifNot', { text: ask.if_not })}</>}
      </p>
    </section>
  );
}

function Figures({ figures }: { figures: Report['figures'] }) {
  return (
    <dl className="doc-figures">
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>
            <Fact id={figure.fact} text={figure.text} />
            {figure.delta && <span className={`delta ${figure.tone ?? ''}`}>{figure.delta}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The document as it will be read: status, headline, figures, ask, then the sections. */
export function Paper({ report }: { report: Report }) {
  const changes = changesOf(report);
  const number =
    report.number === null ? t('report.draftOf') : t('report.number', { number: String(report.number) });
  const kind = t(`report.kind.${report.audience}`);
  return (
    <article className="paper">
      <header>
        <Logo />
        <b className="ell" title={report.title}>
          {report.title}
        </b>
        <span>{[kind, fullDay(report.date), number].join(' · ')}</span>
      </header>
      <p className="doc-status">
        <StatusPill status={report.status.status} />
        <span>
          <RichText text={report.status.reason} />
        </span>
      </p>
      <h1>
        <RichText text={report.headline} />
      </h1>
      {report.figures.length > 0 && <Figures figures={report.figures} />}
      <div className={report.ask && changes ? 'doc-two' : ''}>
        {report.ask && <TheAsk ask={report.ask} />}
        {changes && (
          <section className="doc-changes">
            <h2>{changes.title}</h2>
            <Changes lines={changes.lines} />
          </section>
        )}
      </div>
      {report.sections
        .filter((section) => section !== changes)
        .map((section) => (
          <ReportSection key={section.id} section={section} />
        ))}
      <footer>
        {report.footer.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </footer>
    </article>
  );
}
