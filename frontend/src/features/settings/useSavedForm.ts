import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { keys } from '@/api/queries';
import type { FormFields } from '@/components/conflict/fields';
import { useStaleForm, type StaleForm } from '@/components/conflict/useStaleForm';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

type Asked<D, Saved> = {
  program: string;
  initial: D;
  version: number;
  fields: FormFields<D>;
  send: (form: StaleForm<D>) => Promise<Saved>;
  /** What to say after saving, if more than that it is saved. */
  said?: (saved: Saved) => string;
  /** Whether the draft can be saved. */
  complete?: (draft: D) => boolean;
};

/** A form on one record of a program that stays open when it is saved. */
export function useSavedForm<D, Saved>(asked: Asked<D, Saved>) {
  const { program, fields, send, said, complete } = asked;
  const client = useQueryClient();
  const say = useSay();
  const form = useStaleForm(asked.initial, asked.version, fields);
  const save = useMutation({
    mutationFn: () => send(form),
    onSuccess: async (saved) => {
      form.saved();
      await client.invalidateQueries({ queryKey: keys.program(program) });
      await client.invalidateQueries({ queryKey: keys.programs });
      const words = said?.(saved) ?? '';
      say(words === '' ? t('settings.saved') : words);
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.undecided || complete?.(form.draft) === false) return;
    if (form.changed.length > 0) save.mutate();
    else say(t('settings.nothing'));
  };
  return { form, save, submit };
}
