/** Answers the Plan page's requests from the made-up program. Development only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import type { PlanColumns, RowPatch } from '../../src/api/types';
import { storyPayload, storyWhy } from './payload.ts';

type Answer = { status?: number; body: unknown };

export function planMock(): Plugin {
  const plan = storyPayload();
  return {
    name: 'plan-mock',
    configureServer(server) {
      server.middlewares.use('/api', (request, response, next) => {
        void read(request).then((body) => {
          const answer = answerTo(
            plan,
            request.method ?? 'GET',
            new URL(request.url ?? '/', 'http://mock'),
            body,
          );
          if (answer === null) next();
          else send(response, answer);
        });
      });
    },
  };
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.statusCode = status;
  response.setHeader('content-type', status < 400 ? 'application/json' : 'application/problem+json');
  response.end(JSON.stringify(body));
}

function answerTo(plan: PlanColumns, method: string, url: URL, body: Record<string, unknown>): Answer | null {
  const path = url.pathname.split('/').slice(1).map(decodeURIComponent);
  if (path[0] === 'session')
    return {
      body: {
        user: { id: '1', name: 'Mira Sorel', email: 'mira@example.org', initials: 'MS' },
        demo: true,
        version: 'dev',
      },
    };
  if (path[0] !== 'programs' || path.length < 3) return null;
  if (path[2] === 'plan') return { body: plan };
  if (path[2] === 'why') return { body: storyWhy(plan, path[3] ?? '') };
  if (path[2] === 'preview')
    return {
      body: {
        text: [
          'Plan date of GA moves ',
          { ref: { kind: 'milestone', id: 'ga' }, text: '11 to 15 Dec' },
          ', +2 wd. P85 follows when you save.',
        ],
        moves: [],
      },
    };
  if (path[2] === 'activities' && method === 'PATCH') return edited(plan, path[3] ?? '', body);
  return {
    body: {
      revision: plan.revision,
      announcement: 'Saved.',
      rows: [],
      structure_changed: true,
      simulation: null,
      problems: [],
    },
  };
}

function edited(plan: PlanColumns, id: string, body: Record<string, unknown>): Answer {
  const row = plan.activities.id.indexOf(id);
  if (body.title === 'conflict')
    return {
      status: 409,
      body: {
        type: 'about:blank',
        title: 'Changed meanwhile',
        status: 409,
        detail: 'Oskar Lind changed this at 08:52.',
        id: 'p1',
        conflict: {
          entity: 'activity',
          id,
          version: 7,
          changed_by: 'Oskar Lind',
          changed_at: '2026-09-18T08:52:00+02:00',
          fields: { title: { yours: 'conflict', theirs: 'Copy 400 M rows' } },
        },
      },
    };
  const patch: RowPatch = { id, version: (plan.activities.version[row] ?? 1) + 1 };
  if (typeof body.title === 'string') patch.title = body.title;
  if (typeof body.progress === 'number') patch.progress = body.progress;
  if ('owner' in body) patch.owner = plan.people.findIndex((person) => person.id === body.owner);
  const days = daysOf(body);
  if (!Number.isNaN(days)) {
    patch.finish =
      (plan.activities.finish[row] ?? 0) + (days - (plan.activities.duration_days[row] ?? 0)) * 1440;
    patch.duration_days = days;
  }
  for (const [name, value] of Object.entries(patch)) {
    const column = (plan.activities as unknown as Record<string, unknown[]>)[name];
    if (name !== 'id' && column !== undefined) column[row] = value;
  }
  plan.revision += 1;
  return {
    body: {
      revision: plan.revision,
      announcement: `Saved. ${plan.activities.title[row] ?? ''}.`,
      rows: [patch],
      structure_changed: false,
      simulation: null,
      problems: [],
    },
  };
}

/** Days of a duration, or the likely of an estimate, as the page writes them. */
function daysOf({ duration, estimate }: Record<string, unknown>): number {
  if (typeof duration === 'string') return parseFloat(duration);
  return typeof estimate === 'string' ? parseFloat(estimate.split('/')[1] ?? '') : NaN;
}
