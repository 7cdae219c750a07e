import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Link, useParams } from 'react-router';
import { useRole } from '@/api/role';
import { path } from '@/api/client';
import type { ItemTable, WorkStatus } from '@/api/types';
import { tableQuery } from '@/api/work';
import { asText, conflictOf } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, FormError } from '@/components/feedback/States';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { useSearchParams } from '@/components/forms/searchParams';
import { useOneByOne } from '@/components/forms/useOneByOne';
import { Icon } from '@/components/icons/Icon';
import { useOpenItem } from '@/components/items/context';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { number } from '@/lib/format/numbers';
import { matches, rowsOf, treeOf } from '@/lib/items/tree';
import type { GroupBy } from '@/lib/items/tree';
import { t } from '@/lib/messages/t';
import { BulkBar } from './BulkBar';
import { always, sentOf } from './columns';
import type { Column } from './columns';
import { ItemGrid } from './ItemGrid';
import { useItems } from './useItems';
import type { Change } from './useItems';
import '@/features/work/work.css';

const statuses: readonly (WorkStatus | 'all')[] = ['all', 'todo', 'doing', 'done'];
const groupings: readonly GroupBy[] = ['tree', 'none', 'status', 'assignee', 'workstream', 'kind'];

function useAddress() {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string) =>
    setParams(
      (now) => {
        if (value === '' || value === 'all') now.delete(name);
        else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  const by = groupings.find((each) => each === params.get('by')) ?? 'tree';
  const text = (name: string) => params.get(name) ?? '';
  return { q: text('q'), category: text('status'), workstream: text('workstream'), by, set };
}

type AddProps = { program: string; onClose: () => void };

function AddForm({ program, onClose }: AddProps) {
  const [kind, setKind] = useState('story');
  const [parent, setParent] = useState('');
  const { add } = useItems(program);
  const { text, setText, submit } = useOneByOne((title) =>
    add.mutateAsync({ title, kind, ...(parent.trim() ? { parent: parent.trim() } : {}) }),
  );
  const enter = (event: SyntheticEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="w-add card" onSubmit={enter}>
      <TextField
        label={t('work.addTitle')}
        hideLabel
        placeholder={t('work.addTitle')}
        value={text}
        onValue={setText}
        maxLength={2000}
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <ChoiceField
        label={t('work.col.kind')}
        hideLabel
        value={kind}
        onValue={setKind}
        options={['initiative', 'epic', 'feature', 'story', 'task', 'bug', 'spike'].map((value) => ({
          value,
          label: value,
        }))}
      />
      <TextField
        label={t('item.field.parent')}
        hideLabel
        placeholder={t('item.field.parent')}
        value={parent}
        onValue={setParent}
      />
      <Button small primary type="submit" disabled={text.trim() === ''}>
        {t('work.add')}
      </Button>
      <Button small ghost onClick={onClose}>
        {t('action.cancel')}
      </Button>
      <FormError error={add.error} />
    </form>
  );
}

type BodyProps = { program: string; table: ItemTable; mayEdit: boolean; onAdd: () => void };

function Body({ program, table, mayEdit, onAdd }: BodyProps) {
  const { q, category, workstream, by, set } = useAddress();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<Change | null>(null);
  const { change, remove } = useItems(program);
  const openItem = useOpenItem();
  const say = useSay();
  const text = useDeferredValue(q);
  const { items } = table;
  const tree = useMemo(() => treeOf(items), [items]);
  const index = useMemo(() => new Map(items.key.map((key, at) => [key, at] as const)), [items.key]);
  const blocked = useMemo(() => new Set(table.blockers.flatMap(({ keys }) => keys)), [table.blockers]);
  const fits = useMemo(
    () => matches(items, { text, category, assignee: '', kind: '', workstream, blocked: null }),
    [items, text, category, workstream],
  );
  const rows = useMemo(() => rowsOf(items, tree, fits, by, closed), [items, tree, fits, by, closed]);
  const found = rows.filter((row) => row.type === 'item' && row.match).length;
  const chosen = [...selected].filter((key) => index.has(key));
  const toggle = <T,>(now: ReadonlySet<T>, values: T[], on: boolean): Set<T> => {
    const next = new Set(now);
    for (const value of values)
      if (on) next.add(value);
      else next.delete(value);
    return next;
  };
  const send = (next: Change) => {
    setLast(next);
    change.mutate(next);
  };
  const edit = (at: number, column: Column, typed: string): boolean => {
    const key = items.key[at] ?? '';
    const value = sentOf(column, typed);
    if (value === undefined) return false;
    if (!items.own[at] && !always.has(column)) {
      say(t('work.locked', { key, field: t(`work.col.${column}`).toLowerCase() }));
      return true;
    }
    send({ keys: [key], fields: { [column]: value }, versions: { [key]: items.version[at] ?? 0 } });
    return true;
  };
  const counts = (wanted: string) =>
    wanted === 'all' ? items.key.length : items.category.filter((each) => each === wanted).length;
  const title = (id: string): string => {
    const stream = by === 'workstream' ? table.workstreams.find((each) => each.id === id) : undefined;
    return stream?.title ?? (id === '' ? t('work.nothing') : id);
  };
  const failure = change.error ?? remove.error;
  if (items.key.length === 0)
    return (
      <div className="card">
        <EmptyState title={t('work.empty')} icon="work">
          {mayEdit && (
            <Button primary icon="plus" onClick={onAdd}>
              {t('work.add')}
            </Button>
          )}
          <Link className="btn" to={`/import?program=${encodeURIComponent(program)}`}>
            {t('work.import')}
          </Link>
        </EmptyState>
      </div>
    );
  return (
    <>
      <div className="w-filters" role="search">
        <TextField
          label={t('work.find')}
          hideLabel
          placeholder={t('work.find')}
          type="search"
          value={q}
          onValue={(value) => set('q', value)}
        />
        <Segmented
          label={t('work.status')}
          value={category || 'all'}
          options={statuses.map((value) => ({
            value,
            label: `${t(`work.${value}`)} ${number(counts(value))}`,
          }))}
          onValue={(value) => set('status', value)}
        />
        <ChoiceField
          label={t('work.by')}
          hideLabel
          value={by}
          onValue={(value) => set('by', value === 'tree' ? '' : value)}
          options={groupings.map((value) => ({ value, label: t(`work.by.${value}`) }))}
        />
        {table.workstreams.length > 0 && (
          <ChoiceField
            label={t('board.workstream')}
            hideLabel
            value={workstream}
            onValue={(value) => set('workstream', value)}
            options={[
              { value: '', label: t('work.anyStream') },
              ...table.workstreams.map((each) => ({ value: each.id, label: each.title })),
            ]}
          />
        )}
        {mayEdit && (
          <Button
            small
            ghost
            onClick={() =>
              setSelected(
                new Set(
                  rows.flatMap((row) => (row.type === 'item' && row.match ? [items.key[row.at] ?? ''] : [])),
                ),
              )
            }
          >
            {t('work.selectAll')}
          </Button>
        )}
      </div>
      {chosen.length > 0 && mayEdit && (
        <BulkBar
          table={table}
          count={chosen.length}
          busy={change.isPending || remove.isPending}
          error={null}
          onApply={(fields) =>
            send({
              keys: chosen,
              fields,
              versions: Object.fromEntries(
                chosen.map((key) => [key, items.version[index.get(key) ?? -1] ?? 0]),
              ),
            })
          }
          onRemove={() => remove.mutate(chosen, { onSuccess: () => setSelected(new Set()) })}
          onClear={() => setSelected(new Set())}
        />
      )}
      {failure && (
        <VerbConflict
          error={failure}
          label={(field) => t('work.set', { field })}
          show={(_field, value) => asText(value) || '–'}
          onMine={(version) => {
            const id = conflictOf(failure)?.id;
            if (last && id) send({ ...last, versions: { ...last.versions, [id]: version } });
          }}
          onTheirs={() => {
            change.reset();
            remove.reset();
          }}
          busy={change.isPending}
        />
      )}
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState title={t('work.noneSo')} />
        </div>
      ) : (
        <div className="card work-list">
          <p id="work-keys" className="sr">
            {t('work.keys')}
          </p>
          <ItemGrid
            table={table}
            rows={rows}
            roll={tree.roll}
            blocked={blocked}
            selected={selected}
            mayEdit={mayEdit}
            groupTitle={title}
            onSelect={(keys, on) => setSelected((now) => toggle(now, keys, on))}
            onToggle={(id) => setClosed((now) => toggle(now, [id], !now.has(id)))}
            onOpen={openItem}
            onEdit={edit}
          />
        </div>
      )}
      <p className="sr" role="status">
        {t('work.count', { count: found })}
      </p>
    </>
  );
}

export default function WorkPage() {
  const { program = '' } = useParams();
  const query = useQuery(tableQuery(program));
  const { glance, mayEdit } = useRole(program);
  const [adding, setAdding] = useState(false);
  const { undo } = useItems(program);
  const verbs = useMemo<Verb[]>(
    () =>
      mayEdit
        ? [
            { id: 'work.undo', title: t('board.verb.undo'), group: 'do', shortcut: 'Ctrl Z', run: undo },

            {
              id: 'work.add',
              title: t('board.verb.add'),
              group: 'do',
              shortcut: 'N',
              run: () => setAdding(true),
            },
          ]
        : [],
    [mayEdit, undo],
  );
  useVerbs(verbs);
  return (
    <div className="work page">
      <title>{`${t('work.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('work.title')}</h1>
          <p>{t('work.lead')}</p>
        </div>
        <div className="acts">
          {(['csv', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              className="btn"
              href={`/api${path('programs', program)}/work-items/export?format=${format}`}
              download
            >
              <Icon name="download" small />
              {t(`work.export.${format}`)}
            </a>
          ))}
          {mayEdit && (
            <Button primary icon="plus" title={`${t('board.verb.add')} (N)`} onClick={() => setAdding(true)}>
              {t('work.add')}
            </Button>
          )}
        </div>
      </div>
      {adding && mayEdit && <AddForm program={program} onClose={() => setAdding(false)} />}
      <Loaded query={query} beside={glance} rows={10}>
        {(table) => <Body program={program} table={table} mayEdit={mayEdit} onAdd={() => setAdding(true)} />}
      </Loaded>
    </div>
  );
}
