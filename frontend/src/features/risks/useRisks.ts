import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { RiskEdit, RiskInput, RiskRow, RiskState } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

type Change = { risk: RiskRow | null; input: Partial<RiskInput> & { state?: RiskState } };

/** Save a new or changed risk; the register, the overview and the plan follow at once. */
export function useSaveRisk(program: string, onSaved: (risk: RiskRow) => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({ risk, input }: Change) =>
      risk === null
        ? post<RiskEdit>(path('programs', program, 'risks'), input)
        : patch<RiskEdit>(path('programs', program, 'risks', risk.id), { version: risk.version, ...input }),
    onSuccess: async (edit) => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      void client.invalidateQueries({ queryKey: keys.programs });
      say(edit.announcement || t('risks.saved', { id: edit.risk.id }));
      onSaved(edit.risk);
    },
  });
}

export function useDeleteRisk(program: string, onDeleted: () => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: (risk: RiskRow) =>
      del<{ announcement: string }>(path('programs', program, 'risks', risk.id), { version: risk.version }),
    onSuccess: async (edit) => {
      onDeleted();
      say(edit.announcement);
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
}
