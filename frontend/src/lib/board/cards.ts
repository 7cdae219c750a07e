/** Cards of a board as rows, and how they are filtered. Pure. */

export type ServiceClass = 'expedite' | 'fixed_date' | 'standard' | 'intangible';
export const serviceClasses: readonly ServiceClass[] = ['expedite', 'fixed_date', 'standard', 'intangible'];

export type Card = {
  key: string;
  title: string;
  kind: string;
  status: string;
  assignee: string;
  priority: string;
  due: string | null;
  points: number | null;
  parent: string;
  workstream: string;
  serviceClass: ServiceClass;
  started: string | null;
  created: string | null;
  version: number;
  /** Whether Pilotage may change all of it. */
  own: boolean;
};

/** Columns as the server sends them: one entry for each card. */
export type CardColumns = {
  key: string[];
  title: string[];
  kind: string[];
  status: string[];
  assignee: string[];
  priority: string[];
  due: (string | null)[];
  points: (number | null)[];
  parent: string[];
  workstream: string[];
  service_class: string[];
  sprint: string[];
  started: (string | null)[];
  created: (string | null)[];
  version: number[];
  own: boolean[];
};

export function cardsOf(columns: CardColumns): Card[] {
  return columns.key.map((key, at) => ({
    key,
    title: columns.title[at] ?? '',
    kind: columns.kind[at] ?? '',
    status: columns.status[at] ?? '',
    assignee: columns.assignee[at] ?? '',
    priority: columns.priority[at] ?? '',
    due: columns.due[at] ?? null,
    points: columns.points[at] ?? null,
    parent: columns.parent[at] ?? '',
    workstream: columns.workstream[at] ?? '',
    serviceClass: (columns.service_class[at] ?? 'standard') as ServiceClass,
    started: columns.started[at] ?? null,
    created: columns.created[at] ?? null,
    version: columns.version[at] ?? 0,
    own: columns.own[at] ?? false,
  }));
}

export type Filter = { text: string; assignee: string; kind: string; serviceClass: string; blocked: boolean };
export const everything: Filter = { text: '', assignee: '', kind: '', serviceClass: '', blocked: false };

/** Nobody's, as a value of a filter: an empty one asks for all. */
export const NOBODY = '–';

export function filtered(cards: readonly Card[], filter: Filter, blocked: ReadonlySet<string>): Card[] {
  const text = filter.text.trim().toLocaleLowerCase();
  return cards.filter(
    (card) =>
      (text === '' || `${card.key} ${card.title}`.toLocaleLowerCase().includes(text)) &&
      (filter.assignee === '' || (card.assignee || NOBODY) === filter.assignee) &&
      (filter.kind === '' || card.kind === filter.kind) &&
      (filter.serviceClass === '' || card.serviceClass === filter.serviceClass) &&
      (!filter.blocked || blocked.has(card.key)),
  );
}
