import { useId, useState } from 'react';
import type { DependencyKind, NewDependency } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { fold } from '@/lib/plan/data/filter';
import type { PlanModel } from '@/lib/plan/data/model';
import { parseLag } from '@/lib/plan/words/durations';
import { t } from '@/lib/messages/t';
import { KINDS } from './LinkLine';

type Props = { model: PlanModel; row: number; onAdd: (link: NewDependency) => void };

const MOST = 20;

/** A new dependency: direction, the other activity by id or name, kind and lag. */
export function AddLink({ model, row, onAdd }: Props) {
  const list = useId();
  const [text, setText] = useState('');
  const [before, setBefore] = useState(true);
  const [kind, setKind] = useState<DependencyKind>('FS');
  const [lag, setLag] = useState('');
  const other = activityOf(model, text);
  const read = parseLag(lag, model.columns.hours_per_day);
  const ready = other !== null && other !== row && read !== null;
  const add = () => {
    if (!ready) return;
    const ids = model.columns.activities.id;
    const [from, to] = before ? [other, row] : [row, other];
    onAdd({ predecessor: ids[from] ?? '', successor: ids[to] ?? '', kind, lag: read });
    setText('');
    setLag('');
  };
  return (
    <form
      className="pl-addlink"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <select
        aria-label={t('plan.links.direction')}
        value={before ? 'before' : 'after'}
        onChange={(event) => setBefore(event.target.value === 'before')}
      >
        <option value="before">{t('plan.links.asBefore')}</option>
        <option value="after">{t('plan.links.asAfter')}</option>
      </select>
      <input
        list={list}
        aria-label={t('plan.links.find')}
        placeholder={t('plan.links.find')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <datalist id={list}>
        {suggestions(model, text).map((each) => (
          <option key={each.id} value={each.id}>
            {each.title}
          </option>
        ))}
      </datalist>
      <select
        aria-label={t('plan.links.kind')}
        value={kind}
        onChange={(event) => setKind(event.target.value as DependencyKind)}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <input
        aria-label={t('plan.links.lag')}
        placeholder="0d"
        value={lag}
        aria-invalid={read === null}
        onChange={(event) => setLag(event.target.value)}
      />
      <Button small type="submit" disabled={!ready} title={ready ? undefined : t('plan.links.unknown')}>
        {t('action.add')}
      </Button>
    </form>
  );
}

/** Row of an activity by its id, or by its name where only one has it. */
function activityOf(model: PlanModel, text: string): number | null {
  const byId = model.rowOf.get(text.trim());
  if (byId !== undefined) return isActivity(model, byId) ? byId : null;
  const needle = fold(text.trim());
  if (needle === '') return null;
  const rows: number[] = [];
  model.columns.activities.title.forEach((title, row) => {
    if (isActivity(model, row) && fold(title) === needle) rows.push(row);
  });
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

function suggestions(model: PlanModel, text: string): { id: string; title: string }[] {
  const needle = fold(text.trim());
  if (needle.length < 2) return [];
  const found: { id: string; title: string }[] = [];
  const { id, title } = model.columns.activities;
  for (let row = 0; row < model.count && found.length < MOST; row += 1) {
    const match = fold(title[row] ?? '').includes(needle) || fold(id[row] ?? '').includes(needle);
    if (match && isActivity(model, row)) found.push({ id: id[row] ?? '', title: title[row] ?? '' });
  }
  return found;
}

function isActivity(model: PlanModel, row: number): boolean {
  const kind = model.columns.activities.kind[row];
  return kind === 'task' || kind === 'milestone' || kind === 'summary';
}
