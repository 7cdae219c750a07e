import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { address, get, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { Audience, Report, ReportRow } from '@/api/types';

export type ExportFormat = 'html' | 'md' | 'pdf';

export const reportsQuery = (program: string) =>
  queryOptions({
    queryKey: [...keys.program(program), 'reports'],
    queryFn: ({ signal }) => get<ReportRow[]>(path('programs', program, 'reports'), {}, signal),
  });

/** A published report by number (it never changes), or the draft for an audience. */
export const reportQuery = (program: string, report: string, audience: Audience) =>
  queryOptions({
    queryKey: [...keys.program(program), 'report', report, report === 'draft' ? audience : null],
    queryFn: ({ signal }) =>
      get<Report>(
        path('programs', program, 'reports', report),
        report === 'draft' ? { audience } : {},
        signal,
      ),
    staleTime: report === 'draft' ? 0 : Infinity,
  });

export function usePublish(program: string, onDone: (report: Report) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (audience: Audience) => post<Report>(path('programs', program, 'reports'), { audience }),
    onSuccess: async (report) => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      onDone(report);
    },
  });
}

export const exportHref = (
  program: string,
  report: string,
  format: ExportFormat,
  audience: Audience,
): string => address(path('programs', program, 'reports', report) + '/export', { format, audience });
