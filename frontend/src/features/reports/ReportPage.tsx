import { Menu, Modal } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Audience, Report } from '@/api/types';
import { useRole } from '@/api/role';
import { Thread } from '@/components/discussion/Thread';
import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { Segmented } from '@/components/forms/Segmented';
import { useSearchParams } from '@/components/forms/searchParams';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { day, instant, inZone } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { EvidenceRail } from './EvidenceRail';
import { Paper } from './Paper';
import { exportHref, reportQuery, usePublish } from './queries';
import type { ExportFormat } from './queries';
import '@/features/reports/reports.css';

const audiences: Audience[] = ['executive', 'engineering'];
const formats: ExportFormat[] = ['html', 'md', 'pdf'];

function ExportMenu({ href }: { href: (format: ExportFormat) => string }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button icon="download" small>
          {t('report.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} component="a" href={href(format)} download>
            {t(`report.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

type PublishProps = { program: string; report: Report; opened: boolean; onClose: () => void };

function PublishDialog({ program, report, opened, onClose }: PublishProps) {
  const navigate = useNavigate();
  const say = useSay();
  const publish = usePublish(program, (published) => {
    const number = String(published.number);
    onClose();
    say(t('report.publishDone', { number }));
    void navigate(`/programs/${encodeURIComponent(program)}/reports/${number}`);
  });
  const open = report.readiness.filter((point) => !point.ok);
  return (
    <Modal opened={opened} onClose={onClose} title={t('report.publish')} size={480} centered>
      <div className="form">
        <p>{t('report.publishAsk')}</p>
        {open.length > 0 && (
          <div>
            <p>
              <b>{t('report.publishOpen')}</b>
            </p>
            <ul className="bullets">
              {open.map((point) => (
                <li key={point.text}>{point.text}</li>
              ))}
            </ul>
          </div>
        )}
        <FormError error={publish.error} />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            primary
            busy={publish.isPending ? t('report.publishing') : null}
            onClick={() => publish.mutate(report.audience)}
          >
            {t('report.publish')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

type BarProps = {
  program: string;
  id: string;
  report: Report;
  mayEdit: boolean;
  zone: string | undefined;
  onAudience: (audience: Audience) => void;
};

function Bar({ program, id, report, mayEdit, zone, onAudience }: BarProps) {
  const [asking, setAsking] = useState(false);
  const isDraft = report.number === null;
  const canPublish = isDraft && mayEdit;
  const verbs = useMemo<Verb[]>(() => {
    const exports = formats.map((format): Verb => {
      const open = () => window.location.assign(exportHref(program, id, format, report.audience));
      return {
        id: `report.${format}`,
        title: `${t('report.export')}: ${t(`report.export.${format}`)}`,
        group: 'do',
        run: open,
      };
    });
    const publish: Verb = {
      id: 'report.publish',
      title: t('report.publish'),
      group: 'do',
      shortcut: 'Ctrl Enter',
      run: () => setAsking(true),
    };
    return canPublish ? [publish, ...exports] : exports;
  }, [program, id, report.audience, canPublish]);
  useVerbs(verbs);
  const compared = report.compared_with;
  return (
    <div className="report-bar noprint">
      {isDraft ? (
        <Segmented
          label={t('report.audience')}
          value={report.audience}
          options={audiences.map((value) => ({ value, label: t(`report.${value}`) }))}
          onValue={onAudience}
        />
      ) : (
        <span className="tag">{t(`report.${report.audience}`)}</span>
      )}
      <span className="chip">
        {t('report.compared')}{' '}
        <b>
          {compared
            ? t('report.comparedTo', { number: String(compared.number), when: day(compared.date) })
            : t('report.first')}
        </b>
      </span>
      <span className="report-state dim">
        {report.published
          ? t('report.published', { when: instant(inZone(report.published, zone)), name: report.by ?? '–' })
          : t('report.draftOf')}
      </span>
      <ExportMenu href={(format) => exportHref(program, id, format, report.audience)} />
      {canPublish && (
        <>
          <Button
            small
            primary
            icon="check"
            title={`${t('report.publish')} (Ctrl Enter)`}
            onClick={() => setAsking(true)}
          >
            {t('report.publish')}
          </Button>
          <PublishDialog program={program} report={report} opened={asking} onClose={() => setAsking(false)} />
        </>
      )}
    </div>
  );
}

/** "Atlas: draft", "Atlas: Report 3". */
function tabTitle({ number, title }: Report): string {
  return `${title}: ${number === null ? t('report.draft') : t('report.number', { number })}`;
}

export default function ReportPage() {
  const { program = '', report: id = 'draft' } = useParams();
  const [params, setParams] = useSearchParams();
  const audience: Audience = params.get('audience') === 'engineering' ? 'engineering' : 'executive';
  const query = useQuery({ ...reportQuery(program, id, audience), placeholderData: keepPreviousData });
  const { glance, mayEdit } = useRole(program);
  const [openId, setOpenId] = useState<string | null>(null);
  const close = useCallback(() => setOpenId(null), []);
  return (
    <Loaded query={query} beside={glance} rows={3} height={160}>
      {(report) => (
        <EvidenceContext value={{ facts: report.facts, onOpen: setOpenId, openId }}>
          <title>{`${tabTitle(report)} · ${t('app.name')}`}</title>
          <Bar
            program={program}
            id={id}
            report={report}
            mayEdit={mayEdit}
            zone={glance.data?.program.zone}
            onAudience={(next) =>
              setParams(new URLSearchParams(next === 'executive' ? {} : { audience: next }), {
                replace: true,
              })
            }
          />
          <div className="report-page">
            <Paper report={report} />
            <EvidenceRail report={report} openId={openId} onClose={close} />
          </div>
          {report.number !== null && (
            <div className="card report-talk">
              <Thread program={program} kind="report" id={String(report.number)} />
            </div>
          )}
        </EvidenceContext>
      )}
    </Loaded>
  );
}
