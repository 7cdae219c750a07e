import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Backlog, RankStep } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useOpenItem } from '@/components/items/context';
import { bandOf } from '@/lib/backlog/order';
import { day } from '@/lib/format/dates';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { receiptQuery, useBacklogWrites } from './useBacklog';
import { figure, methodName, short, shown } from './words';

type Props = { program: string; backlog: Backlog; id: string; mayEdit: boolean; onClose: () => void };

function Steps({ backlog, steps, up }: { backlog: Backlog; steps: readonly RankStep[]; up: boolean }) {
  const those = steps.filter((step) => step.up === up);
  const first = those[0];
  if (first === undefined) return null;
  const value = (step: RankStep, which: 'before' | 'after') => {
    const field = backlog.fields.find(({ id }) => id === step.field);
    const text = step[which];
    if (field === undefined || typeof text === 'string') return field ? shown(field, text) : text;
    return String(Number(text.toPrecision(6)));
  };
  const size = (step: RankStep) =>
    step.scaled
      ? t('backlog.panel.steps', { count: step.size })
      : t('backlog.panel.share', { share: percent(step.size) });
  return (
    <>
      <h3>{t(up ? 'backlog.panel.steps.up' : 'backlog.panel.steps.down', { other: first.other })}</h3>
      <ul className="q-steps">
        {those.map((step) => {
          const field = backlog.fields.find(({ id }) => id === step.field);
          return (
            <li key={step.field}>
              {t('backlog.panel.step', {
                field: field ? short(field) : step.field,
                after: value(step, 'after'),
                before: value(step, 'before'),
              })}{' '}
              <span className="dim">
                {size(step)}
                {step === first && `, ${t('backlog.panel.smallest')}`}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Robust({ backlog, share }: { backlog: Backlog; share: number | null | undefined }) {
  if (share === null || share === undefined) return null;
  const fragile = share > 0.1 && share < 0.9;
  return (
    <p>
      {t('backlog.panel.robust', {
        n: backlog.settings.top ?? 10,
        share: percent(share),
        draws: backlog.draws,
        spread: percent(backlog.settings.spread ?? 0),
        seed: backlog.seed,
      })}{' '}
      <span className={fragile ? 'at' : ''}>
        {t(fragile ? 'backlog.panel.robust.fragile' : 'backlog.panel.robust.robust')}
      </span>
    </p>
  );
}

/** Everything behind the place of one item: the computation, what would change it, who decided otherwise. */
export function WhyPanel({ program, backlog, id, mayEdit, onClose }: Props) {
  const query = useQuery(receiptQuery(program, id));
  const openItem = useOpenItem();
  const { release } = useBacklogWrites(program);
  const { items, methods, settings } = backlog;
  const at = items.key.indexOf(id);
  const override = backlog.overrides.find(({ key }) => key === id);
  const band = (method: keyof typeof methods) =>
    bandOf(methods[method]?.first[at] ?? 0, methods[method]?.last[at] ?? 0);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={`${id} ${items.title[at] ?? ''}`}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      transitionProps={{ duration: 0 }}
    >
      <Loaded query={query} rows={6}>
        {({ receipts, steps }) => (
          <div className="q-panel">
            <p>{t('backlog.panel.now', { n: at + 1, all: items.key.length })}</p>
            {override && (
              <section className="q-override">
                <p>
                  {t('backlog.panel.decided', {
                    by: override.by,
                    day: day(override.at.slice(0, 10)),
                    why: override.why,
                  })}
                </p>
                {override.stale.length > 0 && (
                  <p className="at">
                    {t('backlog.panel.stale')} {override.stale.join(' ')}
                  </p>
                )}
                {mayEdit && (
                  <Button
                    small
                    busy={release.isPending ? t('backlog.busy') : null}
                    onClick={() => release.mutate({ key: id, version: override.version })}
                  >
                    {t('backlog.panel.release')}
                  </Button>
                )}
                <FormError error={release.error} />
              </section>
            )}
            {receipts.slice(0, 1).map((receipt) => (
              <section key={receipt.method}>
                <h3>
                  {receipt.why_not
                    ? methodName(receipt.method)
                    : t('backlog.panel.place', {
                        place: band(receipt.method),
                        method: methodName(receipt.method),
                      })}
                </h3>
                {receipt.why_not && <p>{receipt.why_not}</p>}
                {receipt.lines.map((line) => (
                  <p key={line} className="q-formula">
                    {line}
                  </p>
                ))}
                {!receipt.why_not && <Robust backlog={backlog} share={items.robust[at]} />}
                {!receipt.why_not && steps.length === 0 && <p>{t('backlog.panel.steps.none')}</p>}
                <Steps backlog={backlog} steps={steps} up />
                <Steps backlog={backlog} steps={steps} up={false} />
              </section>
            ))}
            <section>
              <h3>{t('backlog.panel.others')}</h3>
              <dl className="q-others">
                {receipts
                  .filter(({ method }) => method !== settings.method)
                  .map((receipt) => (
                    <div key={receipt.method}>
                      <dt>
                        {methodName(receipt.method)}
                        {receipt.score !== null && <b>{figure(receipt.score)}</b>}
                      </dt>
                      <dd>
                        {receipt.why_not ||
                          `${t('backlog.col.place')} ${band(receipt.method)}. ${receipt.lines.join('; ')}`}
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
            <Button
              small
              onClick={() => {
                onClose();
                openItem(id);
              }}
            >
              {t('backlog.panel.item')}
            </Button>
          </div>
        )}
      </Loaded>
    </Drawer>
  );
}
