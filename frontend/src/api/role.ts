import { useQuery } from '@tanstack/react-query';
import { glanceQuery } from './queries';

/** What the reader may do in a program. A page waits for `glance` too, so that what may be done is there from the start. */
export function useRole(program: string) {
  const glance = useQuery(glanceQuery(program));
  const role = glance.data?.program.role;
  return { glance, mayEdit: role !== undefined && role !== 'viewer' };
}
