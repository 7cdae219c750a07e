import { Menu, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { del, outbox } from '@/api/client';
import { glanceQuery } from '@/api/queries';
import type { User } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';

export function useLogout() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => del('/session'),
    onSuccess: async () => {
      outbox.clear();
      outbox.open(null);
      client.clear();
      await navigate('/login');
    },
  });
}

/** Log out at once when everything was sent, else ask: what stays unsent is not left for the next reader. */
function useLeaving() {
  const logout = useLogout();
  const [unsent, setUnsent] = useState(0);
  const leave = async () => {
    await outbox.flush();
    if (outbox.entries().length > 0) setUnsent(outbox.entries().length);
    else logout.mutate();
  };
  const dialog = (
    <Modal opened={unsent > 0} onClose={() => setUnsent(0)} title={t('outbox.leave')} size={440} centered>
      <p>{t('outbox.leaveAsk', { count: unsent })}</p>
      <div className="form-acts">
        <Button onClick={() => setUnsent(0)}>{t('outbox.stay')}</Button>
        <Button danger onClick={() => logout.mutate()}>
          {t('outbox.leaveAnyway')}
        </Button>
      </div>
    </Modal>
  );
  return { leave, dialog };
}

export function AccountMenu({ user, program }: { user: User; program: string | undefined }) {
  const navigate = useNavigate();
  const { leave, dialog } = useLeaving();
  const glance = useQuery({ ...glanceQuery(program ?? ''), enabled: program !== undefined });
  const role = program === undefined ? undefined : glance.data?.program.role;
  return (
    <>
      <Menu position="top-start" width={200} shadow="md">
        <Menu.Target>
          <button type="button" className="me" title={t('shell.account', { name: user.name })}>
            <span className="av" aria-hidden="true">
              {user.initials}
            </span>
            <span className="wide ell">{user.name}</span>{' '}
            {role && <span className="wide dim role">{t(`role.${role}`)}</span>}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{user.email}</Menu.Label>
          <Menu.Item leftSection={<Icon name="key" small />} onClick={() => void navigate('/account')}>
            {t('shell.tokens')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="logout" small />} onClick={() => void leave()}>
            {t('shell.logout')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}
