import { Popover } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { path as apiPath, post } from '@/api/client';
import type { Preview } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { durationDraft, durationFields, type Draft, type DurationFields } from './drafts';
import { FieldError } from './FieldError';
import { editorKey, type After, type EditorProps } from './TextEditor';
import { useFieldFocus } from './useFieldFocus';

type Props = EditorProps & { program: string; model: PlanModel; row: number; typed: string | null };

const NAMES = ['low', 'likely', 'high'] as const;

/** The duration in its cell, and below it low, likely and high with the effect on the plan. */
export function DurationEditor({ program, model, row, typed, label, onDone, onCancel }: Props) {
  const before = durationFields(model, row);
  const [fields, setFields] = useState<DurationFields>({ ...before, likely: typed ?? before.likely });
  const [error, setError] = useState<string | null>(null);
  const [attach, field] = useFieldFocus(typed === null);
  const card = useRef<HTMLDivElement>(null);
  const draft = durationDraft(fields, model, row);
  const effect = useEffectOf(program, model.columns.activities.id[row] ?? '', draft);
  const set = (name: keyof DurationFields, text: string) => {
    setFields({ ...fields, [name]: text });
    setError(null);
  };
  const finish = (after: After) => {
    if (draft !== null && 'error' in draft) setError(t(draft.error));
    else onDone(draft, after, fields.likely);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      card.current?.querySelector('input')?.focus();
      return;
    }
    const inside = event.key === 'Tab' && card.current?.contains(event.target as Node) === true;
    if (!inside) editorKey(event, finish, onCancel);
  };
  const onBlur = (event: FocusEvent) => {
    const next = event.relatedTarget as Node | null;
    if (next !== null && (card.current?.contains(next) === true || next === field.current)) return;
    finish('stay');
  };
  return (
    <Popover
      opened
      withRoles={false}
      width={264}
      position="bottom-start"
      offset={6}
      withinPortal
      trapFocus={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <input
          ref={attach}
          className="num"
          aria-label={label}
          aria-invalid={error !== null}
          value={fields.likely}
          onChange={(event) => set('likely', event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={onBlur}
        />
      </Popover.Target>
      <Popover.Dropdown
        className="pl-pop"
        role="dialog"
        aria-label={t('plan.estimate', { title: model.columns.activities.title[row] ?? '' })}
      >
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys and focus of the fields inside */}
        <div ref={card} onKeyDown={onKeyDown} onBlur={onBlur}>
          <p>
            <b>{model.columns.activities.title[row]}</b>,{' '}
            {t(model.columns.activities.elapsed?.[row] === true ? 'plan.elapsedDays' : 'plan.workingDays')}
          </p>
          <div className="pl-three">
            {NAMES.map((name) => (
              <label key={name} className={fields[name].trim() === before[name] ? '' : 'chg'}>
                <span>{t(`plan.estimate.${name}`)}</span>
                <span className="box">
                  <input value={fields[name]} onChange={(event) => set(name, event.target.value)} />
                  {fields[name].trim() !== before[name] && before[name] !== '' && <s>{before[name]}</s>}
                </span>
              </label>
            ))}
          </div>
          {error === null ? (
            <p className="sec" aria-live="polite">
              {effect === null ? t('plan.estimate.hint') : <RichText text={effect} />}
            </p>
          ) : (
            <FieldError text={error} />
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

const PAUSE_MS = 250;

/** What the change would move, asked after a pause in the typing; nothing is written. */
function useEffectOf(program: string, id: string, draft: Draft): Preview['text'] | null {
  const [answer, setAnswer] = useState<{ asked: string; text: Preview['text'] } | null>(null);
  const asked = draft !== null && 'change' in draft ? JSON.stringify(draft.change.patch) : null;
  useEffect(() => {
    if (asked === null) return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      post<Preview>(`${apiPath('programs', program)}/preview`, {
        activity: id,
        ...(JSON.parse(asked) as object),
      })
        .then((preview) => !stale && setAnswer({ asked, text: preview.text }))
        .catch(() => !stale && setAnswer(null));
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked, id, program]);
  return answer !== null && answer.asked === asked ? answer.text : null;
}
