import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/api/client';
import type { SearchItem } from '@/api/types';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';

type Activity = { id: string; title: string };
type Props = { program: string; value: Activity[]; onValue: (value: Activity[]) => void };

/** Activities and milestones of the program, found by typing. */
export function ActivityPicker({ program, value, onValue }: Props) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 150);
  const search = useQuery({
    queryKey: ['search', settled, program],
    queryFn: ({ signal }) => get<{ items: SearchItem[] }>('/search', { q: settled, program }, signal),
    enabled: settled.length >= 2,
  });
  const taken = new Set(value.map(({ id }) => id));
  const found = (search.data?.items ?? []).filter(
    (item) => (item.kind === 'activity' || item.kind === 'milestone') && !taken.has(item.id),
  );
  const pick = (id: string | null) => {
    const item = found.find((each) => each.id === id);
    if (item) onValue([...value, { id: item.id, title: item.title }]);
    setText('');
  };
  return (
    <div className="form">
      <Select
        label={t('risks.form.hits')}
        placeholder={t('risks.form.hitsHint')}
        searchable
        value={null}
        searchValue={text}
        onSearchChange={setText}
        data={found.map((item) => ({ value: item.id, label: item.title }))}
        filter={({ options }) => options}
        onChange={pick}
        nothingFoundMessage={
          settled.length < 2 || search.isFetching ? undefined : t('palette.none', { query: settled })
        }
        rightSection={<Icon name="search" small />}
        comboboxProps={{ zIndex: 400 }}
      />
      {value.length > 0 && (
        <div className="picked">
          {value.map((activity) => (
            <span className="chip" key={activity.id} title={activity.id}>
              <span className="ell">{activity.title}</span>
              <button
                type="button"
                aria-label={t('risks.form.remove', { title: activity.title })}
                onClick={() => onValue(value.filter(({ id }) => id !== activity.id))}
              >
                <Icon name="close" small />
              </button>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
