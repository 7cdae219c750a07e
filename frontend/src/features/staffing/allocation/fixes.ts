/** The change that gives somebody time for work that is planned without any. */
import type { HeaderPerson } from '@/api/types';
import type { Absent } from '@/features/staffing/useStaffing';

/** `until`: the last day of the work. Null where only a person can decide. */
export function fixed(person: HeaderPerson, absent: Absent, until: string): HeaderPerson | null {
  switch (absent.reason) {
    case 'left':
      return { ...person, leaves: until };
    case 'not_joined':
      return { ...person, joins: absent.first };
    case 'no_share':
      return {
        ...person,
        capacity: person.capacity > 0 ? person.capacity : 1,
        availability: person.availability.filter(
          ({ start, end, share }) => share > 0 || end <= absent.first || start > until,
        ),
      };
    default:
      return null;
  }
}
