import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get, path } from '@/api/client';
import { headerQuery, keys } from '@/api/queries';
import { useRole } from '@/api/role';
import { Thread } from '@/components/discussion/Thread';
import { Loaded } from '@/components/feedback/Loaded';
import { t } from '@/lib/messages/t';
import { ActivityForm } from './ActivityForm';
import type { Detail } from './draft';
import { ImpactPart } from './parts/ImpactPart';
import '@/features/activity/activity.css';

type Props = { program: string; id: string; onClose: () => void };

/** The form of one activity over any page of its program. */
export default function ActivityDrawer({ program, id, onClose }: Props) {
  const detail = useQuery({
    queryKey: [...keys.program(program), 'activity', id],
    queryFn: ({ signal }) => get<Detail>(path('programs', program, 'activities', id), {}, signal),
  });
  const header = useQuery(headerQuery(program));
  const { glance, mayEdit } = useRole(program);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={detail.data?.title ?? t('activity.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      transitionProps={{ duration: 0 }}
    >
      <Loaded query={detail} beside={glance} rows={8}>
        {(found) => (
          <>
            <ActivityForm
              key={found.id}
              program={program}
              detail={found}
              people={header.data?.people ?? []}
              readOnly={!mayEdit}
              onClose={onClose}
            />
            <ImpactPart program={program} id={found.id} title={found.title} />
            <Thread program={program} kind="activity" id={id} />
          </>
        )}
      </Loaded>
    </Drawer>
  );
}
