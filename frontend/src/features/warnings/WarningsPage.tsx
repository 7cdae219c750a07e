import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { overviewQuery } from '@/api/queries';
import type { Muted, Overview, Warning } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { EmptyState, FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import '@/features/warnings/warnings.css';
import { LimitsCard } from './LimitsCard';
import { MuteDialog } from './MuteDialog';
import { useUnmute } from './useMute';
import { WarningLine } from './WarningLine';

type ListProps = { warnings: readonly Warning[]; onMute: ((warning: Warning) => void) | null };

function Lines({ warnings, onMute }: ListProps) {
  return (
    <ul>
      {warnings.map((warning) => (
        <WarningLine
          key={warning.id}
          warning={warning}
          act={
            onMute && (
              <Button small ghost onClick={() => onMute(warning)}>
                {t('warnings.mute')}
              </Button>
            )
          }
        />
      ))}
    </ul>
  );
}

function MutedLine({ muted, program, may }: { muted: Muted; program: string; may: boolean }) {
  const say = useSay();
  const unmute = useUnmute(program, muted.warning.id);
  const again = () => unmute.mutate(undefined, { onSuccess: () => say(t('warnings.unmutedSaid')) });
  const who = { name: muted.by, at: day(muted.at), until: day(muted.until) };
  return (
    <WarningLine
      warning={muted.warning}
      act={
        may && (
          <Button small onClick={again} busy={unmute.isPending ? t('warnings.unmuteBusy') : null}>
            {t('warnings.unmute')}
          </Button>
        )
      }
    >
      <p className="mute">
        <q>{muted.reason}</q> <span className="dim">{t('warnings.mutedBy', who)}</span>
      </p>
      <FormError error={unmute.error} />
    </WarningLine>
  );
}

function Heard({ data, onMute }: { data: Overview; onMute: ListProps['onMute'] }) {
  const [all, setAll] = useState(false);
  const first = data.warnings.filter((warning) => data.foremost.includes(warning.id));
  const rest = data.warnings.filter((warning) => !data.foremost.includes(warning.id));
  return (
    <>
      <section className="card" aria-label={t('warnings.foremost')}>
        <header>
          <h2>{t('warnings.foremost')}</h2>
        </header>
        <Lines warnings={first} onMute={onMute} />
      </section>
      {rest.length > 0 && (
        <section className="card" aria-label={t('warnings.rest', { count: rest.length })}>
          <header>
            <h2>{t('warnings.rest', { count: rest.length })}</h2>
            <span className="more">
              <button
                type="button"
                className="linkish"
                aria-expanded={all}
                onClick={() => setAll((now) => !now)}
              >
                {all ? t('warnings.restHide') : t('warnings.restShow', { count: rest.length })}
              </button>
            </span>
          </header>
          {all && <Lines warnings={rest} onMute={onMute} />}
        </section>
      )}
    </>
  );
}

function Body({ data }: { data: Overview }) {
  const [muting, setMuting] = useState<Warning | null>(null);
  const may = data.program.role !== 'viewer';
  const { id } = data.program;
  return (
    <EvidenceContext value={data}>
      <div className="title">
        <div>
          <h1>{t('warnings.title')}</h1>
          <p>{data.warnings.length > 0 && t('warnings.lead', { count: data.warnings.length })}</p>
        </div>
      </div>
      {data.warnings.length === 0 ? (
        <section className="card">
          <EmptyState title={t(data.muted.length > 0 ? 'warnings.noneHeard' : 'warnings.none')} icon="bell" />
        </section>
      ) : (
        <Heard data={data} onMute={may ? setMuting : null} />
      )}
      {data.muted.length > 0 && (
        <section className="card muted" aria-label={t('warnings.muted', { count: data.muted.length })}>
          <header>
            <h2>{t('warnings.muted', { count: data.muted.length })}</h2>
          </header>
          <ul>
            {data.muted.map((muted) => (
              <MutedLine key={muted.warning.id} muted={muted} program={id} may={may} />
            ))}
          </ul>
        </section>
      )}
      {data.counts.work_items > 0 && <LimitsCard program={id} may={may} />}
      {muting && <MuteDialog program={id} warning={muting} onClose={() => setMuting(null)} />}
    </EvidenceContext>
  );
}

export default function WarningsPage() {
  const { program = '' } = useParams();
  const query = useQuery(overviewQuery(program));
  return (
    <div className="page warnings">
      <title>{`${t('warnings.title')} · ${t('app.name')}`}</title>
      <Loaded query={query}>{(data) => <Body data={data} />}</Loaded>
    </div>
  );
}
