import { Button } from '@/components/forms/Button';
import { FormError } from '@/components/feedback/States';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useCountAgain, type Waived } from './useWaivers';

type Props = { program: string; waived: readonly Waived[]; mayEdit: boolean };

/** The findings of a check that are set apart: why, by whom, and until when. */
export function WaivedList({ program, waived, mayEdit }: Props) {
  const again = useCountAgain(program);
  return (
    <details className="quality-apart">
      <summary>{t('quality.apart', { count: waived.length })}</summary>
      <FormError error={again.error} />
      <ul>
        {waived.map(({ finding, waiver }) => (
          <li key={finding.id}>
            <div>
              <p className="b">{finding.title}</p>
              <p className="sec small">{waiver.reason}</p>
              <p className="dim small">{t('quality.waivedBy', { who: waiver.by, day: day(waiver.until) })}</p>
            </div>
            {mayEdit && (
              <Button
                small
                busy={again.isPending ? t('quality.againBusy') : null}
                onClick={() => again.mutate({ check: waiver.check, record: waiver.record })}
              >
                {t('quality.again')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
