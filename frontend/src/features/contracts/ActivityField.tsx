import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/api/client';
import type { SearchItem } from '@/api/types';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';

type Props = {
  label: string;
  hint?: string;
  program: string;
  /** An id, or nothing. */
  value: string;
  onValue: (value: string) => void;
};

/** One activity or milestone of the program, found by typing a part of its title. */
export function ActivityField({ label, hint, program, value, onValue }: Props) {
  const [text, setText] = useState('');
  const [titles, setTitles] = useState<Record<string, string>>({});
  const [settled] = useDebouncedValue(text.trim(), 150);
  const chosen = titles[value] ?? value;
  const search = useQuery({
    queryKey: ['search', settled, program],
    queryFn: ({ signal }) => get<{ items: SearchItem[] }>('/search', { q: settled, program }, signal),
    enabled: settled.length >= 2 && settled !== chosen,
  });
  const found = (search.data?.items ?? []).filter(({ kind }) => kind === 'activity' || kind === 'milestone');
  const options = found.map(({ id, title }) => ({ value: id, label: title }));
  const own = value !== '' && !found.some(({ id }) => id === value) ? [{ value, label: chosen }] : [];
  return (
    <Select
      label={label}
      description={hint}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('activityField.clear', { label }) }}
      value={value === '' ? null : value}
      searchValue={text}
      onSearchChange={setText}
      data={[...own, ...options]}
      filter={({ options: all }) => all}
      onChange={(id) => {
        const item = found.find((each) => each.id === id);
        if (item) setTitles((now) => ({ ...now, [item.id]: item.title }));
        onValue(id ?? '');
      }}
      nothingFoundMessage={
        settled.length < 2 || search.isFetching ? undefined : t('palette.none', { query: settled })
      }
      rightSection={value === '' ? <Icon name="search" small /> : undefined}
      comboboxProps={{ zIndex: 400 }}
    />
  );
}
