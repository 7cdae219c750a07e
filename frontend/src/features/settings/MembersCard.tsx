import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { del, get, path, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { Member, Role } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

const roles: Role[] = ['owner', 'editor', 'viewer'];
const options = roles.map((role) => ({ value: role, label: t(`role.${role}`) }));

type Props = { program: string; mayManage: boolean };

function useMembers(program: string) {
  const client = useQueryClient();
  const queryKey = [...keys.program(program), 'members'];
  const address = path('programs', program, 'members');
  const query = useQuery({ queryKey, queryFn: ({ signal }) => get<Member[]>(address, {}, signal) });
  const onSuccess = () => client.invalidateQueries({ queryKey });
  const save = useMutation({
    mutationFn: (input: { email: string; role: Role }) => put(address, input),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: (user: string) => del(address + path(user)), onSuccess });
  return { query, save, remove };
}

function AddMember({ onAdd, busy }: { onAdd: (email: string, role: Role) => void; busy: boolean }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const [tried, setTried] = useState(false);
  const wrong = !/^\S+@\S+$/.test(email.trim());
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) return;
    onAdd(email.trim(), role);
    setEmail('');
    setTried(false);
  };
  return (
    <form className="inline-form" onSubmit={submit} noValidate>
      <TextField
        label={t('settings.email')}
        type="email"
        value={email}
        onValue={setEmail}
        error={tried && wrong ? t('settings.needEmail') : null}
      />
      <ChoiceField
        label={t('settings.role')}
        value={role}
        onValue={(value) => setRole(value as Role)}
        options={options}
      />
      <Button type="submit" icon="plus" disabled={busy}>
        {t('settings.addMember')}
      </Button>
    </form>
  );
}

export function MembersCard({ program, mayManage }: Props) {
  const { query, save, remove } = useMembers(program);
  return (
    <section className="card">
      <header>
        <h2>{t('settings.members')}</h2>
        <span className="more">{t('settings.membersLead')}</span>
      </header>
      <Loaded query={query} rows={3}>
        {(members) => (
          <ul className="setting-list">
            {members.map(({ user, role }) => (
              <li key={user.id}>
                <div>
                  <p className="b">{user.name}</p>
                  <p className="dim small">{user.email}</p>
                </div>
                {mayManage ? (
                  <>
                    <ChoiceField
                      label={t('settings.role')}
                      hideLabel
                      value={role}
                      onValue={(value) => save.mutate({ email: user.email, role: value as Role })}
                      options={options}
                    />
                    <IconButton
                      icon="trash"
                      label={t('settings.removeMember', { name: user.name })}
                      onClick={() => remove.mutate(user.id)}
                    />
                  </>
                ) : (
                  <span className="sec">{t(`role.${role}`)}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <div className="card-pad">
        <FormError error={save.error ?? remove.error} />
        {mayManage && (
          <AddMember busy={save.isPending} onAdd={(email, role) => save.mutate({ email, role })} />
        )}
      </div>
    </section>
  );
}
