import { useState } from 'react';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { isWords } from '@/features/plan/state/cellValues';
import { isMore, type MoreColumn } from '@/features/plan/state/columnIds';
import type { Editing } from '@/features/plan/state/state';
import { cellText, readCell, type Read } from './cells';
import { nameDraft, progressDraft, type Draft } from './drafts';
import { DurationEditor } from './DurationEditor';
import { OwnerPicker } from './OwnerPicker';
import { TextEditor, type After } from './TextEditor';

type Props = {
  program: string;
  model: PlanModel;
  row: number;
  editing: Editing;
  onCancel: () => void;
  /** With the version that the row had when editing began: what somebody else saved since then is a conflict. */
  onDone: (draft: Draft, after: After, typed: string, version: number) => void;
};

/** The editor of a cell, by its column. */
export function CellEditor({ program, model, row, editing, onCancel, onDone }: Props) {
  const rows = model.columns.activities;
  const title = rows.title[row] ?? '';
  const [version] = useState(rows.version[row] ?? 0);
  const shared = {
    label: t('plan.edit.label', { column: t(`plan.column.${editing.column}.long`), title }),
    onCancel,
    onDone: (draft: Draft, after: After, typed: string) => onDone(draft, after, typed, version),
  };
  if (editing.column === 'duration')
    return <DurationEditor {...shared} program={program} model={model} row={row} typed={editing.draft} />;
  if (editing.column === 'owner')
    return <OwnerPicker {...shared} model={model} row={row} typed={editing.draft} />;
  if (editing.column === 'start') {
    return (
      <TextEditor
        {...shared}
        right
        initial={cellText(model, row, 'start')}
        typed={editing.draft}
        read={(text) => asDraft(readCell(model, row, 'start', text, true))}
      />
    );
  }
  if (editing.column === 'progress') {
    const before = rows.progress[row] ?? 0;
    return (
      <TextEditor
        {...shared}
        right
        initial={String(Math.round(before * 100))}
        typed={editing.draft}
        read={(text) => progressDraft(text, before)}
      />
    );
  }
  if (isMore(editing.column)) {
    const { column } = editing;
    return (
      <TextEditor
        {...shared}
        right={!isWords(column)}
        initial={cellText(model, row, column)}
        typed={editing.draft}
        choices={choicesOf(model, column)}
        read={(text) => asDraft(readCell(model, row, column, text, true))}
      />
    );
  }
  return (
    <TextEditor {...shared} initial={title} typed={editing.draft} read={(text) => nameDraft(text, title)} />
  );
}

/** Names to choose from while one types. */
function choicesOf({ columns }: PlanModel, column: MoreColumn): string[] | undefined {
  if (column === 'ownerName') return columns.people.map(({ name }) => name);
  if (column === 'team') return columns.teams.map(({ title }) => title);
  if (column === 'calendar') return columns.calendars.map(({ title }) => title);
  return undefined;
}

/** A start that is set by hand shows at once where the schedule will probably put it. */
function asDraft(read: Read): Draft {
  if (read.kind === 'bad') return { error: read.why, vars: read.vars };
  if (read.kind === 'links') return { changes: read.changes };
  return read.kind === 'change' ? { change: { patch: read.fields, row: read.row } } : null;
}
