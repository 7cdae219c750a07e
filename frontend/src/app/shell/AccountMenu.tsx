import { Menu } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { del } from '@/api/client';
import { overviewQuery } from '@/api/queries';
import type { User } from '@/api/types';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';

export function useLogout() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => del('/session'),
    onSuccess: async () => {
      client.clear();
      await navigate('/login');
    },
  });
}

export function AccountMenu({ user, program }: { user: User; program: string | undefined }) {
  const navigate = useNavigate();
  const logout = useLogout();
  const overview = useQuery({ ...overviewQuery(program ?? ''), enabled: program !== undefined });
  const role = program === undefined ? undefined : overview.data?.program.role;
  return (
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
        <Menu.Item leftSection={<Icon name="logout" small />} onClick={() => logout.mutate()}>
          {t('shell.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
