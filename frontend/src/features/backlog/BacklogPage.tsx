import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useRole } from '@/api/role';
import type { Backlog } from '@/api/types';
import { asText, conflictOf } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { changesOf, layOut, readCell } from '@/lib/backlog/cells';
import type { Cell, Change, Pasted } from '@/lib/backlog/cells';
import { aheadOf, fits, inOrder, shownRows } from '@/lib/backlog/order';
import { t } from '@/lib/messages/t';
import { BacklogGrid } from './BacklogGrid';
import { BulkBar } from './BulkBar';
import { PasteDialog, ReasonDialog } from './dialogs';
import type { Move } from './dialogs';
import { Said } from './Said';
import { SettingsDialog } from './SettingsDialog';
import { SideBySide } from './SideBySide';
import { backlogQuery, exportHref, paceQuery, useBacklogWrites } from './useBacklog';
import { WhyPanel } from './WhyPanel';
import { inputsOf, methodName, methods } from './words';
import '@/features/backlog/backlog.css';

const WEEKS = [2, 4, 6, 8, 12, 26];

type BodyProps = { program: string; backlog: Backlog; mayEdit: boolean; compare: boolean };

function Body({ program, backlog: fresh, mayEdit, compare }: BodyProps) {
  /** While somebody types, rows stay where they are: those that got another place move when the editing ends. */
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const backlog = useMemo(() => (order === null ? fresh : inOrder(fresh, order)), [fresh, order]);
  const { params, set } = useAddress();
  const { score, decide, settings } = useBacklogWrites(program);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [move, setMove] = useState<Move | null>(null);
  const [pasted, setPasted] = useState<{ cells: Pasted[]; beyond: number } | null>(null);
  const [sent, setSent] = useState<Change[]>([]);
  const workstream = params.get('workstream') ?? '';
  const text = params.get('q') ?? '';
  const unscored = params.get('unscored') === '1';
  const wanted = Number(params.get('weeks'));
  const weeks = WEEKS.includes(wanted) ? wanted : 6;
  const why = params.get('why');
  const { items } = backlog;
  const pace = useQuery(paceQuery(program, weeks, backlog.settings.kinds ?? [])).data;
  const rows = useMemo(
    () => shownRows(backlog, { workstream, text, unscored }),
    [backlog, workstream, text, unscored],
  );
  const fit = useMemo(() => {
    const found = fits(backlog, pace);
    return workstream === '' && found.some((each) => each !== 'unknown') ? found : null;
  }, [backlog, pace, workstream]);
  const own = pace?.paces.find((each) => each.workstream === workstream);
  const cut =
    text === '' && !unscored && typeof own?.sure === 'number' && typeof own.even === 'number'
      ? { sure: own.sure, even: own.even, weeks }
      : null;
  const seen = (key: string, field: string): Cell => items.inputs[field]?.[items.key.indexOf(key)] ?? null;
  const send = (changes: Change[]) => {
    if (changes.length === 0) return;
    setSent(changes);
    score.mutate(changes, { onSuccess: () => setSent([]) });
  };
  const drop = useCallback(
    (key: string, gap: number) => {
      const ahead = aheadOf(items.key, rows, key, gap);
      if (ahead === null) return;
      const version = backlog.overrides.find((each) => each.key === key)?.version ?? 0;
      setMove({ key, aheadOf: ahead, version });
    },
    [items.key, rows, backlog.overrides],
  );
  const onPaste = (block: string[][], from: { row: number; field: number }) => {
    const keys = rows.map((at) => items.key[at] ?? '');
    const laid = layOut(block, keys, inputsOf(backlog), from);
    if (laid.beyond > 0 || laid.cells.some(({ read }) => 'error' in read)) setPasted(laid);
    else send(changesOf(laid.cells, seen));
  };
  const select = (keys: string[], on: boolean) =>
    setSelected((now) => {
      const next = new Set(now);
      for (const key of keys)
        if (on) next.add(key);
        else next.delete(key);
      return next;
    });
  if (items.key.length === 0)
    return (
      <EmptyState title={t('backlog.empty')} icon="order">
        <Link className="btn pri" to={`/programs/${encodeURIComponent(program)}/board`}>
          {t('backlog.toBoard')}
        </Link>
        <Link className="btn" to={`/import?program=${encodeURIComponent(program)}`}>
          {t('backlog.import')}
        </Link>
      </EmptyState>
    );
  const conflict = conflictOf(score.error);
  return (
    <>
      <Said backlog={backlog} />
      <div className="q-tools">
        <Segmented
          label={t('backlog.method')}
          value={backlog.settings.method ?? 'wsjf'}
          options={methods.map((value) => ({ value, label: methodName(value) }))}
          onValue={(method) => settings.mutate({ version: backlog.version, method })}
          {...(mayEdit ? {} : { fixed: t('backlog.viewer') })}
        />
        {backlog.workstreams.length > 0 && (
          <ChoiceField
            label={t('backlog.workstream')}
            hideLabel
            value={workstream}
            onValue={(value) => set('workstream', value)}
            options={[
              { value: '', label: t('backlog.all') },
              ...backlog.workstreams.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        )}
        <TextField
          label={t('backlog.find')}
          hideLabel
          placeholder={t('backlog.find')}
          value={text}
          onValue={(value) => set('q', value)}
        />
        <button
          type="button"
          className={`chip ${unscored ? 'set' : ''}`}
          aria-pressed={unscored}
          onClick={() => set('unscored', unscored ? null : '1')}
        >
          {t('backlog.unscored')}
        </button>
        <ChoiceField
          label={t('backlog.weeks')}
          hideLabel
          value={String(weeks)}
          onValue={(value) => set('weeks', value)}
          options={WEEKS.map((n) => ({ value: String(n), label: t('backlog.weeks.n', { count: n }) }))}
        />
      </div>
      {own && <p className="q-notes">{own.said}</p>}
      {!mayEdit && <p className="q-notes">{t('backlog.viewer')}</p>}
      <FormError error={settings.error} />
      {score.error !== null && conflict === null && <FormError error={score.error} />}
      {selected.size > 0 && mayEdit && (
        <BulkBar
          backlog={backlog}
          count={selected.size}
          busy={score.isPending}
          onApply={(field, value) =>
            send(
              [...selected].map((key) => ({
                key,
                set: { [field]: value },
                seen: { [field]: seen(key, field) },
              })),
            )
          }
          onClear={() => setSelected(new Set())}
        />
      )}
      {compare && <SideBySide backlog={backlog} onWhy={(key) => set('why', key)} />}
      {rows.length === 0 ? (
        <EmptyState title={t('backlog.noneSo')} />
      ) : (
        <div className="card q-list">
          <p id="backlog-keys" className="sr">
            {t('backlog.keys')}
          </p>
          <BacklogGrid
            backlog={backlog}
            rows={rows}
            compare={compare}
            mayEdit={mayEdit}
            fit={fit}
            cut={compare ? null : cut}
            weeks={weeks}
            selected={selected}
            onSelect={select}
            onEditing={(on) => setOrder(on ? items.key : null)}
            onEdit={(key, id, typed, before) => {
              const field = backlog.fields.find((each) => each.id === id);
              const read = field && readCell(field, typed);
              if (read && 'value' in read) send([{ key, set: { [id]: read.value }, seen: { [id]: before } }]);
            }}
            onPaste={onPaste}
            onWhy={(key) => set('why', key)}
            onDrop={drop}
          />
        </div>
      )}
      {why !== null && items.key.includes(why) && (
        <WhyPanel
          program={program}
          backlog={backlog}
          id={why}
          mayEdit={mayEdit}
          onClose={() => set('why', null)}
        />
      )}
      {move !== null && (
        <ReasonDialog
          key={`${move.key} ${move.aheadOf}`}
          backlog={backlog}
          move={move}
          error={decide.error}
          busy={decide.isPending}
          onDo={(decision) => decide.mutate(decision, { onSuccess: () => setMove(null) })}
          onClose={() => {
            decide.reset();
            setMove(null);
          }}
        />
      )}
      {pasted !== null && (
        <PasteDialog
          backlog={backlog}
          cells={pasted.cells}
          beyond={pasted.beyond}
          onDo={(cells) => {
            setPasted(null);
            send(changesOf(cells, seen));
          }}
          onClose={() => setPasted(null)}
        />
      )}
      <Modal
        opened={conflict !== null}
        onClose={() => score.reset()}
        title={t('backlog.conflict.title')}
        size={480}
      >
        <VerbConflict
          error={score.error}
          label={(name) => backlog.fields.find(({ id }) => id === name)?.label ?? name}
          show={(_field, value) => asText(value) || '–'}
          onMine={() =>
            score.mutate(
              sent.map(({ key, set: cells }) => ({ key, set: cells })),
              { onSuccess: () => setSent([]) },
            )
          }
          onTheirs={() => score.reset()}
          busy={score.isPending}
        />
      </Modal>
    </>
  );
}

export default function BacklogPage() {
  const { program = '' } = useParams();
  const { params, set } = useAddress();
  const { glance, mayEdit } = useRole(program);
  const query = useQuery(backlogQuery(program));
  const { use, undo, settings } = useBacklogWrites(program);
  const [opened, setOpened] = useState(false);
  const compare = params.get('view') === 'compare';
  const workstream = params.get('workstream') ?? '';
  const { mutate } = use;
  const verbs = useMemo<Verb[]>(() => {
    const look: Verb[] = [
      {
        id: 'backlog.compare',
        title: t('backlog.verb.compare'),
        group: 'do',
        shortcut: 'Shift C',
        run: () => set('view', compare ? null : 'compare'),
      },
      {
        id: 'backlog.export',
        title: t('backlog.verb.export'),
        group: 'do',
        run: () => window.location.assign(exportHref(program)),
      },
    ];
    if (!mayEdit) return look;
    return [
      ...look,
      {
        id: 'backlog.use',
        title: t('backlog.verb.use'),
        group: 'do',
        shortcut: 'Shift U',
        run: () => mutate(workstream),
      },
      {
        id: 'backlog.settings',
        title: t('backlog.verb.settings'),
        group: 'do',
        shortcut: 'Shift S',
        run: () => setOpened(true),
      },
      { id: 'backlog.undo', title: t('backlog.verb.undo'), group: 'do', shortcut: 'Ctrl Z', run: undo },
    ];
    // `set` writes the address, which holds whatever else it was made for
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [mayEdit, compare, program, workstream, mutate, undo]);
  useVerbs(verbs);
  const filled = (query.data?.items.key.length ?? 0) > 0;
  return (
    <div className="backlog page">
      <title>{`${t('backlog.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('backlog.title')}</h1>
          <p>{t('backlog.lead')}</p>
        </div>
        <div className="acts">
          <Segmented
            label={t('backlog.view')}
            value={compare ? 'compare' : 'order'}
            options={[
              { value: 'order', label: t('backlog.view.order') },
              { value: 'compare', label: t('backlog.view.compare') },
            ]}
            onValue={(value) => set('view', value === 'order' ? null : value)}
          />
          <a className="btn" href={exportHref(program)} download>
            {t('backlog.export')}
          </a>
          {mayEdit && (
            <>
              <Button
                icon="settings"
                title={`${t('backlog.verb.settings')} (Shift S)`}
                onClick={() => setOpened(true)}
              >
                {t('backlog.settings')}
              </Button>
              {filled && (
                <Button
                  primary
                  title={`${t('backlog.verb.use')} (Shift U)`}
                  busy={use.isPending ? t('backlog.busy') : null}
                  onClick={() => mutate(workstream)}
                >
                  {t('backlog.use')}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
      <FormError error={use.error} />
      <Loaded query={query} beside={glance} rows={10}>
        {(backlog) => (
          <>
            <Body program={program} backlog={backlog} mayEdit={mayEdit} compare={compare} />
            {opened && (
              <SettingsDialog
                backlog={backlog}
                error={settings.error}
                busy={settings.isPending}
                onSave={(changes) => settings.mutate(changes, { onSuccess: () => setOpened(false) })}
                onClose={() => {
                  settings.reset();
                  setOpened(false);
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}
