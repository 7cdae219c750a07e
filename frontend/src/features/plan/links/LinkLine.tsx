import { useState } from 'react';
import type { DependencyKind, DependencyPatch } from '@/api/types';
import { IconButton } from '@/components/forms/Button';
import type { PlanModel } from '@/lib/plan/data/model';
import { parseLag } from '@/lib/plan/words/durations';
import { t } from '@/lib/messages/t';

export const KINDS: DependencyKind[] = ['FS', 'SS', 'FF', 'SF'];

type Props = {
  model: PlanModel;
  link: number;
  /** Row at the other end. */
  other: number;
  readOnly: boolean;
  onGo: (id: string) => void;
  onChange: (change: DependencyPatch) => void;
  onRemove: (id: string, version: number) => void;
};

/** One dependency: the other activity, kind, lag. */
export function LinkLine({ model, link, other, readOnly, onGo, onChange, onRemove }: Props) {
  const links = model.columns.dependencies;
  const base = { id: links.id[link] ?? '', version: links.version[link] ?? 0 };
  const kind = KINDS.find((one) => one === links.kind[link]) ?? 'FS';
  const before = links.lag_text[link] ?? '';
  const [lag, setLag] = useState(before);
  // Enter saves, and leaving the field afterwards must not save again
  const [saved, setSaved] = useState(() => parseLag(before, model.columns.hours_per_day) ?? '0d');
  const [shown, setShown] = useState(before);
  // the version of the link when typing began: what somebody else saved since then is a conflict
  const [begun, setBegun] = useState<number | null>(null);
  if (shown !== before) {
    setShown(before);
    if (begun === null) {
      setLag(before);
      setSaved(parseLag(before, model.columns.hours_per_day) ?? '0d');
    }
  }
  const title = model.columns.activities.title[other] ?? '';
  const read = parseLag(lag, model.columns.hours_per_day);
  const saveLag = () => {
    if (read === null) return;
    setBegun(null);
    if (read === saved) {
      setLag(before);
      return;
    }
    setSaved(read);
    onChange({ ...base, version: begun ?? base.version, lag: read });
  };
  return (
    <li>
      <i
        className={links.driving[link] === true ? 'drv' : ''}
        title={links.driving[link] === true ? t('plan.links.driving') : undefined}
      />
      <button
        type="button"
        className="ell"
        title={title}
        onClick={() => onGo(model.columns.activities.id[other] ?? '')}
      >
        {title}
      </button>
      <select
        aria-label={t('plan.links.kindOf', { title })}
        title={t(`plan.links.${kind}`)}
        value={kind}
        disabled={readOnly}
        onChange={(event) => onChange({ ...base, kind: event.target.value as DependencyKind })}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <input
        aria-label={t('plan.links.lagOf', { title })}
        aria-invalid={read === null}
        title={read === null ? t('plan.links.badLag') : undefined}
        placeholder="0d"
        value={lag}
        readOnly={readOnly}
        onChange={(event) => {
          setLag(event.target.value);
          setBegun((known) => known ?? base.version);
        }}
        onBlur={saveLag}
        onKeyDown={(event) => event.key === 'Enter' && saveLag()}
      />
      {!readOnly && (
        <IconButton
          icon="trash"
          label={t('plan.links.remove', { title })}
          onClick={() => onRemove(base.id, base.version)}
        />
      )}
    </li>
  );
}
