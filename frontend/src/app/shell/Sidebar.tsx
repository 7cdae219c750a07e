import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { unreadQuery } from '@/api/inbox';
import { glanceQuery, overviewQuery, programsQuery } from '@/api/queries';
import type { ProgramRow, User } from '@/api/types';
import { Icon, Logo } from '@/components/icons/Icon';
import type { IconName } from '@/components/icons/paths';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { number, workingDays } from '@/lib/format/numbers';
import { firstSentence } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { AccountMenu } from './AccountMenu';
import { groups, roomHref, rooms } from './rooms';
import type { Group, Room } from './rooms';
import { useClosedGroups } from './useClosedGroups';
import './sidebar.css';

type Item = { to: string; icon: IconName; title: string; shortcut?: string; count?: number; end?: boolean };

function RoomLink({ to, icon, title, shortcut, count, end = false }: Item) {
  const name = count === undefined ? title : `${title} ${number(count)}`;
  return (
    <NavLink to={to} end={end} title={[title, shortcut].filter(Boolean).join(' · ')} aria-label={name}>
      <Icon name={icon} />
      <span className="wide">{title}</span>{' '}
      {count !== undefined && <span className="cnt wide">{number(count)}</span>}
    </NavLink>
  );
}

function RecentLink({ program }: { program: ProgramRow }) {
  const delta = program.final?.delta_days;
  return (
    <NavLink
      to={roomHref(program.id, '')}
      title={`${program.title}: ${t(`status.${program.status.status}`)}`}
    >
      <StatusGlyph status={program.status.status} label={t(`status.${program.status.status}`)} />
      <span className="wide ell">{program.title}</span>
      {delta !== null && delta !== undefined && <span className="cnt wide">{workingDays(delta)}</span>}
    </NavLink>
  );
}

const RECENT = 4;

function Recent({ programs }: { programs: ProgramRow[] }) {
  if (programs.length === 0) return null;
  return (
    <>
      <p className="wide side-group">{t('shell.recent')}</p>
      {programs.slice(0, RECENT).map((program) => (
        <RecentLink key={program.id} program={program} />
      ))}
    </>
  );
}

type GroupProps = {
  group: Group;
  closed: boolean;
  onToggle: () => void;
  rooms: Room[];
  link: (room: Room) => ReactNode;
};

/** A closed group still shows the room that is open, so that the reader sees where they are. */
function RoomGroup({ group, closed, onToggle, rooms, link }: GroupProps) {
  const name = t(`shell.group.${group}`);
  return (
    <div role="group" aria-label={name} className={`room-group ${closed ? 'closed' : ''}`}>
      <button type="button" className="wide group-head" aria-expanded={!closed} onClick={onToggle}>
        {name}
        <Icon name={closed ? 'right' : 'down'} small />
      </button>
      {rooms.map(link)}
    </div>
  );
}

/** The page of the overview may know more than the glance: the warnings of a large program. */
function useCounts(program: string) {
  const { data } = useQuery(glanceQuery(program));
  const overview = useQuery({ ...overviewQuery(program), enabled: false }).data;
  if (data === undefined || overview === undefined) return data?.counts;
  return overview.program.revision >= data.program.revision ? overview.counts : data.counts;
}

function ProgramRooms({ program }: { program: string }) {
  const { data } = useQuery(glanceQuery(program));
  const counts = useCounts(program);
  const { closed, toggle } = useClosedGroups();
  const title = data
    ? [data.program.title, firstSentence(data.program.summary)].filter(Boolean).join(' · ')
    : program;
  const link = (room: Room) => (
    <RoomLink
      key={room.path}
      to={roomHref(program, room.path)}
      icon={room.icon}
      title={t(room.title)}
      shortcut={`G ${room.key}`}
      end={room.path === ''}
      count={(room.count && counts?.[room.count]) ?? undefined}
    />
  );
  return (
    <>
      <p className="wide side-group" title={title}>
        <span className="ell">{title}</span>
      </p>
      {rooms.filter((room) => room.group === undefined).map(link)}
      {groups.map((group) => (
        <RoomGroup
          key={group}
          group={group}
          closed={closed.has(group)}
          onToggle={() => toggle(group)}
          rooms={rooms.filter((room) => room.group === group)}
          link={link}
        />
      ))}
    </>
  );
}

/** What others did; its count is of notices to read. */
function InboxLink() {
  const { data } = useQuery(unreadQuery);
  return (
    <RoomLink
      to="/inbox"
      icon="inbox"
      title={t('inbox.title')}
      count={data && data.unread > 0 ? data.unread : undefined}
    />
  );
}

export function Sidebar({ user, program }: { user: User; program: string | undefined }) {
  const inside = program !== undefined;
  const { data } = useQuery({ ...programsQuery, enabled: !inside });
  return (
    <aside className="side" aria-label={t('shell.main')}>
      <Link to="/" className="brand" aria-label={t('app.name')}>
        <Logo />
        <span className="wide">{t('app.name')}</span>
      </Link>
      <nav aria-label={t('shell.main')}>
        <RoomLink
          to="/"
          end
          icon="grid"
          title={t('shell.programs')}
          count={inside ? undefined : data?.programs.length}
        />
        <InboxLink />
        {inside ? <ProgramRooms program={program} /> : <Recent programs={data?.programs ?? []} />}
      </nav>
      <AccountMenu user={user} program={program} />
    </aside>
  );
}
