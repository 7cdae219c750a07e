import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button, IconButton } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { t } from '@/lib/messages/t';
import { GROUPS, idsOf } from '@/features/plan/state/columnIds';
import {
  LAYOUT,
  LEAST_WIDTH,
  MOST_WIDTH,
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
        <h3>{t('plan.view.shown')}</h3>
        <ul aria-label={t('plan.view.columns')}>
          {layout.order
            .filter((id) => !layout.hidden.includes(id))
            .map((id) => (
              <ColumnLine key={id} id={id} {...props} />
            ))}
        </ul>
        <MoreColumns layout={layout} onLayout={onLayout} />
        <footer>
          <Button small ghost disabled={!own} onClick={() => onLayout(LAYOUT)}>
            {t('plan.view.reset')}
          </Button>
        </footer>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The columns that are not shown, by what they are about; to be searched by name. */
function MoreColumns({ layout, onLayout }: Pick<Props, 'layout' | 'onLayout'>) {
  const [text, setText] = useState('');
  const needle = text.trim().toLowerCase();
  const nameOf = (id: ColumnId) => t(`plan.column.${id}.long`);
  const found = GROUPS.map((group) => ({
    group,
    ids: idsOf(group).filter((id) => layout.hidden.includes(id) && nameOf(id).toLowerCase().includes(needle)),
  })).filter(({ ids }) => ids.length > 0);
  return (
    <>
      <h3>{t('plan.view.more')}</h3>
      <TextField
        label={t('plan.view.search')}
        hideLabel
        placeholder={t('plan.view.search')}
        value={text}
        onValue={setText}
      />
      <div className="pl-view-more">
        {found.length === 0 && <p className="dim small">{t('plan.view.none')}</p>}
        {found.map(({ group, ids }) => (
          <fieldset key={group}>
            <legend>{t(`plan.view.group.${group}`)}</legend>
            {ids.map((id) => (
              <label key={id}>
                <input type="checkbox" checked={false} onChange={() => onLayout(toggled(layout, id))} />
                {nameOf(id)}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}

function ColumnLine({ id, layout, widthOf, onLayout }: Props & { id: ColumnId }) {
  const name = t(`plan.column.${id}.long`);
  const shown = layout.order.filter((each) => !layout.hidden.includes(each));
  const at = shown.indexOf(id);
  const width = widthOf(id);
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
          {id !== 'name' && (
            <input
              type="number"
              className="input figures"
              aria-label={t('plan.view.widthOf', { name })}
              title={t('plan.view.widthOf', { name })}
              value={width}
              step={STEP}
              min={LEAST_WIDTH}
              max={MOST_WIDTH}
              onChange={(event) => onLayout(sized(layout, id, Number(event.target.value)))}
            />
          )}
        </span>
      )}
    </li>
  );
}
