import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { programsQuery } from '@/api/queries';
import type { Import } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { bytes } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { Counts, Diff } from './Diff';
import { MappingTable } from './MappingTable';
import { Problems } from './Problems';
import { Steps } from './Steps';
import type { Step } from './Steps';
import { useImport } from './useImport';
import '@/features/imports/imports.css';

type Wizard = ReturnType<typeof useImport>;
type PartProps = { found: Import; wizard: Wizard };

const stepOf: Record<Import['state'], Step> = {
  reading: 'file',
  needs_mapping: 'map',
  ready: 'check',
  applying: 'check',
  done: 'done',
  failed: 'check',
};

function Progress({ text, done, total }: { text: string; done: number; total: number }) {
  return (
    <div className="card import-progress" role="status">
      <p>{text}</p>
      {total > 0 ? <progress value={done} max={total} /> : <progress />}
    </div>
  );
}

function Recognised({ found, wizard }: PartProps) {
  return (
    <section className="card recognised">
      <div>
        <p className="b">{t('import.recognised', { format: found.format_title ?? found.format ?? '–' })}</p>
        <p className="dim small">
          {t('import.size', { name: found.file.name, size: bytes(found.file.size) })}
        </p>
      </div>
      <Counts counts={found.counts} />
      <Button small onClick={() => wizard.drop.mutate()}>
        {t('import.again')}
      </Button>
    </section>
  );
}

function Target({ found, wizard }: PartProps) {
  const programs = useQuery(programsQuery).data?.programs.filter((row) => row.role !== 'viewer') ?? [];
  const [title, setTitle] = useState(found.target.title ?? '');
  const aim = (program: string | null, name?: string) =>
    wizard.change.mutate({ target: { program, ...(program === null ? { title: name ?? title } : {}) } });
  const options = [
    { value: '', label: t('import.newProgram') },
    ...programs.map((row) => ({ value: row.id, label: row.title })),
  ];
  return (
    <section className="card target">
      <ChoiceField
        label={t('import.into')}
        value={found.target.program ?? ''}
        onValue={(id) => aim(id || null)}
        options={options}
        disabled={wizard.change.isPending}
      />
      {found.target.program === null && (
        <TextField
          label={t('import.newTitle')}
          value={title}
          onValue={setTitle}
          onBlur={() => title !== (found.target.title ?? '') && aim(null, title)}
        />
      )}
    </section>
  );
}

function Sample({ rows }: { rows: Import['sample'] }) {
  if (rows.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>{t('import.sample')}</h2>
      </header>
      <table className="table" aria-label={t('import.sample')}>
        <thead>
          <tr>
            <th scope="col">{t('import.col.id')}</th>
            <th scope="col">{t('import.col.title')}</th>
            <th scope="col">{t('import.col.start')}</th>
            <th scope="col">{t('import.col.finish')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="dim">{row.id}</td>
              <td title={row.title}>{row.title}</td>
              <td>{row.start ? day(row.start, { year: true }) : '–'}</td>
              <td>{row.finish ? day(row.finish, { year: true }) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Apply({ found, wizard }: PartProps) {
  const [accepted, setAccepted] = useState(false);
  const errors = (found.problem_counts.error ?? 0) > 0;
  const blocked = errors && !accepted;
  return (
    <section className="apply">
      {found.diff !== null && found.diff.removed > 0 && (
        <label className="check">
          <input
            type="checkbox"
            checked={found.remove_missing}
            disabled={wizard.change.isPending}
            onChange={(event) => wizard.change.mutate({ remove_missing: event.target.checked })}
          />
          {t('import.removeMissing', { count: found.diff.removed })}
        </label>
      )}
      {errors && (
        <label className="check">
          <input type="checkbox" checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />
          {t('import.accept')}
        </label>
      )}
      <FormError error={wizard.apply.error ?? wizard.change.error} />
      <Button
        primary
        disabled={blocked || wizard.change.isPending}
        title={blocked ? t('import.notReady') : undefined}
        busy={wizard.apply.isPending ? t('import.applying') : null}
        onClick={() => wizard.apply.mutate(accepted)}
      >
        {t('import.apply')}
      </Button>
    </section>
  );
}

function Columns({ found, wizard }: PartProps) {
  return (
    <MappingTable
      key={JSON.stringify(found.mapping)}
      found={found}
      onChange={(input) => wizard.change.mutate(input)}
      busy={wizard.change.isPending}
      error={wizard.change.error}
    />
  );
}

function Ready({ found, wizard }: PartProps) {
  const [remap, setRemap] = useState(false);
  return (
    <>
      <Target found={found} wizard={wizard} />
      {found.columns !== null && (
        <div>
          <Button small aria-expanded={remap} onClick={() => setRemap(!remap)}>
            {t('import.map.change')}
          </Button>
        </div>
      )}
      {remap && <Columns found={found} wizard={wizard} />}
      <Problems found={found} />
      {found.diff ? (
        <Diff diff={found.diff} removes={found.remove_missing} />
      ) : (
        <p className="sec">{t('import.diff.new')}</p>
      )}
      <Sample rows={found.sample} />
      <Apply found={found} wizard={wizard} />
    </>
  );
}

function Done({ found }: { found: Import }) {
  const { result } = found;
  return (
    <section className="card import-progress">
      <p className="b">{t('import.done', { revision: result?.revision ?? 0 })}</p>
      {result && (
        <Link className="btn pri" to={`/programs/${encodeURIComponent(result.program)}`}>
          {t('import.open')}
        </Link>
      )}
    </section>
  );
}

function State({ found, wizard }: PartProps) {
  const { done, total, text } = found.progress;
  switch (found.state) {
    case 'reading':
      return (
        <Progress text={text || t('import.reading', { name: found.file.name })} done={done} total={total} />
      );
    case 'applying':
      return (
        <Progress text={t('import.applyingWhat', { what: text, done, total })} done={done} total={total} />
      );
    case 'needs_mapping':
      return (
        <>
          <Columns found={found} wizard={wizard} />
          {found.problems.length > 0 && <Problems found={found} />}
        </>
      );
    case 'ready':
      return <Ready found={found} wizard={wizard} />;
    case 'done':
      return <Done found={found} />;
    case 'failed':
      return (
        <>
          <FormError error={new Error([t('import.failed'), found.error].filter(Boolean).join(' '))} />
          <Problems found={found} />
        </>
      );
  }
}

export default function ImportStepPage() {
  const wizard = useImport();
  return (
    <div className="page import">
      <title>{`${t('import.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <h1>{t('import.title')}</h1>
      </div>
      <Loaded query={wizard.query}>
        {(found) => (
          <EvidenceContext value={{ facts: {} }}>
            <Steps at={stepOf[found.state]} mapped={found.columns !== null} />
            {found.state !== 'reading' && <Recognised found={found} wizard={wizard} />}
            <State found={found} wizard={wizard} />
          </EvidenceContext>
        )}
      </Loaded>
    </div>
  );
}
