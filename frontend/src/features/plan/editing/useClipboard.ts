import { useCallback, useState } from 'react';
import type { ClipboardEvent } from 'react';
import { sizeWords } from './useSelection';
import type { Range } from '@/components/grid/selection';
import { formatTable, formatTsv, parseTsv } from '@/components/grid/tsv';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import type { Column } from '@/features/plan/state/columns';
import type { PlanView } from '@/features/plan/state/usePlan';
import { layBlock, repeated, type Block, type Laid, type Target } from './block';
import type { Edits } from './useEdits';
import type { RowVerbs } from './useRowVerbs';

/** A paste that asks: what cannot be read is corrected first, rows beyond the last are added if wanted. */
export type Pending = { target: Target; block: Block };

type Context = {
  model: PlanModel;
  shown: PlanView;
  range: Range;
  columns: readonly Column[];
  verbs: RowVerbs;
  edits: Edits;
  say: (text: string) => void;
  readOnly: boolean;
};

/** Copy and paste of the selected cells, as spreadsheets do it. */
export function useClipboard({ model, shown, range, columns, verbs, edits, say, readOnly }: Context) {
  const [pending, setPending] = useState<Pending | null>(null);
  const onCopy = useCallback(
    (event: ClipboardEvent) => {
      if (isField(event.target) || range.rows.length === 0) return;
      event.preventDefault();
      const texts = verbs.texts();
      event.clipboardData.setData('text/plain', formatTsv(texts));
      event.clipboardData.setData('text/html', formatTable(texts));
      say(t('plan.copied', sizeWords(range, columns)));
    },
    [columns, range, say, verbs],
  );
  const paste = useCallback(
    (laid: Laid) => {
      setPending(null);
      if (laid.changes.length === 0) say(t('plan.paste.nothing'));
      else
        edits.apply(laid.changes, laid.patches).then(
          (edit) => edit !== null && say(t('plan.paste.done', { count: laid.good })),
          (error: unknown) => say(String(error)),
        );
    },
    [edits, say],
  );
  const onPaste = useCallback(
    (event: ClipboardEvent) => {
      const text = event.clipboardData.getData('text/plain');
      if (isField(event.target) || readOnly || text === '' || range.rows.length === 0) return;
      event.preventDefault();
      const found = targetOf({ model, shown, range, columns }, parseTsv(text));
      const laid = layBlock(found.target, found.block, false);
      if (laid.bad.length > 0 || laid.beyond > 0) setPending(found);
      else paste(laid);
    },
    [columns, model, paste, range, readOnly, shown],
  );
  return { onCopy, onPaste, pending, paste, cancel: () => setPending(null) };
}

const isField = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, [role="dialog"]') !== null;

/** From the first selected cell on, down the rows that show; a single cell or line fills the selection. */
function targetOf(
  { model, shown, range, columns }: Pick<Context, 'model' | 'shown' | 'range' | 'columns'>,
  block: Block,
): Pending {
  const width = Math.max(...block.map((cells) => cells.length));
  const name = Math.max(
    0,
    columns.findIndex((column) => column.id === 'name'),
  );
  // whole rows take a block that is as wide as the grid from its first column, a narrower one from the name
  const first = range.first >= 0 ? range.first : width >= columns.length ? 0 : name;
  const wide = range.first < 0 ? 1 : range.last - range.first + 1;
  const laid = repeated(block, range.rows.length, wide);
  const begin = shown.view.position[range.rows[0] ?? 0] ?? 0;
  const rows =
    range.rows.length >= laid.length
      ? range.rows.slice(0, laid.length)
      : Array.from(shown.view.rows.slice(begin, begin + laid.length));
  return { target: { model, rows, columns: columns.slice(first).map((column) => column.id) }, block: laid };
}
