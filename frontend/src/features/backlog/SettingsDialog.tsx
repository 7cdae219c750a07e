import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { Backlog, BacklogSettingsPatch, ScoreCriterion } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, NumberField, TextField } from '@/components/forms/fields';
import { readNumber } from '@/lib/backlog/cells';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { methodName, methods } from './words';

type Row = { id: string; title: string; weight: string; low: string; high: string; less: boolean };
type Props = {
  backlog: Backlog;
  error: Error | null;
  busy: boolean;
  onSave: (changes: BacklogSettingsPatch) => void;
  onClose: () => void;
};

const rowOf = (each: ScoreCriterion): Row => ({
  id: each.id,
  title: each.title,
  weight: String(each.weight ?? 1),
  low: String(each.low ?? 0),
  high: String(each.high ?? 10),
  less: each.higher_is_better === false,
});

/** An id that no criterion had: what was typed under another one is not taken for this one's. */
const fresh = (rows: readonly Row[]): string => {
  const taken = new Set(rows.map(({ id }) => id));
  let n = rows.length + 1;
  while (taken.has(`c${n}`)) n += 1;
  return `c${n}`;
};

function Criteria({ rows, onRows }: { rows: Row[]; onRows: (rows: Row[]) => void }) {
  const total = rows.reduce((sum, { weight }) => sum + Math.max(0, readNumber(weight) ?? 0), 0);
  const set = (at: number, change: Partial<Row>) =>
    onRows(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <fieldset className="q-criteria">
      <legend>{t('backlog.set.criteria')}</legend>
      {rows.map((row, at) => (
        <div key={row.id} className="q-criterion">
          <TextField
            label={t('backlog.set.criterion')}
            value={row.title}
            maxLength={100}
            onValue={(title) => set(at, { title })}
          />
          <NumberField
            label={t('backlog.set.weight')}
            value={row.weight}
            hint={
              total > 0
                ? t('backlog.set.share', { share: percent(Math.max(0, readNumber(row.weight) ?? 0) / total) })
                : undefined
            }
            onValue={(weight) => set(at, { weight })}
          />
          <NumberField label={t('backlog.set.low')} value={row.low} onValue={(low) => set(at, { low })} />
          <NumberField label={t('backlog.set.high')} value={row.high} onValue={(high) => set(at, { high })} />
          <label className="q-check">
            <input
              type="checkbox"
              checked={row.less}
              onChange={(event) => set(at, { less: event.target.checked })}
            />
            {t('backlog.set.less')}
          </label>
          <IconButton
            icon="trash"
            label={t('backlog.set.remove', { title: row.title || t('backlog.set.criterion') })}
            onClick={() => onRows(rows.filter((_row, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        small
        icon="plus"
        onClick={() =>
          onRows([...rows, { id: fresh(rows), title: '', weight: '1', low: '0', high: '10', less: false }])
        }
      >
        {t('backlog.set.add')}
      </Button>
    </fieldset>
  );
}

/** How the program orders its backlog. Only what was changed is sent. */
export function SettingsDialog({ backlog, error, busy, onSave, onClose }: Props) {
  const [{ settings, version }] = useState(backlog);
  const [within, setWithin] = useState<string>(settings.within ?? '');
  const [effort, setEffort] = useState(settings.effort ?? 'size');
  const [figures, setFigures] = useState({
    must_share: String(100 * (settings.must_share ?? 0.6)),
    horizon: String(settings.horizon ?? 12),
    spread: String(100 * (settings.spread ?? 0.25)),
    top: String(settings.top ?? 10),
  });
  const [kinds, setKinds] = useState((settings.kinds ?? []).join(', '));
  const [rows, setRows] = useState<Row[]>(() => (settings.criteria ?? []).map(rowOf));
  const [taken] = useState(() => rows.map(({ id }) => id));
  const values = Object.values(figures).map(readNumber);
  const criteria = rows.map((row) => ({
    id: row.id,
    title: row.title.trim(),
    weight: readNumber(row.weight) ?? Number.NaN,
    low: readNumber(row.low) ?? Number.NaN,
    high: readNumber(row.high) ?? Number.NaN,
    higher_is_better: !row.less,
  }));
  const good =
    values.every((value) => value !== null) &&
    criteria.every(({ title, weight, low, high }) => title !== '' && weight > 0 && low < high);
  const changes = (): BacklogSettingsPatch => ({
    within: (within || null) as BacklogSettingsPatch['within'],
    effort: effort as BacklogSettingsPatch['effort'],
    must_share: (values[0] ?? 60) / 100,
    horizon: values[1] ?? 12,
    spread: (values[2] ?? 25) / 100,
    top: Math.round(values[3] ?? 10),
    kinds: kinds
      .split(',')
      .map((kind) => kind.trim())
      .filter(Boolean),
    criteria,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (good) onSave({ ...changes(), version });
  };
  const number = (name: keyof typeof figures, label: string, hint?: string) => (
    <NumberField
      label={label}
      hint={hint}
      value={figures[name]}
      error={readNumber(figures[name]) === null ? t('backlog.error.number') : null}
      onValue={(text) => setFigures((now) => ({ ...now, [name]: text }))}
    />
  );
  return (
    <Modal opened onClose={onClose} title={t('backlog.set.title')} size={720}>
      <form className="form" onSubmit={submit}>
        <Criteria
          rows={rows}
          onRows={(next) =>
            // an id that was removed is not given again
            setRows(next.map((row) => (rows.some(({ id }) => id === row.id) ? row : renamed(row, taken))))
          }
        />
        <div className="q-settings">
          <ChoiceField
            label={t('backlog.set.within')}
            value={within}
            onValue={setWithin}
            options={[
              { value: '', label: t('backlog.set.within.none') },
              ...methods
                .filter((method) => method !== 'moscow')
                .map((value) => ({ value, label: methodName(value) })),
            ]}
          />
          <ChoiceField
            label={t('backlog.set.effort')}
            value={effort}
            onValue={setEffort}
            options={(['size', 'effort', 'weeks'] as const).map((value) => ({
              value,
              label: t(`backlog.set.effort.${value}`),
            }))}
          />
          {number('must_share', t('backlog.set.must'))}
          {number('horizon', t('backlog.set.horizon'), t('backlog.set.horizon.hint'))}
          {number('spread', t('backlog.set.spread'))}
          {number('top', t('backlog.set.top'))}
        </div>
        <TextField
          label={t('backlog.set.kinds')}
          hint={t('backlog.set.kinds.hint', { kinds: backlog.kinds.join(', ') || '–' })}
          value={kinds}
          onValue={setKinds}
        />
        <VerbConflict
          error={error}
          label={(field) => field.replaceAll('_', ' ')}
          show={(_field, value) => JSON.stringify(value)}
          onMine={(now) => onSave({ ...changes(), version: now })}
          onTheirs={onClose}
          busy={busy}
        />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" primary disabled={!good} busy={busy ? t('backlog.busy') : null}>
            {t('backlog.set.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function renamed(row: Row, taken: readonly string[]): Row {
  let n = 1;
  let id = row.id;
  while (taken.includes(id)) id = `${row.id}-${(n += 1)}`;
  return { ...row, id };
}
