import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HeaderPerson, ProgramHeader } from '@/api/types';
import { NoticeProvider } from '@/components/feedback/Notices';
import { show } from '@/testing/render';
import { PeopleCard, TeamsCard } from './CrewCard';
import { freeId, people, percentOf, withRecord } from './drafts';

const ada: HeaderPerson = {
  id: 'ada',
  name: 'Ada Byron',
  email: 'ada@example.org',
  team: 'core',
  calendar: null,
  capacity: 0.5,
  external: false,
  skills: ['sql'],
  role: '',
  joins: null,
  leaves: null,
  availability: [],
  levels: [],
  off: [],
};
const core = { id: 'core', title: 'Core', lead: 'ada', calendar: null, location: 'Berlin' };
const header = {
  id: 'atlas',
  version: 3,
  people: [ada],
  teams: [core],
  calendars: [] as unknown,
} as ProgramHeader;

const sent: unknown[] = [];
let answers: Response[] = [];

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    sent.push(
      typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : `${init?.method ?? 'GET'} ${url}`,
    );
    return Promise.resolve(answers.shift() ?? Response.json({ revision: 9, version: 4 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const card = (what: 'teams' | 'people', mayEdit = true, shown = header) =>
  show(
    <NoticeProvider>
      {what === 'teams' ? (
        <TeamsCard header={shown} mayEdit={mayEdit} />
      ) : (
        <PeopleCard header={shown} mayEdit={mayEdit} />
      )}
    </NoticeProvider>,
  );

test('a person who is changed keeps what the form does not show, and the others stay', () => {
  const off = { ...ada, off: [{ start: '2026-12-24', end: '2026-12-25' }] };
  const typed = { ...people.draftOf(off), capacity: '80 %', skills: ' sql,  go ,' };
  const record = people.recordOf(typed, 'ada', off);
  expect(record).toEqual({ ...off, capacity: 0.8, skills: ['sql', 'go'] });
  const bob = { ...ada, id: 'bob' };
  expect(withRecord([ada, bob], record)).toEqual([record, bob]);
});

test('ids are readable and free; a share is above nothing', () => {
  expect(freeId('Zoë Ångström', [])).toBe('zoe-angstrom');
  expect(freeId('Core', ['core', 'core-2'])).toBe('core-3');
  expect(freeId('!', [])).toBe('new');
  expect(['80', '12,5 %', '0', '', 'half', '-4'].map(percentOf)).toEqual([80, 12.5, null, null, null, null]);
});

test('adds a team to the list that the server takes', async () => {
  const user = userEvent.setup();
  card('teams');
  expect(screen.getByText('Berlin · led by Ada Byron · 1 person')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Add team' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('Enter a name.')).toBeInTheDocument();
  await user.type(screen.getByLabelText(/Name/), 'Data platform');
  await user.selectOptions(screen.getByLabelText('Lead'), 'ada');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const added = { id: 'data-platform', title: 'Data platform', lead: 'ada', location: '', calendar: null };
  await waitFor(() => expect(sent).toEqual([{ version: 3, teams: [core, added] }]));
});

test('a refused change keeps the people whom others added', async () => {
  const user = userEvent.setup();
  const bob = { ...ada, id: 'bob', name: 'Bob' };
  const conflict = {
    entity: 'program',
    id: 'atlas',
    version: 7,
    changed_by: 'Oskar',
    changed_at: '2026-11-20T09:00:00Z',
    fields: { people: { yours: [], theirs: [ada, bob] } },
  };
  answers = [
    Response.json(
      { type: 'urn:x', title: 'Conflict', status: 409, detail: 'Oskar changed it.', id: 'p', conflict },
      { status: 409 },
    ),
  ];
  card('people');
  await user.click(screen.getByRole('button', { name: 'Change Ada Byron' }));
  await user.clear(screen.getByLabelText(/Time for this program/));
  await user.type(screen.getByLabelText(/Time for this program/), '80');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({ version: 7, people: [{ ...ada, capacity: 0.8 }, bob] });
});

test('who leaves hands over what names them, and comes back with one undo', async () => {
  const user = userEvent.setup();
  const uses = [
    { kind: 'activity', id: 'work/build', title: 'Build it' },
    { kind: 'activity', id: 'work/test', title: 'Test it' },
    { kind: 'risk', id: 'R-1', title: 'Rock' },
  ];
  answers = [Response.json(uses), Response.json({ revision: 5 }), Response.json({ revision: 6 })];
  card('people', true, { ...header, people: [ada, { ...ada, id: 'bob', name: 'Bob' }] });
  await user.click(screen.getByRole('button', { name: 'Remove Ada Byron' }));
  expect(await screen.findByText('2 activities:')).toBeInTheDocument();
  expect(screen.getByText('Build it, Test it')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Choose who takes over.');
  await user.selectOptions(screen.getByLabelText('Who takes over'), 'Bob');
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() =>
    expect(sent).toEqual([
      'GET /api/programs/atlas/crew/people/ada/uses',
      'DELETE /api/programs/atlas/crew/people/ada?to=bob',
      'POST /api/programs/atlas/undo',
    ]),
  );
});

test('whom nothing names goes without a question; the last one named stays', async () => {
  const user = userEvent.setup();
  answers = [Response.json([])];
  const { unmount } = card('teams');
  await user.click(screen.getByRole('button', { name: 'Remove Core' }));
  expect(await screen.findByText('Nothing in this program names them.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(sent[1]).toBe('DELETE /api/programs/atlas/crew/teams/core'));
  unmount();
  answers = [Response.json([{ kind: 'contract', id: 'C-1', title: 'Keys' }])];
  card('teams');
  await user.click(screen.getByRole('button', { name: 'Remove Core' }));
  expect(await screen.findByText('There is no other team yet. Add one first.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Remove' })).not.toBeInTheDocument();
});

test('a viewer sees them, and changes nothing', () => {
  card('people', false);
  expect(screen.getByText('Core · 50 % of the time · sql')).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});
