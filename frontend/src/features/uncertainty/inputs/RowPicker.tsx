import { MultiSelect, Select } from '@mantine/core';
import { t } from '@/lib/messages/t';

export type Choice = { value: string; label: string; estimated: boolean };

const MOST_SHOWN = 50;

type OneProps = {
  label: string;
  error?: string | null;
  choices: readonly Choice[];
  value: string;
  onValue: (value: string) => void;
};

/** One row of the plan, found by typing. */
export function RowPicker({ label, error, choices, value, onValue }: OneProps) {
  return (
    <Select
      label={label}
      searchable
      limit={MOST_SHOWN}
      data={[...choices]}
      value={value === '' ? null : value}
      placeholder={t('inputs.pick')}
      nothingFoundMessage={t('inputs.pickNone')}
      error={error}
      onChange={(next) => onValue(next ?? '')}
    />
  );
}

type ManyProps = Omit<OneProps, 'value' | 'onValue'> & {
  hint: string;
  value: string[];
  onValue: (value: string[]) => void;
};

/** Several rows or workstreams, found by typing. */
export function RowsPicker({ label, hint, error, choices, value, onValue }: ManyProps) {
  return (
    <MultiSelect
      label={label}
      description={hint}
      searchable
      hidePickedOptions
      limit={MOST_SHOWN}
      data={[...choices]}
      value={value}
      placeholder={value.length === 0 ? t('inputs.pick') : ''}
      nothingFoundMessage={t('inputs.pickNone')}
      error={error}
      onChange={onValue}
    />
  );
}
