import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { get } from '@/api/client';
import { programsQuery } from '@/api/queries';
import type { SearchItem } from '@/api/types';
import type { Found } from '@/components/palette/CommandPalette';
import { useRegisteredVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { isTyping, matches, underDialog } from '@/lib/shortcuts';
import { t } from '@/lib/messages/t';
import { recordHref, roomHref, rooms } from './rooms';
import { useRoomKeys } from './useRoomKeys';

const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
export const paletteShortcut = mac ? '⌘ K' : 'Ctrl K';

function usePlaces(opened: boolean): Verb[] {
  const navigate = useNavigate();
  const { program } = useParams();
  const { data } = useQuery({ ...programsQuery, enabled: opened });
  return useMemo(() => {
    const go = (id: string, place: string, to: string, shortcut?: string): Verb => ({
      id: `go:${id}`,
      title: t('palette.goTo', { place }),
      group: 'go',
      shortcut,
      run: () => void navigate(to),
    });
    const here =
      program === undefined
        ? []
        : rooms.map((room) => go(room.path, t(room.title), roomHref(program, room.path), `G ${room.key}`));
    const programs = (data?.programs ?? []).map((row) =>
      go(`program:${row.id}`, row.title, roomHref(row.id, '')),
    );
    return [
      ...here,
      go('programs', t('shell.programs'), '/'),
      go('inbox', t('inbox.title'), '/inbox'),
      go('import', t('shell.import'), '/import'),
      ...programs,
    ];
  }, [navigate, program, data]);
}

function useFound(query: string): { found: Found[]; searching: boolean } {
  const navigate = useNavigate();
  const { program } = useParams();
  const [settled] = useDebouncedValue(query.trim(), 150);
  const search = useQuery({
    queryKey: ['search', settled, program ?? null],
    queryFn: ({ signal }) => get<{ items: SearchItem[] }>('/search', { q: settled, program }, signal),
    enabled: settled.length >= 2,
  });
  const found = (search.data?.items ?? []).flatMap((item): Found[] => {
    const owner = item.kind === 'program' ? item.id : (item.program ?? program);
    const href = owner === undefined ? null : recordHref(owner, item.kind, item.id);
    if (href === null) return [];
    const detail = [t(`kind.${item.kind}`), item.detail].filter(Boolean).join(', ');
    return [{ id: `${item.kind}/${item.id}`, title: item.title, detail, run: () => void navigate(href) }];
  });
  return { found: settled.length >= 2 ? found : [], searching: search.isFetching };
}

/** Everything that the command palette offers, and the shortcuts of its verbs. */
export function usePalette() {
  const [opened, setOpened] = useState(false);
  const [query, setQuery] = useState('');
  const places = usePlaces(opened);
  const verbs = useRegisteredVerbs();
  const { found, searching } = useFound(opened ? query : '');
  useRoomKeys(!opened);

  useHotkeys([['mod+K', () => setOpened((now) => !now)]], []);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || opened || isTyping(event.target)) return;
      if (underDialog()) return;
      const verb = verbs.find((each) => each.shortcut && matches(each.shortcut, event));
      if (verb === undefined) return;
      event.preventDefault();
      verb.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [verbs, opened]);

  const close = () => {
    setOpened(false);
    setQuery('');
  };
  const open = () => setOpened(true);
  return {
    open,
    palette: {
      opened,
      onClose: close,
      verbs: [...verbs, ...places],
      query,
      onQuery: setQuery,
      found,
      searching,
    },
  };
}
