import type { Template } from '@/api/types';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { dayAfter, place } from './timeline';

const COUNTED = [
  'workstreams',
  'activities',
  'dependencies',
  'gates',
  'risks',
  'people',
  'responsibilities',
  'cadences',
  'contracts',
] as const;

function Counts({ counts }: { counts: Template['counts'] }) {
  return (
    <ul className="tpl-counts">
      {COUNTED.filter((name) => (counts[name] ?? 0) > 0).map((name) => (
        <li key={name}>{t(`templates.count.${name}`, { count: counts[name] ?? 0 })}</li>
      ))}
    </ul>
  );
}

function Milestones({ template, start }: { template: Template; start: string }) {
  return (
    <ol className="tpl-line" aria-label={t('templates.milestones')}>
      {template.milestones.map((milestone, index) => {
        const date = day(dayAfter(start, milestone.day), { year: true });
        return (
          <li key={index}>
            <span className="tpl-name">
              {milestone.title}
              {milestone.gate && <span className="tag">{t('templates.gate')}</span>}
            </span>
            <span className="tpl-date figures">{date}</span>
            <span className="tpl-track" aria-hidden="true">
              <span style={{ left: `${place(milestone.day, template.days)}%` }} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** What a template brings: how much of everything, its workstreams, and its milestones on a line from the start. */
export function TemplatePreview({ template, start }: { template: Template; start: string }) {
  return (
    <section className="tpl-preview" aria-label={t('templates.preview', { title: template.title })}>
      <p>{template.summary}</p>
      <Counts counts={template.counts} />
      <p className="tpl-streams">
        {template.workstreams.map(({ title, way }) => (
          <span key={title} className="chip-text">
            {title} <span className="dim">{t(`way.${way as 'scrum'}`)}</span>
          </span>
        ))}
      </p>
      <Milestones template={template} start={start} />
      <p className="dim small">{t('templates.dates')}</p>
    </section>
  );
}
