import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { asText } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import { ChoiceField, NumberField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { parts, runs, ways } from './types';
import type { Stream, Way } from './types';
import { useWay } from './useDelivery';

type Props = { program: string; version: number; streams: Stream[]; stream: Stream; onClose: () => void };

/** How a workstream works; a mixture says what it is made of. */
export function WayDialog({ program, version, streams, stream, onClose }: Props) {
  const [way, setWay] = useState<Way>(stream.way);
  const [made, setMade] = useState<Way[]>([...runs(stream)]);
  const [length, setLength] = useState(String(stream.sprint_days ?? 14));
  const [focus, setFocus] = useState(String(Math.round((stream.focus ?? 0.7) * 100)));
  const save = useWay(program, onClose);
  const hybrid = way === 'hybrid';
  const sprints = way === 'scrum' || (hybrid && made.includes('scrum'));
  const few = hybrid && made.length < 2;
  const numbers = Number(length) >= 1 && Number(length) <= 92 && Number(focus) > 0 && Number(focus) <= 100;
  const send = (at: number) =>
    save.mutate({
      version: at,
      streams,
      changed: {
        ...stream,
        way,
        parts: hybrid ? parts.filter((each) => made.includes(each)) : [],
        sprint_days: Math.round(Number(length)),
        focus: Number(focus) / 100,
      },
    });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!few && numbers) send(version);
  };
  const toggle = (part: Way) =>
    setMade((now) => (now.includes(part) ? now.filter((each) => each !== part) : [...now, part]));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('delivery.changeOf', { title: stream.title })}
      size={480}
      closeOnClickOutside={false}
    >
      <form className="form" onSubmit={submit} noValidate>
        <ChoiceField
          label={t('delivery.way')}
          value={way}
          onValue={(value) => setWay(value as Way)}
          options={ways.map((value) => ({ value, label: t(`delivery.way.${value}`) }))}
        />
        {hybrid && (
          <fieldset className="g-people">
            <legend>{t('delivery.parts')}</legend>
            {parts.map((part) => (
              <label key={part}>
                <input type="checkbox" checked={made.includes(part)} onChange={() => toggle(part)} />{' '}
                {t(`delivery.way.${part}`)}
              </label>
            ))}
            {few && <p className="wrong-text">{t('delivery.needPart')}</p>}
          </fieldset>
        )}
        {sprints && (
          <>
            <NumberField label={t('delivery.sprintDays')} value={length} onValue={setLength} />
            <NumberField label={t('delivery.focus')} value={focus} onValue={setFocus} />
          </>
        )}
        <VerbConflict
          error={save.error}
          label={(name) => name}
          show={(_name, value) =>
            Array.isArray(value)
              ? value.map((each: { title?: unknown }) => asText(each.title)).join(', ')
              : asText(value)
          }
          onMine={send}
          onTheirs={onClose}
          busy={save.isPending}
        />
        <div className="form-acts">
          <Button onClick={onClose}>{t('gates.cancel')}</Button>
          <Button
            type="submit"
            primary
            disabled={few || !numbers}
            busy={save.isPending ? t('delivery.busy') : null}
          >
            {t('delivery.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
