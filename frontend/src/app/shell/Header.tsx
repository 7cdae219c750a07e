import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { glanceQuery, programsQuery } from '@/api/queries';
import { IconButton } from '@/components/forms/Button';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { AsOf } from './AsOf';
import { LiveLine } from './live/LiveLine';
import { roomHref, rooms } from './rooms';
import { useGone } from './useGone';
import { paletteShortcut } from './usePalette';

type Crumb = { title: string; to: string | null };

/** The path of the page from its address: Programs / Atlas / Reports / Report 3. */
function useCrumbs(): Crumb[] {
  const { pathname } = useLocation();
  const { program, report } = useParams();
  const glance = useQuery({ ...glanceQuery(program ?? ''), enabled: program !== undefined });
  const gone = useGone();
  const programs: Crumb = { title: t('shell.programs'), to: '/' };
  if (pathname.startsWith('/import')) return [programs, { title: t('shell.import'), to: null }];
  if (pathname.startsWith('/inbox')) return [programs, { title: t('inbox.title'), to: null }];
  if (pathname.startsWith('/account')) return [programs, { title: t('shell.tokens'), to: null }];
  if (gone) return [programs, { title: t('state.noProgram'), to: null }];
  if (program === undefined) return [{ ...programs, to: null }];
  const crumbs = [programs, { title: glance.data?.program.title ?? program, to: roomHref(program, '') }];
  const room = rooms.find((each) => each.path !== '' && pathname.split('/')[3] === each.path);
  if (room) crumbs.push({ title: t(room.title), to: roomHref(program, room.path) });
  if (report !== undefined) {
    crumbs.push({
      title: report === 'draft' ? t('report.draft') : t('report.number', { number: report }),
      to: '',
    });
  }
  return crumbs.map((crumb, index) => (index === crumbs.length - 1 ? { ...crumb, to: null } : crumb));
}

function useAsOf(): string | null {
  const { program } = useParams();
  const glance = useQuery({ ...glanceQuery(program ?? ''), enabled: program !== undefined });
  const programs = useQuery({ ...programsQuery, enabled: program === undefined });
  if (program !== undefined) return glance.data?.as_of ?? null;
  const all = programs.data?.programs.map((row) => row.as_of) ?? [];
  return all.toSorted().at(-1) ?? null;
}

function ThemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return <IconButton icon="theme" label={t('shell.theme')} onClick={() => setColorScheme(other)} />;
}

export function Header({ onPalette, me }: { onPalette: () => void; me: string }) {
  const crumbs = useCrumbs();
  const asOf = useAsOf();
  const { program } = useParams();
  const gone = useGone();
  return (
    <header className="head">
      <nav className="crumb" aria-label={t('shell.breadcrumb')}>
        {crumbs.map(({ title, to }, index) => (
          <Fragment key={index}>
            {index > 0 && (
              <span className="sl" aria-hidden="true">
                /
              </span>
            )}
            {to === null ? (
              <b aria-current="page" className="ell" title={title}>
                {title}
              </b>
            ) : (
              <Link to={to} className="ell" title={title}>
                {title}
              </Link>
            )}
          </Fragment>
        ))}
      </nav>
      {program !== undefined && !gone && <LiveLine key={program} program={program} me={me} />}
      <button
        type="button"
        className="palette"
        aria-label={`${t('shell.palette')} ${paletteShortcut}`}
        onClick={onPalette}
      >
        <Icon name="search" small />
        <span className="wide">{t('shell.palette')}</span> <kbd>{paletteShortcut}</kbd>
      </button>
      {asOf && <AsOf when={asOf} program={program} />}
      <ThemeButton />
    </header>
  );
}
