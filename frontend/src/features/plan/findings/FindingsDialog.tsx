import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { path, post } from '@/api/client';
import { keys } from '@/api/queries';
import { useSay } from '@/components/feedback/Notices';
import { Loaded } from '@/components/feedback/Loaded';
import { Button } from '@/components/forms/Button';
import { ReasonUntil, type Accepted } from '@/components/forms/ReasonUntil';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { PlanChange } from '@/features/plan/editing/changes';
import { rowFindingsQuery, type RowFinding } from './useFindings';

type Props = {
  program: string;
  activity: string;
  title: string;
  readOnly: boolean;
  /** Makes the changes together, as one undoable edit; null when they were refused, which the page tells. */
  apply: (changes: PlanChange[]) => Promise<unknown>;
  onLinks: () => void;
  onForm: () => void;
  onClose: () => void;
};

/** Checks whose fix is a link to be chosen. */
const BY_LINKS = new Set(['logic', 'dangling', 'milestone-logic', 'finish-start', 'lags', 'lag-chain']);
const QUARTER = 91 * 86_400_000;

/** What the quality checks find fault with in one activity: why, and its fix. */
export function FindingsDialog(props: Props) {
  const { program, activity, title, readOnly, onClose } = props;
  const query = useQuery(rowFindingsQuery(program, activity));
  const [waiving, setWaiving] = useState<RowFinding | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('findings.of', { title })}
      size={600}
      transitionProps={{ duration: 0 }}
    >
      <Loaded query={query} rows={3}>
        {({ findings }) =>
          waiving === null ? (
            <ul className="pl-findings">
              {findings.length === 0 && <li className="dim">{t('findings.none')}</li>}
              {findings.map((each) => (
                <Line
                  key={`${each.finding.check} ${each.finding.id}`}
                  found={each}
                  {...props}
                  readOnly={readOnly}
                  onWaive={() => setWaiving(each)}
                />
              ))}
            </ul>
          ) : (
            <Waive program={program} found={waiving} onDone={() => setWaiving(null)} />
          )
        }
      </Loaded>
    </Modal>
  );
}

type LineProps = Props & { found: RowFinding; onWaive: () => void };

function Line({ found, readOnly, apply, onLinks, onForm, onClose, onWaive }: LineProps) {
  const { finding, check, means, repair, waivable } = found;
  const [busy, setBusy] = useState(false);
  const fix = () => {
    setBusy(true);
    void apply(repair as PlanChange[]).then((done) => (done === null ? onClose() : setBusy(false)));
  };
  const links = BY_LINKS.has(finding.check);
  return (
    <li>
      <h3 title={means}>{check}</h3>
      <p>{finding.detail}</p>
      <p className="sec">{finding.fix}</p>
      {!readOnly && (
        <div className="form-acts">
          {waivable && (
            <Button small ghost onClick={onWaive}>
              {t('quality.waive')}
            </Button>
          )}
          {repair.length > 0 ? (
            <Button small primary busy={busy ? t('findings.fixing') : null} onClick={fix}>
              {t('findings.fix')}
            </Button>
          ) : (
            <Button small onClick={links ? onLinks : onForm}>
              {t(links ? 'findings.toLinks' : 'findings.toForm')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function Waive({ program, found, onDone }: { program: string; found: RowFinding; onDone: () => void }) {
  const client = useQueryClient();
  const say = useSay();
  const { finding } = found;
  const [until] = useState(() => new Date(Date.now() + QUARTER).toISOString().slice(0, 10));
  const waive = useMutation({
    mutationFn: (accepted: Accepted) =>
      post(path('programs', program, 'waivers'), {
        check: finding.check,
        records: [finding.id],
        ...accepted,
      }),
    onSuccess: async (_, accepted) => {
      say(t('quality.waivedSaid', { day: day(accepted.until) }));
      onDone();
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
  return (
    <ReasonUntil
      hint={t('quality.waiveHint')}
      initial={{ reason: '', until }}
      verb={t('quality.waive')}
      busy={waive.isPending ? t('quality.waiveBusy') : null}
      error={waive.error}
      onAccept={(accepted) => waive.mutate(accepted)}
      onCancel={onDone}
    >
      <p className="b">{found.check}</p>
      <p className="sec">{finding.detail}</p>
    </ReasonUntil>
  );
}
