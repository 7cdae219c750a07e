import { Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { corrected, layBlock, type BadCell, type Laid } from '@/features/plan/editing/block';
import type { Pending } from '@/features/plan/editing/useClipboard';

type Props = { pending: Pending; onPaste: (laid: Laid) => void; onClose: () => void };

const MOST = 50;

/** What of a pasted block cannot be read, each cell with its place and a field to correct it in; and rows to add. */
export function PasteDialog({ pending, onPaste, onClose }: Props) {
  const { target } = pending;
  const [block, setBlock] = useState(pending.block);
  const [add, setAdd] = useState(true);
  const laid = useMemo(() => layBlock(target, block, add), [target, block, add]);
  // a cell that was bad keeps its field while it is typed into
  const [asked] = useState(() => layBlock(target, pending.block, true).bad);
  const bad = new Map(laid.bad.map((cell) => [placeKey(cell), cell]));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('plan.paste.title')}
      size={560}
      transitionProps={{ duration: 0 }}
    >
      <form
        className="pl-form pl-paste"
        onSubmit={(event) => {
          event.preventDefault();
          onPaste(laid);
        }}
      >
        <p role="status">{t('plan.paste.ready', { count: laid.good })}</p>
        {laid.bad.length > 0 && <p role="alert">{t('plan.paste.bad', { count: laid.bad.length })}</p>}
        {asked.length > 0 && (
          <ul className="pl-badcells">
            {asked.slice(0, MOST).map((cell) => (
              <Cell
                key={placeKey(cell)}
                cell={cell}
                text={block[cell.line]?.[cell.cell] ?? ''}
                bad={bad.get(placeKey(cell))}
                onText={(text) => setBlock(corrected(block, cell.line, cell.cell, text))}
              />
            ))}
            {asked.length > MOST && <li>{t('plan.paste.more', { count: asked.length - MOST })}</li>}
          </ul>
        )}
        {laid.beyond > 0 && (
          <label className="check">
            <input type="checkbox" checked={add} onChange={(event) => setAdd(event.target.checked)} />
            {t('plan.paste.add', { count: laid.beyond })}
          </label>
        )}
        {laid.fixed > 0 && <p className="dim">{t('plan.paste.fixed', { count: laid.fixed })}</p>}
        {laid.outside > 0 && <p className="dim">{t('plan.paste.outside', { count: laid.outside })}</p>}
        <footer>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button primary type="submit" data-autofocus disabled={laid.changes.length === 0}>
            {t(laid.bad.length > 0 ? 'plan.paste.rest' : 'plan.paste.do')}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}

type CellProps = {
  cell: BadCell;
  text: string;
  bad: BadCell | undefined;
  onText: (text: string) => void;
};

function Cell({ cell, text, bad, onText }: CellProps) {
  const place = t('plan.paste.place', {
    row: cell.line + 1,
    column: t(`plan.column.${cell.column}.long`),
  });
  return (
    <li>
      <label>
        <span>{place}</span>
        <input
          aria-invalid={bad !== undefined}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </label>
      {bad !== undefined && <p className="field-error">{t(bad.why)}</p>}
    </li>
  );
}

const placeKey = ({ line, cell }: BadCell): string => `${line}/${cell}`;
