import { useEffect, useRef, useState } from 'react';
import { ProblemError } from '@/api/client';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { IconButton } from '@/components/forms/Button';
import { linksInto, linksOut, type PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { useAnchor } from '@/features/plan/useAnchor';
import { fieldLabel, fieldWords } from '@/features/plan/editing/fieldWords';
import type { Edits } from '@/features/plan/editing/useEdits';
import { AddLink } from './AddLink';
import { LinkLine } from './LinkLine';

/** A write, sent with the version that it was read with, or with a newer one that a refusal told. */
type Work = (version?: number) => Promise<unknown>;
type Failed = { work: Work; error: Error };

type Props = {
  model: PlanModel;
  row: number;
  edits: Edits;
  readOnly: boolean;
  onClose: () => void;
  onGo: (id: string) => void;
};

/** Predecessors and successors of a row: kind and lag can be changed, links added and removed. */
export function LinksDialog({ model, row, edits, readOnly, onClose, onGo }: Props) {
  const [failed, setFailed] = useState<Failed | null>(null);
  const [taken, setTaken] = useState(0);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  useAnchor(card, row);
  const run = (work: Work, version?: number) => {
    setFailed(null);
    work(version).catch((reason: unknown) =>
      setFailed({ work, error: reason instanceof ProblemError ? reason : new Error(String(reason)) }),
    );
  };
  const title = model.columns.activities.title[row] ?? '';
  const groups = [
    { name: t('plan.links.before'), links: [...linksInto(model.links, row)], end: model.links.from },
    { name: t('plan.links.after'), links: [...linksOut(model.links, row)], end: model.links.to },
  ];
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes from anywhere in the dialog
    <div
      ref={card}
      className="pl-pop pl-links"
      role="dialog"
      aria-label={t('plan.links', { title })}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <b className="ell">{t('plan.links', { title })}</b>
        <IconButton icon="close" label={t('action.close')} shortcut="Esc" onClick={onClose} />
      </header>
      {groups.map(({ name, links, end }) => (
        <section key={name} aria-label={name}>
          <h3>
            {name} <span>{links.length}</span>
          </h3>
          {links.length === 0 && <p className="dim">{t('plan.links.none')}</p>}
          <ul>
            {links.map((link) => (
              <LinkLine
                key={`${model.columns.dependencies.id[link]}/${taken}`}
                model={model}
                link={link}
                other={end[link] ?? 0}
                readOnly={readOnly}
                onGo={onGo}
                onChange={(change) =>
                  run((version) => edits.changeLink({ ...change, version: version ?? change.version }))
                }
                onRemove={(id, read) => run((version) => edits.removeLink(id, version ?? read))}
              />
            ))}
          </ul>
        </section>
      ))}
      {!readOnly && (
        <AddLink
          model={model}
          row={row}
          onAdd={(link) => run(() => edits.apply([{ do: 'link', ...link }]))}
        />
      )}
      {failed && (
        <VerbConflict
          error={failed.error}
          label={fieldLabel}
          show={(field, value) => fieldWords(model, field, value)}
          onMine={(version) => run(failed.work, version)}
          onTheirs={() => {
            setFailed(null);
            setTaken(taken + 1);
            edits.reload();
          }}
        />
      )}
    </div>
  );
}
