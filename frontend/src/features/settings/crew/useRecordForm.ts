import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { ProgramHeader } from '@/api/types';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';
import { fieldsOf, freeId, recordsIn, withRecord, type Kind } from './drafts';

type Asked<R extends { id: string }, D> = {
  kind: Kind<R, D>;
  header: ProgramHeader;
  /** Null for a new record. */
  id: string | null;
  complete: (draft: D) => boolean;
  onClose: () => void;
};

/** The form of one team or person. A refusal says what others did to this one; their other changes stay in either case. */
export function useRecordForm<R extends { id: string }, D>(asked: Asked<R, D>) {
  const { kind, header, id, complete, onClose } = asked;
  const client = useQueryClient();
  const say = useSay();
  const [tried, setTried] = useState(false);
  const fields = fieldsOf(kind, id);
  const before = recordsIn<R>(header[kind.list]);
  const form = useStaleForm(kind.draftOf(before.find((each) => each.id === id)), header.version, fields);
  const save = useMutation({
    mutationFn: () => {
      const refused = form.clash?.conflict.fields[kind.list]?.theirs;
      const records = refused === undefined ? before : recordsIn<R>(refused);
      const own = id ?? freeId(kind.nameOf(form.draft), idsOf(records));
      const record = kind.recordOf(
        form.draft,
        own,
        records.find((each) => each.id === own),
      );
      return patch(path('programs', header.id), {
        version: form.version,
        [kind.list]: withRecord(records, record),
      });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.program(header.id) });
      say(t('settings.saved'));
      onClose();
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.undecided || !complete(form.draft)) return;
    if (form.changed.length === 0) onClose();
    else save.mutate();
  };
  return { form, fields, save, submit, tried };
}

const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id);
