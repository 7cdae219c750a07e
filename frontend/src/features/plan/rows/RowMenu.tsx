import { Menu } from '@mantine/core';
import { Kbd } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import type { RowVerb } from '@/features/plan/editing/verbList';

export type MenuPlace = { x: number; y: number };

type Props = { place: MenuPlace; verbs: (RowVerb | null)[]; onClose: () => void };

/** The place is no button, so nothing of it may say that it opens a menu. Menu hands this on to its Popover untyped. */
const PLAIN = { withRoles: false };

/** The verbs of the selection where the pointer is, or at the focused row. */
export function RowMenu({ place, verbs, onClose }: Props) {
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      withinPortal
      trapFocus
      {...PLAIN}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span className="pl-menuplace" style={{ left: place.x, top: place.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('plan.menu')}>
        {verbs.map((verb, i) =>
          verb === null ? (
            <Menu.Divider key={`rule-${verbs[i + 1]?.id ?? ''}`} />
          ) : (
            <Menu.Item
              key={verb.id}
              onClick={() => {
                onClose();
                verb.run();
              }}
              rightSection={verb.shortcut === undefined ? null : <Kbd>{verb.shortcut}</Kbd>}
            >
              {t(verb.title)}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
