import { Menu } from '@mantine/core';
import { Icon } from '@/components/icons/Icon';
import { milestoneRows, type PathFilter } from '@/lib/plan/data/filter';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';

type Choice = { id: string; title: string };
type ChoiceProps = {
  label: string;
  value: string | null;
  choices: readonly Choice[];
  onValue: (id: string | null) => void;
  /** Name of no choice; null where one must be chosen. */
  none?: string | null;
  /** Never shown as set: it is not a filter. */
  quiet?: boolean;
};

/** A filter with one value out of a list. */
export function ChoiceChip({
  label,
  value,
  choices,
  onValue,
  none = t('plan.any'),
  quiet = false,
}: ChoiceProps) {
  const chosen = choices.find((one) => one.id === value);
  const set = chosen !== undefined && !quiet;
  return (
    <span className="chip-group">
      <Menu position="bottom-start" shadow="md" width={240} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button" className={`chip ${set ? 'set' : ''}`} data-filter={quiet ? undefined : ''}>
            {label} <b className="ell">{chosen?.title ?? none}</b>
          </button>
        </Menu.Target>
        <Menu.Dropdown className="pl-menu">
          {none !== null && <Menu.Item onClick={() => onValue(null)}>{none}</Menu.Item>}
          {choices.map((one) => (
            <Menu.Item key={one.id} onClick={() => onValue(one.id)} aria-current={one.id === value}>
              {one.title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {set && <Clear label={label} onClear={() => onValue(null)} />}
    </span>
  );
}

function Clear({ label, onClear }: { label: string; onClear: () => void }) {
  return (
    <button
      type="button"
      className="chip-clear"
      aria-label={t('plan.clear', { filter: label })}
      title={t('plan.clear', { filter: label })}
      onClick={onClear}
    >
      <Icon name="close" small />
    </button>
  );
}

type PathProps = { model: PlanModel; path: PathFilter | null; onPath: (path: PathFilter | null) => void };

/** Only what leads to a milestone: its driving chain, or all that it waits for. */
export function PathChip({ model, path, onPath }: PathProps) {
  const { id, title } = model.columns.activities;
  const milestones = milestoneRows(model)
    .slice(0, 200)
    .map((row) => ({ id: id[row] ?? '', title: title[row] ?? '' }));
  const scope = path?.scope ?? 'driving';
  const name =
    path === null
      ? t('plan.any')
      : path.milestone === '*'
        ? t('plan.path.milestones')
        : (milestones.find((one) => one.id === path.milestone)?.title ?? path.milestone);
  return (
    <span className="chip-group">
      <Menu position="bottom-start" shadow="md" width={280} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button" className={`chip ${path === null ? '' : 'set'}`} data-filter="">
            <Icon name="filter" small />
            {t('plan.path')} <b className="ell">{name}</b>
          </button>
        </Menu.Target>
        <Menu.Dropdown className="pl-menu">
          <Menu.Label>{t('plan.path.scope')}</Menu.Label>
          {(['driving', 'all'] as const).map((one) => (
            <Menu.Item
              key={one}
              closeMenuOnClick={false}
              aria-current={scope === one}
              onClick={() => onPath({ milestone: path?.milestone ?? '*', scope: one })}
            >
              {t(`plan.path.${one}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => onPath(null)}>{t('plan.any')}</Menu.Item>
          <Menu.Item aria-current={path?.milestone === '*'} onClick={() => onPath({ milestone: '*', scope })}>
            {t('plan.path.every')}
          </Menu.Item>
          {milestones.map((one) => (
            <Menu.Item
              key={one.id}
              aria-current={path?.milestone === one.id}
              onClick={() => onPath({ milestone: one.id, scope })}
            >
              {one.title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {path !== null && <Clear label={t('plan.path')} onClear={() => onPath(null)} />}
    </span>
  );
}
