import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { ImportSource } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { instant, inZone } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const countsOf = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${number(count)} ${kind.replaceAll('_', ' ')}`)
    .join(', ');

function Sources({ sources }: { sources: ImportSource[] }) {
  if (sources.length === 0) return <p className="dim">{t('shell.noSources')}</p>;
  return (
    <ul>
      {sources.map((source, index) => (
        <li key={index}>
          <b className="ell" title={source.title}>
            {source.title}
          </b>
          <span>
            {[source.format, countsOf(source.counts)].filter(Boolean).join(': ') ||
              t('shell.sourceBy', { name: source.by })}
          </span>
          <span className="dim">{instant(inZone(source.at, here()))}</span>
        </li>
      ))}
    </ul>
  );
}

/** When the data was made; opens the imports that it comes from. */
export function AsOf({ when, program }: { when: string; program: string | undefined }) {
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: [...keys.program(program ?? ''), 'sources'],
    queryFn: ({ signal }) => get<ImportSource[]>(path('programs', program ?? '', 'sources'), {}, signal),
    enabled: open && program !== undefined,
  });
  const text = (
    <>
      <span className="dot" />
      {t('shell.asOf', { when: instant(when) })}
    </>
  );
  const hint = t('shell.asOfHint', { when: instant(when) });
  if (program === undefined) {
    return (
      <span className="asof" title={hint}>
        {text}
      </span>
    );
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={330}
      shadow="md"
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className="asof"
          title={hint}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="sources" tabIndex={-1}>
        <h2>{t('shell.sources')}</h2>
        <Loaded query={query} rows={2}>
          {(sources) => <Sources sources={sources} />}
        </Loaded>
      </Popover.Dropdown>
    </Popover>
  );
}
