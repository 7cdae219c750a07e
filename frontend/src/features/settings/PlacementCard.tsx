import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { path, post, put } from '@/api/client';
import { keys, portfoliosQuery } from '@/api/queries';
import { useSay } from '@/components/feedback/Notices';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

/** Which portfolio the program is in; absent while there is none to choose. */
export function PortfolioCard({ program }: { program: string }) {
  const client = useQueryClient();
  const say = useSay();
  const { data = [] } = useQuery(portfoliosQuery);
  const move = useMutation({
    mutationFn: (portfolio: string) =>
      put(`${path('programs', program)}/portfolio`, { portfolio: portfolio || null }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.portfolios });
      say(t('portfolio.moved'));
    },
  });
  if (data.length === 0) return null;
  return (
    <section className="card" aria-labelledby="settings-portfolio">
      <header>
        <h2 id="settings-portfolio">{t('portfolio.one')}</h2>
      </header>
      <div className="card-pad">
        <ChoiceField
          label={t('portfolio.place')}
          value={data.find(({ programs }) => programs.includes(program))?.id ?? ''}
          onValue={(portfolio) => move.mutate(portfolio)}
          disabled={move.isPending}
          options={[
            { value: '', label: t('portfolio.none') },
            ...data.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <FormError error={move.error} />
      </div>
    </section>
  );
}

/** Keeps the program as a template for everybody here. */
export function TemplateCard({ program, title }: { program: string; title: string }) {
  const client = useQueryClient();
  const say = useSay();
  const [name, setName] = useState('');
  const [names, setNames] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      post<{ name: string }>(`${path('programs', program)}/template`, { name: name.trim() || title, names }),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['templates'] });
      setName('');
      say(t('templates.saved', { name: saved.name }));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <section className="card" aria-labelledby="settings-template">
      <header>
        <h2 id="settings-template">{t('templates.card')}</h2>
        <span className="more">{t('templates.cardLead')}</span>
      </header>
      <form className="form card-pad" onSubmit={submit}>
        <div className="inline-form">
          <TextField
            label={t('templates.name')}
            placeholder={title}
            value={name}
            onValue={setName}
            maxLength={100}
          />
          <Button type="submit" busy={save.isPending ? t('templates.saveBusy') : null}>
            {t('templates.save')}
          </Button>
        </div>
        <label className="rule-check">
          <input type="checkbox" checked={names} onChange={(event) => setNames(event.target.checked)} />
          <span>
            {t('templates.names')}
            <span className="hint">{t('templates.namesHint')}</span>
          </span>
        </label>
        <FormError error={save.error} />
      </form>
    </section>
  );
}
