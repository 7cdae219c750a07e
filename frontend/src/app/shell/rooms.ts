import type { Glance } from '@/api/types';
import type { IconName } from '@/components/icons/paths';
import type { MessageKey } from '@/lib/messages/en';

export const groups = ['plan', 'run', 'teams', 'tell', 'program'] as const;
export type Group = (typeof groups)[number];

export type Room = {
  /** Last part of the address; the overview has none. */
  path: string;
  icon: IconName;
  title: MessageKey;
  /** The letter that opens the room after G. Each room has its own. */
  key: string;
  count?: keyof Glance['counts'];
  /** The overview stands above the groups. */
  group?: Group;
};

/** The rooms of an open program; those of a group stand in the sidebar in this order. */
export const rooms: Room[] = [
  { path: '', icon: 'overview', title: 'shell.overview', key: 'O' },
  { path: 'plan', icon: 'plan', title: 'shell.plan', key: 'P', count: 'activities', group: 'plan' },
  { path: 'schedule-risk', icon: 'spread', title: 'shell.uncertainty', key: 'U', group: 'plan' },
  { path: 'shorten', icon: 'earlier', title: 'shell.shorten', key: 'B', group: 'plan' },
  { path: 'calendars', icon: 'calendar', title: 'shell.calendars', key: 'C', group: 'plan' },
  { path: 'baselines', icon: 'flag', title: 'shell.baselines', key: 'V', group: 'plan' },
  { path: 'quality', icon: 'quality', title: 'shell.quality', key: 'Q', group: 'plan' },
  { path: 'backlog', icon: 'order', title: 'shell.backlog', key: 'N', group: 'run' },
  { path: 'board', icon: 'board', title: 'shell.board', key: 'K', group: 'run' },
  { path: 'work-items', icon: 'work', title: 'shell.work', key: 'W', count: 'work_items', group: 'run' },
  { path: 'delivery', icon: 'play', title: 'shell.delivery', key: 'Y', group: 'run' },
  { path: 'flow', icon: 'flow', title: 'shell.flow', key: 'F', group: 'run' },
  { path: 'risks', icon: 'risk', title: 'shell.risks', key: 'R', count: 'risks', group: 'run' },
  { path: 'warnings', icon: 'bell', title: 'shell.warnings', key: 'E', count: 'warnings', group: 'run' },
  {
    path: 'contracts',
    icon: 'link',
    title: 'shell.dependencies',
    key: 'D',
    count: 'contracts',
    group: 'teams',
  },
  { path: 'load', icon: 'people', title: 'shell.load', key: 'L', group: 'teams' },
  { path: 'roadmap', icon: 'roadmap', title: 'shell.roadmap', key: 'M', group: 'tell' },
  { path: 'reports', icon: 'report', title: 'shell.reports', key: 'T', count: 'reports', group: 'tell' },
  { path: 'activity', icon: 'activity', title: 'shell.activity', key: 'A', group: 'program' },
  { path: 'settings', icon: 'settings', title: 'shell.settings', key: 'S', group: 'program' },
];

export const roomHref = (program: string, path: string): string =>
  `/programs/${encodeURIComponent(program)}${path ? `/${path}` : ''}`;

/** Where a record of a program is shown. */
export function recordHref(program: string, kind: string, id: string): string | null {
  const query = (name: string) => `?${name}=${encodeURIComponent(id)}`;
  switch (kind) {
    case 'activity':
      return roomHref(program, 'plan') + query('select');
    case 'milestone':
      return `${roomHref(program, 'plan')}${query('select')}&panel=why`;
    case 'baseline':
      return `${roomHref(program, 'baselines')}${query('before')}`;
    case 'plan':
    case 'program':
      return roomHref(program, kind === 'plan' ? 'plan' : '');
    case 'risk':
      return roomHref(program, 'risks') + query('risk');
    case 'contract':
      return roomHref(program, 'contracts') + query('contract');
    case 'gate':
      return roomHref(program, 'delivery') + query('gate');
    case 'flow':
      return roomHref(program, 'flow') + (id ? query('name') : '');
    case 'scope':
      return roomHref(program, 'flow') + (id ? query('milestone') : '');
    case 'work_item':
      return roomHref(program, 'work-items') + query('item');
    case 'blocker':
      return `${roomHref(program, 'board')}?view=blockers`;
    case 'score':
      return roomHref(program, 'backlog') + query('why');
    case 'override':
      return roomHref(program, 'backlog') + query('why');
    case 'board':
      return roomHref(program, 'board');
    case 'report':
      return roomHref(program, 'reports') + `/${encodeURIComponent(id)}`;
    default:
      return null;
  }
}
