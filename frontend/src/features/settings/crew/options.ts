import type { ProgramHeader } from '@/api/types';
import { t } from '@/lib/messages/t';

type Options = { value: string; label: string }[];

export const peopleOptions = ({ people }: ProgramHeader): Options => [
  { value: '', label: t('settings.nobody') },
  ...people.map(({ id, name }) => ({ value: id, label: name })),
];

export const teamOptions = ({ teams }: ProgramHeader): Options => [
  { value: '', label: t('crew.noTeam') },
  ...teams.map(({ id, title }) => ({ value: id, label: title })),
];

/** `inherited` says whose calendar holds where none is chosen. */
export const calendarOptions = ({ calendars }: ProgramHeader, inherited: string): Options => [
  { value: '', label: inherited },
  ...calendars.map(({ id, title }) => ({ value: id, label: title || id })),
];
