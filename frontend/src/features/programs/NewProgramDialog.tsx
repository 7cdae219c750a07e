import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { portfoliosQuery, templatesQuery } from '@/api/queries';
import type { NewProgram, Template } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { TemplatePreview } from './TemplatePreview';
import { useCreateProgram } from './useCreate';

type Props = { opened: boolean; onClose: () => void };

const zones = Intl.supportedValuesOf('timeZone');
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const today = () => new Date().toISOString().slice(0, 10);
const KINDS = ['product', 'infrastructure', 'data', 'it', 'research', 'operations', 'business'] as const;
const BLANK = '';

type ListProps = { templates: Template[]; chosen: string; onChoose: (name: string) => void };

/** Blank, the company's own, and those that come with Pilotage. */
function Templates({ templates, chosen, onChoose }: ListProps) {
  const option = (name: string, title: string, about: string, usable = true) => (
    <label key={name} className="tpl-option">
      <input
        type="radio"
        name="template"
        value={name}
        checked={chosen === name}
        disabled={!usable}
        onChange={() => onChoose(name)}
      />
      <span className="b">{title}</span>
      <span className="dim small">{about}</span>
    </label>
  );
  return (
    <fieldset className="tpl-list">
      <legend>{t('templates.beginWith')}</legend>
      {option(BLANK, t('templates.blank'), t('templates.blankAbout'))}
      {templates.map(({ name, title, own, usable, problem, kind }) =>
        option(
          name,
          title,
          usable ? (own ? t('templates.own') : t(`settings.kind.${kind as 'product'}`)) : problem,
          usable,
        ),
      )}
    </fieldset>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const create = useCreateProgram();
  const portfolios = useQuery(portfoliosQuery);
  const [typed, setTyped] = useState({
    title: '',
    kind: 'product',
    start: today(),
    target: '',
    zone: here,
    portfolio: '',
  });
  const [chosen, setChosen] = useState(BLANK);
  const [tried, setTried] = useState(false);
  const templates = useQuery({ ...templatesQuery(typed.start), placeholderData: (before) => before });
  const template = templates.data?.find(({ name }) => name === chosen);
  const change = (field: keyof typeof typed) => (text: string) => setTyped({ ...typed, [field]: text });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const { kind, title, ...more } = typed;
    if (title.trim() === '') return;
    const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== ''));
    const input: NewProgram = { ...given, title: title.trim() };
    create.mutate(chosen === BLANK ? { ...input, kind } : { ...input, template: chosen });
  };
  const { title, kind, start, target, zone, portfolio } = typed;
  return (
    <form className="form new-program" onSubmit={submit} noValidate>
      <TextField
        label={t('programs.form.title')}
        hint={t('programs.form.titleHint')}
        value={title}
        onValue={change('title')}
        error={tried && title.trim() === '' ? t('programs.form.needTitle') : null}
        maxLength={300}
        required
        data-autofocus
      />
      <div className="tpl-choice">
        <Templates templates={templates.data ?? []} chosen={chosen} onChoose={setChosen} />
        {template ? (
          <TemplatePreview template={template} start={start || today()} />
        ) : (
          <section className="tpl-preview">
            <p className="dim">{t('templates.blankPreview')}</p>
            <ChoiceField
              label={t('programs.form.kind')}
              value={kind}
              onValue={change('kind')}
              options={KINDS.map((value) => ({ value, label: t(`settings.kind.${value}`) }))}
            />
          </section>
        )}
      </div>
      <FormError error={templates.error} />
      <div className="field-row">
        <DateField label={t('programs.form.start')} value={start} onValue={change('start')} />
        <DateField
          label={t('programs.form.target')}
          hint={chosen === BLANK ? undefined : t('templates.targetHint')}
          value={target}
          onValue={change('target')}
        />
        <TextField label={t('programs.form.zone')} value={zone} onValue={change('zone')} list={zones} />
        {(portfolios.data ?? []).length > 0 && (
          <ChoiceField
            label={t('portfolio.one')}
            value={portfolio}
            onValue={change('portfolio')}
            options={[
              { value: '', label: t('portfolio.none') },
              ...(portfolios.data ?? []).map((each) => ({ value: each.id, label: each.title })),
            ]}
          />
        )}
      </div>
      <FormError error={create.error} />
      <div className="form-acts">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button primary type="submit" busy={create.isPending ? t('programs.form.busy') : null}>
          {t('programs.form.create')}
        </Button>
      </div>
    </form>
  );
}

export function NewProgramDialog({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('programs.new')} size={900} closeOnClickOutside={false}>
      <Form onClose={onClose} />
    </Modal>
  );
}
