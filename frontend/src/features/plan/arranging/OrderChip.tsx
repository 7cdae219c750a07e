import { Menu } from '@mantine/core';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { COLUMN_IDS, type ColumnId } from '@/features/plan/state/columnIds';
import { GROUPINGS, isOutline, OUTLINE, type Ordering } from '@/features/plan/state/ordering';
import { orderWords } from './words';

type Props = {
  ordering: Ordering;
  /** Columns of the grid as they stand; all others can be sorted by too. */
  shown: readonly ColumnId[];
  onOrdering: (ordering: Ordering) => void;
};

/** Groups and sorts the rows; one act brings the outline back. */
export function OrderChip({ ordering, shown, onOrdering }: Props) {
  const set = !isOutline(ordering);
  const { group, sort } = ordering;
  const columns = [...shown, ...COLUMN_IDS.filter((id) => !shown.includes(id))];
  return (
    <span className="chip-group">
      <Menu
        position="bottom-start"
        shadow="md"
        width={300}
        closeOnItemClick={false}
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>
          <button type="button" className={`chip ${set ? 'set' : ''}`}>
            <Icon name="later" small />
            {t('plan.order')} <b className="ell">{orderWords(ordering)}</b>
          </button>
        </Menu.Target>
        <Menu.Dropdown className="pl-menu">
          <Menu.Item closeMenuOnClick onClick={() => onOrdering(OUTLINE)} aria-current={!set}>
            {t('plan.order.outline')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('plan.order.group')}</Menu.Label>
          <Menu.Item onClick={() => onOrdering({ group: null, sort })} aria-current={group === null}>
            {t('plan.order.noGroups')}
          </Menu.Item>
          {GROUPINGS.map((each) => (
            <Menu.Item
              key={each}
              onClick={() => onOrdering({ group: each, sort })}
              aria-current={group === each}
            >
              {t(`plan.group.${each}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t('plan.order.sort')}</Menu.Label>
          {columns.map((column) => {
            const here = sort?.column === column;
            return (
              <Menu.Item
                key={column}
                aria-current={here}
                rightSection={here ? t(sort.down ? 'plan.order.down' : 'plan.order.up') : null}
                onClick={() => onOrdering({ group, sort: { column, down: here && !sort.down } })}
              >
                {t(`plan.column.${column}.long`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {set && (
        <button
          type="button"
          className="chip-clear"
          aria-label={t('plan.order.outline')}
          title={t('plan.order.outline')}
          onClick={() => onOrdering(OUTLINE)}
        >
          <Icon name="close" small />
        </button>
      )}
    </span>
  );
}
