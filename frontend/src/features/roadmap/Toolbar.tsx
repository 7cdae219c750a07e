import { Menu } from '@mantine/core';
import { useState } from 'react';
import { Button } from '@/components/forms/Button';
import { ChoiceField, NumberField, TextField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { t } from '@/lib/messages/t';
import { audiences, groupsFor, looks } from './asked';
import type { Look } from './asked';
import { exportHref, formats } from './useRoadmap';
import type { Asked } from './useRoadmap';

type Set = (name: string, value: string | null) => void;

/** A number of weeks that is taken when it is finished: Enter, or leaving the field. */
function Weeks({
  label,
  value,
  onValue,
}: {
  label: string;
  value: number;
  onValue: (value: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const finish = () => {
    if (draft !== null) onValue(draft);
    setDraft(null);
  };
  return (
    <NumberField
      label={label}
      value={draft ?? String(value)}
      onValue={setDraft}
      onBlur={finish}
      onKeyDown={(event) => event.key === 'Enter' && finish()}
      maxLength={3}
    />
  );
}

type Props = { program: string; asked: Asked; look: Look; set: Set };

/** For whom the roadmap is, and how it is arranged; all of it lives in the address. */
export function Toolbar({ program, asked, look, set }: Props) {
  const groups = groupsFor(asked.audience);
  return (
    <div className="r-bar-top noprint">
      <Segmented
        label={t('roadmap.audience')}
        value={asked.audience}
        options={audiences.map((value) => ({ value, label: t(`roadmap.audience.${value}`) }))}
        onValue={(value) => set('audience', value === 'engineering' ? null : value)}
      />
      <Segmented
        label={t('roadmap.look')}
        value={look}
        options={looks.map((value) => ({ value, label: t(`roadmap.look.${value}`) }))}
        onValue={(value) => set('look', value === 'timeline' ? null : value)}
      />
      {groups.length > 0 && (
        <ChoiceField
          label={t('roadmap.group')}
          value={groups.includes(asked.group) ? asked.group : 'none'}
          options={groups.map((value) => ({ value, label: t(`roadmap.group.${value}`) }))}
          onValue={(value) => set('group', value === 'workstream' ? null : value)}
        />
      )}
      <Weeks label={t('roadmap.now')} value={asked.now_weeks} onValue={(value) => set('now', value)} />
      <Weeks label={t('roadmap.next')} value={asked.next_weeks} onValue={(value) => set('next', value)} />
      <label className="check">
        <input
          type="checkbox"
          checked={asked.done}
          onChange={(event) => set('done', event.target.checked ? null : 'no')}
        />
        <span>{t('roadmap.done')}</span>
      </label>
      {asked.audience === 'customer' && <Title value={asked.title} set={set} />}
      <span className="r-exports">
        <Menu position="bottom-end">
          <Menu.Target>
            <Button small icon="download">
              {t('roadmap.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {formats.map((format) => (
              <Menu.Item key={format} component="a" href={exportHref(program, asked, format)} download>
                {t('roadmap.exportAs', { format: format === 'md' ? 'Markdown' : format.toUpperCase() })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button small onClick={() => window.print()}>
          {t('roadmap.print')}
        </Button>
      </span>
    </div>
  );
}

function Title({ value, set }: { value: string; set: Set }) {
  const [draft, setDraft] = useState<string | null>(null);
  const finish = () => {
    if (draft !== null) set('title', draft.trim());
    setDraft(null);
  };
  return (
    <TextField
      label={t('roadmap.publicTitle')}
      value={draft ?? value}
      onValue={setDraft}
      onBlur={finish}
      onKeyDown={(event) => event.key === 'Enter' && finish()}
      maxLength={300}
    />
  );
}
