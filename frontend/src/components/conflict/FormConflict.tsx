import { FormError } from '@/components/feedback/States';
import { ConflictCard } from './ConflictCard';
import { conflictOf, type FormFields } from './fields';
import type { StaleForm } from './useStaleForm';

type Props<D> = { form: StaleForm<D>; fields: FormFields<D>; error: Error | null };

/** Below the fields of a form: the refusal of its save. A stale write offers both values of each field. */
export function FormConflict<D>({ form, fields, error }: Props<D>) {
  const { clash, draft } = form;
  if (clash === null) return <FormError error={error} />;
  const words = (name: string, part: Partial<D>) => fields[name]?.show({ ...draft, ...part }) ?? '';
  return (
    <>
      <ConflictCard
        key={clash.conflict.version}
        conflict={clash.conflict}
        rows={clash.contested.map(({ name, theirs, mine, choice }) => ({
          name,
          label: fields[name]?.label ?? name,
          theirs: words(name, theirs),
          mine: words(name, mine),
          choice,
        }))}
        onChoose={form.choose}
      />
      {error && conflictOf(error) === null && <FormError error={error} />}
    </>
  );
}
