import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { del, get, path, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import { FormError } from '@/components/feedback/States';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

type Span = components['schemas']['DeploymentsShape'];
type Problem = components['schemas']['Problem'];

const FEW = 6;

const address = (program: string) => `${path('programs', program)}/flow/deployments`;
const key = (program: string) => [...keys.program(program), 'flow', 'deployments'];

/** What is there now; the rows that were just left out stay told. */
function useSet(program: string) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: async ({ version, file }: { version: number; file: File | null }) =>
      file === null
        ? del<Span>(address(program), { version })
        : put<Span>(address(program), { version, csv: await file.text() }),
    onSuccess: (span) => {
      client.setQueryData(key(program), span);
      say(t('flow.deployments.saved', { count: span.deployments }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.program(program) }),
  });
}

function words({ deployments, first, last }: Span): string {
  if (first === null || last === null) return t('flow.deployments.none');
  const style = { year: true };
  return t('flow.deployments.span', {
    count: deployments,
    all: number(deployments),
    first: day(first, style),
    last: day(last, style),
  });
}

/** What the reader could not take from the table that was just given. */
function LeftOut({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="flow-notes small">
      {problems.slice(0, FEW).map(({ id, source, message, hint }, at) => {
        const row = source?.row ?? null;
        return (
          <li key={`${id}/${at}`}>
            {row !== null && <b>{t('flow.deployments.row', { row })}</b>} {message}{' '}
            <span className="sec">{hint}</span>
          </li>
        );
      })}
      {problems.length > FEW && <li>{t('flow.deployments.more', { count: problems.length - FEW })}</li>}
    </ul>
  );
}

/** The list behind DORA's five: an editor adds, replaces and removes it. */
export function Deployments({ program, readOnly }: { program: string; readOnly: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const set = useSet(program);
  const span = useQuery({
    queryKey: key(program),
    queryFn: ({ signal }) => get<Span>(address(program), {}, signal),
    enabled: !readOnly,
  }).data;
  if (readOnly || span === undefined) return null;
  const { version } = span;
  const some = span.deployments > 0;
  const busy = set.isPending ? t('flow.deployments.busy') : null;
  const left = set.error === null ? (set.data?.problems ?? []) : [];
  return (
    <section className="card" aria-label={t('flow.deployments')}>
      <div className="flow-deployments">
        <p className="small">
          <b>{t('flow.deployments')}:</b> {words(span)}{' '}
          <span className="sec">{t('flow.deployments.how')}</span>
        </p>
        <Button small busy={busy} onClick={() => input.current?.click()}>
          {t(some ? 'flow.deployments.replace' : 'flow.deployments.add')}
        </Button>
        {some && (
          <Button small ghost disabled={set.isPending} onClick={() => set.mutate({ version, file: null })}>
            {t('flow.deployments.remove')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          className="sr"
          tabIndex={-1}
          aria-label={t('flow.deployments.file')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) set.mutate({ version, file });
            event.target.value = '';
          }}
        />
      </div>
      {set.error && (
        <div className="pad">
          <FormError error={set.error} />
        </div>
      )}
      <LeftOut problems={left} />
    </section>
  );
}
