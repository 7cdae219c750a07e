import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ProblemError } from '@/api/client';
import { glanceQuery } from '@/api/queries';

/** Whether the address names a program that is not there, or that the reader may not see. */
export function useGone(): boolean {
  const { program } = useParams();
  const { error, data } = useQuery({ ...glanceQuery(program ?? ''), enabled: program !== undefined });
  return data === undefined && error instanceof ProblemError && error.status === 404;
}
