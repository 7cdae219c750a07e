/** The vocabulary of the REST contract. Days are `YYYY-MM-DD`, instants ISO 8601 with offset, plan columns minutes UTC. */
export type * from './types/text';
export type * from './types/people';
export type * from './types/programs';
export type * from './types/header';
export type * from './types/structure';
export type * from './types/contracts';
export type * from './types/plan';
export type * from './types/edits';
export type * from './types/risks';
export type * from './types/reports';
export type * from './types/imports';
export type * from './types/records';
export type * from './types/live';
export type * from './types/discussion';
export type * from './types/work';
export type * from './types/views';
export type * from './types/notifications';
