import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { del, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { Portfolio } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { TextArea, TextField } from '@/components/forms/fields';
import { Icon } from '@/components/icons/Icon';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';
import type { Group } from './grouping';
import { ProgramTable } from './ProgramTable';

type FormProps = { portfolio: Portfolio | null; onClose: () => void };

/** A new portfolio, or the title and summary of one; its owner can remove it here too. */
export function PortfolioDialog({ portfolio, onClose }: FormProps) {
  const client = useQueryClient();
  const [title, setTitle] = useState(portfolio?.title ?? '');
  const [summary, setSummary] = useState(portfolio?.summary ?? '');
  const done = async () => {
    await client.invalidateQueries({ queryKey: keys.portfolios });
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const typed = { title: title.trim(), summary: summary.trim() };
      return portfolio === null
        ? post('/portfolios', typed)
        : patch(path('portfolios', portfolio.id), { ...typed, version: portfolio.version });
    },
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => del(path('portfolios', portfolio?.id ?? '')),
    onSuccess: done,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (title.trim() !== '') save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t(portfolio ? 'portfolio.change' : 'portfolio.new')} size={520}>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('portfolio.title')}
          value={title}
          onValue={setTitle}
          maxLength={300}
          required
          data-autofocus
        />
        <TextArea label={t('portfolio.summary')} value={summary} onValue={setSummary} maxLength={5000} />
        <FormError error={save.error ?? remove.error} />
        <div className="form-acts">
          {portfolio && (
            <Button
              danger
              ghost
              busy={remove.isPending ? t('crew.removing') : null}
              onClick={() => remove.mutate()}
              title={t('portfolio.removeHint')}
            >
              {t('portfolio.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            primary
            type="submit"
            disabled={title.trim() === ''}
            busy={save.isPending ? t('settings.busy') : null}
          >
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type GroupProps = { group: Group; closed: boolean; onToggle: () => void; onEdit: () => void };

/** The programs of one portfolio under a head that can be closed. */
export function PortfolioGroup({ group, closed, onToggle, onEdit }: GroupProps) {
  const { portfolio, rows, worst } = group;
  const title = portfolio?.title ?? t('portfolio.without');
  return (
    <section className="portfolio" aria-label={title}>
      <div className="portfolio-head">
        <h2>
          <button type="button" aria-expanded={!closed} onClick={onToggle}>
            <Icon name={closed ? 'right' : 'down'} small />
            {title}
          </button>
        </h2>
        {worst && (
          <span className="worst">
            <StatusGlyph status={worst} />
            {t('portfolio.worst', { status: t(`status.${worst}`).toLowerCase() })}
          </span>
        )}
        <span className="dim">{t('portfolio.count', { count: rows.length })}</span>
        <span className="dim ell portfolio-about">{portfolio?.summary}</span>
        {portfolio?.mine && (
          <IconButton icon="edit" label={t('portfolio.edit', { title })} onClick={onEdit} />
        )}
      </div>
      {!closed && rows.length === 0 && <p className="card portfolio-empty">{t('portfolio.empty')}</p>}
      {!closed && rows.length > 0 && <ProgramTable rows={rows} />}
    </section>
  );
}
