import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { itemQuery } from '@/api/work';
import { useRole } from '@/api/role';
import { Thread } from '@/components/discussion/Thread';
import { Loaded } from '@/components/feedback/Loaded';
import { t } from '@/lib/messages/t';
import { ItemFacts } from './ItemFacts';
import { ItemForm } from './ItemForm';
import './items.css';

type Props = { program: string; id: string; onClose: () => void; onOpen: (key: string) => void };

/** One work item over any page of its program. */
export default function ItemDrawer({ program, id, onClose, onOpen }: Props) {
  const detail = useQuery(itemQuery(program, id));
  const { glance, mayEdit } = useRole(program);
  const url = detail.data?.url ?? null;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={id}
      closeOnClickOutside
      closeButtonProps={{ 'aria-label': t('action.close') }}
      transitionProps={{ duration: 0 }}
    >
      <Loaded query={detail} beside={glance} rows={8}>
        {(item) => (
          <div className="it">
            {item.up && (
              <button type="button" className="linkish it-up" onClick={() => item.up && onOpen(item.up.key)}>
                {item.up.key} {item.up.title}
              </button>
            )}
            {!item.own && (
              <p className="it-note">
                {t('item.locked')}{' '}
                {url !== null && /^https?:\/\//.test(url) && (
                  <a className="ref" href={url} target="_blank" rel="noreferrer">
                    {t('item.openThere')}
                  </a>
                )}
              </p>
            )}
            <ItemForm
              key={`${item.key} ${item.version}`}
              program={program}
              item={item}
              readOnly={!mayEdit}
              onClose={onClose}
            />
            <ItemFacts program={program} item={item} readOnly={!mayEdit} onOpen={onOpen} />
            <Thread program={program} kind="work_item" id={item.key} />
          </div>
        )}
      </Loaded>
    </Drawer>
  );
}
