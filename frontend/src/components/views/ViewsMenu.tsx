import { Menu } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SavedView as View, ViewStore } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';
import { Icon } from '@/components/icons/Icon';
import { useVerbs, type Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { SaveDialog } from './SaveDialog';
import { canonical, currentOf, inOrder, searchOf } from './views';
import './views.css';

type Props = {
  /** What `useViews` gives of the page. */
  store: ViewStore;
  /** The parameters of the address that make the page look as it does. */
  search: string;
  /** Parameters of the moment, such as what is selected: they are not kept. */
  passing: readonly string[];
  /** Shows the page with other parameters. */
  onApply: (search: string) => void;
  /** Whether the reader may change what everybody sees. */
  mayShare: boolean;
};

/** The saved views of a page: take one, keep how the page looks now, and care for those that there are. */
export function ViewsMenu({ store, search, passing, onApply, mayShare }: Props) {
  const { views, save, change, remove } = store;
  const [opened, setOpened] = useState(false);
  const [taken, setTaken] = useState<number | null>(null);
  const [dialog, setDialog] = useState<{ view: View | null } | null>(null);
  const say = useSay();
  const now = canonical(search, passing);
  const all = useMemo(() => inOrder(views ?? []), [views]);
  const current = currentOf(all, now, taken, passing);
  const last = all.find(({ id }) => id === taken) ?? null;
  const apply = (view: View) => {
    setTaken(view.id);
    onApply(searchOf(view));
    say(t('views.applied', { name: view.name }));
  };
  useDefault(views, apply);
  const mine = (view: View) => view.mine || mayShare;
  const failed = (error: Error | null) => say(error?.message ?? t('state.error'));
  const update = (view: View) =>
    change.mutate(
      { id: view.id, version: view.version, body: { search: now } },
      { onSuccess: () => say(t('views.updated', { name: view.name })), onError: failed },
    );
  const applied = useRef(apply);
  useEffect(() => {
    applied.current = apply;
  });
  useVerbs(
    useMemo<Verb[]>(
      () => [
        {
          id: 'views.open',
          title: t('views.verb.open'),
          group: 'do',
          shortcut: 'V',
          run: () => setOpened(true),
        },
        { id: 'views.save', title: t('views.verb.save'), group: 'do', run: () => setDialog({ view: null }) },
        ...all.map((view): Verb => ({
          id: `views.take.${view.id}`,
          title: t('views.verb.take', { name: view.name }),
          group: 'go',
          run: () => applied.current(view),
        })),
      ],
      [all],
    ),
  );
  const shown = current ?? last;
  return (
    <>
      <Menu
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        shadow="md"
        width={280}
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>
          <button
            type="button"
            className={`chip views ${shown === null ? '' : 'set'}`}
            title={t('views.hint')}
          >
            <Icon name="file" small />
            {t('views.view')} <b className="ell">{shown?.name ?? t('views.none')}</b>
            {current === null && last !== null && <span className="dim">{t('views.changed')}</span>}
          </button>
        </Menu.Target>
        <Menu.Dropdown className="pl-menu">
          {all.length === 0 && <Menu.Label>{t('views.empty')}</Menu.Label>}
          {all.map((view) => (
            <Menu.Item key={view.id} aria-current={view.id === current?.id} onClick={() => apply(view)}>
              {view.name}
              <span className="dim small">
                {' '}
                {[view.mine ? t('views.mine') : t('views.shared'), view.default ? t('views.default') : '']
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setDialog({ view: null })}>{t('views.saveNew')}</Menu.Item>
          {shown !== null && mine(shown) && (
            <>
              <Menu.Item disabled={current !== null} onClick={() => update(shown)}>
                {t('views.update', { name: shown.name })}
              </Menu.Item>
              <Menu.Item onClick={() => setDialog({ view: shown })}>
                {t('views.edit', { name: shown.name })}
              </Menu.Item>
              <Menu.Item
                onClick={() =>
                  remove.mutate(shown.id, {
                    onSuccess: () => say(t('views.removed', { name: shown.name })),
                    onError: failed,
                  })
                }
              >
                {t('views.remove', { name: shown.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog !== null && (
        <SaveDialog
          view={dialog.view}
          mayShare={mayShare}
          save={dialog.view === null ? save : change}
          onClose={() => setDialog(null)}
          onSave={(input) => {
            const onSuccess = (saved: View) => {
              setTaken(saved.id);
              setDialog(null);
              say(t('views.saved', { name: saved.name }));
            };
            if (dialog.view === null) save.mutate({ ...input, body: { search: now } }, { onSuccess });
            else change.mutate({ id: dialog.view.id, version: dialog.view.version, ...input }, { onSuccess });
          }}
        />
      )}
    </>
  );
}

/** Once, when the page is opened bare: the view that everybody begins with. */
function useDefault(views: readonly View[] | null, apply: (view: View) => void): void {
  const bare = useRef(window.location.search === '' || window.location.search === '?');
  useEffect(() => {
    if (views === null || !bare.current) return;
    bare.current = false;
    const found = views.find((view) => view.default);
    if (found !== undefined) apply(found);
  }, [views, apply]);
}
