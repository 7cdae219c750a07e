import { useEffect, useRef, useState } from 'react';
import type { DependencyKind } from '@/api/types';
import { Button } from '@/components/forms/Button';
import type { PlanModel } from '@/lib/plan/data/model';
import { parseLag } from '@/lib/plan/words/durations';
import { t } from '@/lib/messages/t';
import type { PlanChange } from '@/features/plan/editing/changes';
import { KINDS } from './LinkLine';

/** An arrow that was drawn and is not there yet, or one that was chosen on the chart. */
export type ChosenLink = {
  /** Index of the dependency; -1 for a new one. */
  link: number;
  from: number;
  to: number;
  kind: DependencyKind;
  at: { x: number; y: number };
};

type Props = {
  model: PlanModel;
  chosen: ChosenLink;
  readOnly: boolean;
  onChange: (change: PlanChange) => void;
  onClose: () => void;
};

const WIDTH = 300;
const ROOM = 190;

/** Kind and lag of an arrow where it is; Enter saves, Delete removes it, Escape leaves. */
export function LinkPopover({ model, chosen, readOnly, onChange, onClose }: Props) {
  const { dependencies, activities, hours_per_day: hours } = model.columns;
  const fresh = chosen.link < 0;
  const [kind, setKind] = useState(chosen.kind);
  const [lag, setLag] = useState(dependencies.lag_text[chosen.link] ?? '');
  const read = parseLag(lag, hours);
  const card = useRef<HTMLFormElement>(null);
  useEffect(() => card.current?.focus(), []);
  const id = dependencies.id[chosen.link] ?? '';
  const version = dependencies.version[chosen.link];
  const title = t(fresh ? 'plan.drag.new' : 'plan.drag.selected');
  const save = () => {
    if (read === null) return;
    const ends = { predecessor: activities.id[chosen.from] ?? '', successor: activities.id[chosen.to] ?? '' };
    onChange(
      fresh ? { do: 'link', ...ends, kind, lag: read } : { do: 'relink', id, version, kind, lag: read },
    );
  };
  const remove = () => onChange({ do: 'unlink', id, version });
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the dialog
    <form
      ref={card}
      className="pl-pop pl-linkpop"
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      style={{
        left: Math.min(chosen.at.x, window.innerWidth - WIDTH - 12),
        top: Math.min(chosen.at.y + 10, window.innerHeight - ROOM),
        width: WIDTH,
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
        if (event.key === 'Delete' && event.target === card.current && !fresh && !readOnly) remove();
        if (event.key === 'Enter' && event.target === card.current && !readOnly) save();
      }}
    >
      <p>
        <b>{activities.title[chosen.from]}</b> → <b>{activities.title[chosen.to]}</b>
      </p>
      <div className="pl-linkfields">
        <select
          aria-label={t('plan.links.kind')}
          value={kind}
          disabled={readOnly}
          onChange={(event) => setKind(event.target.value as DependencyKind)}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {one}: {t(`plan.links.${one}`)}
            </option>
          ))}
        </select>
        <input
          aria-label={t('plan.links.lag')}
          placeholder="0d"
          value={lag}
          readOnly={readOnly}
          aria-invalid={read === null}
          onChange={(event) => setLag(event.target.value)}
        />
      </div>
      {read === null && (
        <p className="field-error" role="alert">
          {t('plan.links.badLag')}
        </p>
      )}
      {!readOnly && (
        <footer>
          {!fresh && (
            <Button small ghost icon="trash" onClick={remove}>
              {t('plan.drag.remove')}
            </Button>
          )}
          <Button small onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button small primary type="submit" disabled={read === null}>
            {t(fresh ? 'action.add' : 'action.save')}
          </Button>
        </footer>
      )}
    </form>
  );
}
