import { useId } from 'react';
import { NumberField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

type Three = [string, string, string];
type Props = { legend: string; hint?: string; error?: string; value: Three; onValue: (value: Three) => void };

const names = ['risks.form.low', 'risks.form.likely', 'risks.form.high'] as const;

/** Low, likely and high of one quantity. */
export function ThreeFields({ legend, hint, error, value, onValue }: Props) {
  const id = useId();
  const set = (at: number, text: string) =>
    onValue(value.map((each, index) => (index === at ? text : each)) as Three);
  return (
    <fieldset className="three-inputs" aria-describedby={id} aria-invalid={error ? true : undefined}>
      <legend>{legend}</legend>
      {names.map((name, at) => (
        <NumberField key={name} label={t(name)} value={value[at] ?? ''} onValue={(text) => set(at, text)} />
      ))}
      <p id={id} className={error ? 'wrong-text' : 'hint'} role={error ? 'alert' : undefined}>
        {error ?? hint}
      </p>
    </fieldset>
  );
}
