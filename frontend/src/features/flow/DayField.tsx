import { useState } from 'react';
import { TextField } from '@/components/forms/fields';
import { dayIn } from './view';

/** A year that is being typed passes through 0002 and 0020: these are not asked for. */
const LEAST = '1970-01-01';

type Props = { label: string; value: string; onDay: (day: string) => void };

/** A day that is taken as soon as it is whole; what is half typed stays until the field is left. */
export function DayField({ label, value, onDay }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string) => {
    setTyped(text);
    const day = dayIn(text);
    if (day !== null && day >= LEAST && day !== value) onDay(day);
  };
  return (
    <TextField
      type="date"
      max="9999-12-31"
      label={label}
      value={typed ?? value}
      onValue={take}
      onBlur={() => setTyped(null)}
    />
  );
}
