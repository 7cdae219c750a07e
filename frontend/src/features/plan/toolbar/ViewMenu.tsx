import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button, IconButton } from '@/components/forms/Button';
import { Segmented } from '@/components/forms/Segmented';
import { t } from '@/lib/messages/t';
import {
  LAYOUT,
  clampWidth,
  columnsText,
  shifted,
  sized,
  toggled,
  type Density,
  type Layout,
} from '@/features/plan/state/layout';
import type { ColumnId } from '@/features/plan/state/state';

type Props = { layout: Layout; widthOf: (id: ColumnId) => number; onLayout: (layout: Layout) => void };

const STEP = 8;
const densities: Density[] = ['compact', 'comfortable'];

/** Columns of the grid (shown, moved, sized) and the height of its rows. */
export function ViewMenu(props: Props) {
  const { layout, onLayout } = props;
  const [open, setOpen] = useState(false);
  const own = columnsText(layout) !== '' || layout.density !== LAYOUT.density;
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width={330}
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          small
          icon="density"
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          {t('plan.view')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="pl-view">
        <div className="pl-view-density">
          <span>{t('plan.view.density')}</span>
          <Segmented
            label={t('plan.view.density')}
            value={layout.density}
            options={densities.map((value) => ({ value, label: t(`plan.view.${value}`) }))}
            onValue={(density) => onLayout({ ...layout, density })}
          />
        </div>
        <ul aria-label={t('plan.view.columns')}>
          {layout.order.map((id) => (
            <ColumnLine key={id} id={id} {...props} />
          ))}
        </ul>
        <footer>
          <Button small ghost disabled={!own} onClick={() => onLayout(LAYOUT)}>
            {t('plan.view.reset')}
          </Button>
        </footer>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnLine({ id, layout, widthOf, onLayout }: Props & { id: ColumnId }) {
  const name = t(`plan.column.${id}.long`);
  const shown = layout.order.filter((each) => !layout.hidden.includes(each));
  const at = shown.indexOf(id);
  const width = widthOf(id);
  const size = (by: number) => onLayout(sized(layout, id, clampWidth(width + by)));
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={at >= 0}
          disabled={id === 'name'}
          onChange={() => onLayout(toggled(layout, id))}
        />
        {name}
      </label>
      {at >= 0 && (
        <span>
          <IconButton
            icon="left"
            label={t('plan.view.left', { name })}
            disabled={at === 0}
            onClick={() => onLayout(shifted(layout, id, -1))}
          />
          <IconButton
            icon="right"
            label={t('plan.view.right', { name })}
            disabled={at === shown.length - 1}
            onClick={() => onLayout(shifted(layout, id, 1))}
          />
          <IconButton
            icon="same"
            label={t('plan.view.narrower', { name })}
            disabled={id === 'name'}
            onClick={() => size(-STEP)}
          />
          <IconButton
            icon="plus"
            label={t('plan.view.wider', { name })}
            disabled={id === 'name'}
            onClick={() => size(STEP)}
          />
        </span>
      )}
    </li>
  );
}
