import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { ItemDetail } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { day, instant } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

type Props = { program: string; item: ItemDetail; readOnly: boolean; onOpen: (key: string) => void };

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="it-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Facts({ item }: { item: ItemDetail }) {
  const moment = (at: string | null) => (at ? day(at.slice(0, 10), { year: true }) : null);
  const rows = [
    [t('item.created'), moment(item.created)],
    [t('item.started'), moment(item.started)],
    [t('item.resolved'), moment(item.resolved)],
    [t('item.team'), item.team],
    [t('item.project'), item.project],
    [t('item.reporter'), item.reporter],
    [t('item.resolution'), item.resolution],
    [t('item.labels'), item.labels.join(', ')],
    [t('item.components'), item.components.join(', ')],
    [t('item.versions'), item.versions.join(', ')],
    [t('item.sprints'), item.sprints.join(', ')],
  ].filter(([, value]) => Boolean(value));
  return (
    <dl className="it-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Block({ program, item }: Pick<Props, 'program' | 'item'>) {
  const [cause, setCause] = useState<string | null>(null);
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (text: string) =>
      post(path('programs', program, 'blockers'), { cause: text, keys: [item.key] }),
    onSuccess: async () => {
      setCause(null);
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
  if (cause === null)
    return (
      <Button small onClick={() => setCause('')}>
        {t('item.block')}
      </Button>
    );
  return (
    <form
      className="it-block"
      onSubmit={(event) => {
        event.preventDefault();
        if (cause.trim()) add.mutate(cause);
      }}
    >
      <input
        className="input"
        aria-label={t('item.blockCause')}
        placeholder={t('item.blockCause')}
        value={cause}
        maxLength={2000}
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setCause(event.target.value)}
      />
      <Button small type="submit" primary disabled={cause.trim() === ''}>
        {t('blockers.save')}
      </Button>
      <FormError error={add.error} />
    </form>
  );
}

function Blockers({ program, item, readOnly }: Omit<Props, 'onOpen'>) {
  const open = item.blockers.some((each) => each.resolved === null);
  return (
    <Part title={t('item.blockers')}>
      {item.blockers.length === 0 && <p className="dim small">{t('item.noBlockers')}</p>}
      <ul className="it-list">
        {item.blockers.map((each) => (
          <li key={each.code}>
            <span className={each.resolved ? 'dim' : 'off'}>{each.cause}</span>
            <span className="dim small">
              {each.resolved
                ? t('item.blockedTo', {
                    from: day(each.since.slice(0, 10)),
                    to: day(each.resolved.slice(0, 10)),
                  })
                : t('item.blockedSince', { day: day(each.since.slice(0, 10)) })}
            </span>
          </li>
        ))}
      </ul>
      {!readOnly && !open && <Block program={program} item={item} />}
    </Part>
  );
}

/** What is known of an item besides its fields: parts, links, blockers, its way through the states. */
export function ItemFacts(props: Props) {
  const { item, onOpen } = props;
  const done = item.children.filter((child) => child.category === 'done').length;
  return (
    <>
      <Blockers {...props} />
      {item.children.length > 0 && (
        <Part
          title={`${t('item.children', { count: item.children.length })}, ${t('item.done', { done, n: item.children.length })}`}
        >
          <ul className="it-list">
            {item.children.map((child) => (
              <li key={child.key}>
                <button type="button" className="linkish it-name" onClick={() => onOpen(child.key)}>
                  <i className={`wdot ${child.category}`} />
                  <span className="dim">{child.key}</span> {child.title}
                </button>
                <span className="dim small">{child.status}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {item.links.length > 0 && (
        <Part title={t('item.links')}>
          <ul className="it-list">
            {item.links.map((link) => (
              <li key={`${link.words} ${link.key}`}>
                <span className="dim small">{link.words}</span>
                {link.title ? (
                  <button type="button" className="linkish it-name" onClick={() => onOpen(link.key)}>
                    <span className="dim">{link.key}</span> {link.title}
                  </button>
                ) : (
                  <span>{link.key}</span>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('item.facts')}>
        <Facts item={item} />
      </Part>
      <Part title={t('item.history')}>
        {item.transitions.length === 0 && <p className="dim small">{t('item.noHistory')}</p>}
        <ol className="it-list">
          {item.transitions.toReversed().map((move, at) => (
            <li key={at}>
              <span>{t('item.move', { before: move.before || '–', after: move.after })}</span>
              <span className="dim small">{instant(move.at)}</span>
            </li>
          ))}
        </ol>
      </Part>
    </>
  );
}
