import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { ProgramHeader } from '@/api/types';
import { FormConflict } from '@/components/conflict/FormConflict';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import {
  BEHAVIORS,
  CRITICAL,
  finishDay,
  FLOATS,
  inputOf,
  isClean,
  LAGS,
  PRESET_NAMES,
  presetOf,
  PROGRESS,
  ruleFields,
  rulesOf,
  spanOf,
  withPreset,
} from './rules';
import type { Lengths, Rules } from './rules';

type PartProps = { rules: Rules; lengths: Lengths; set: (change: Partial<Rules>) => void };

const chosen = <T extends string>(values: readonly T[], value: string): T | undefined =>
  values.find((each) => each === value);

function Choices({ rules, set }: PartProps) {
  return (
    <>
      <div className="field-row">
        <ChoiceField
          label={t('rules.behavior')}
          hint={t(`rules.behavior.${rules.behavior}.does`)}
          value={rules.behavior}
          onValue={(value) => set({ behavior: chosen(BEHAVIORS, value) })}
          options={BEHAVIORS.map((value) => ({ value, label: t(`rules.behavior.${value}`) }))}
        />
        <ChoiceField
          label={t('rules.progress')}
          hint={t(`rules.progress.${rules.progress}.does`)}
          value={rules.progress}
          onValue={(value) => set({ progress: chosen(PROGRESS, value) })}
          options={PROGRESS.map((value) => ({ value, label: t(`rules.progress.${value}`) }))}
        />
      </div>
      <div className="field-row">
        <ChoiceField
          label={t('rules.lag')}
          hint={t('rules.lag.does')}
          value={rules.lag}
          onValue={(value) => set({ lag: chosen(LAGS, value) })}
          options={LAGS.map((value) => ({ value, label: t(`rules.lag.${value}`) }))}
        />
        <ChoiceField
          label={t('rules.float')}
          hint={t('rules.float.does')}
          value={rules.float}
          onValue={(value) => set({ float: chosen(FLOATS, value) })}
          options={FLOATS.map((value) => ({ value, label: t(`rules.float.${value}`) }))}
        />
      </div>
    </>
  );
}

function Critical({ rules, lengths, set }: PartProps) {
  const wrong = (text: string) => (spanOf(text, lengths) === null ? t('rules.floatBad') : null);
  return (
    <div className="field-row">
      <ChoiceField
        label={t('rules.critical')}
        hint={t(`rules.critical.${rules.critical}.does`)}
        value={rules.critical}
        onValue={(value) => set({ critical: chosen(CRITICAL, value) })}
        options={CRITICAL.map((value) => ({ value, label: t(`rules.critical.${value}`) }))}
      />
      <TextField
        label={t('rules.criticalFloat')}
        hint={t('rules.criticalFloatHint')}
        error={wrong(rules.criticalFloat)}
        value={rules.criticalFloat}
        onValue={(criticalFloat) => set({ criticalFloat })}
      />
      <TextField
        label={t('rules.nearFloat')}
        hint={t('rules.nearFloatHint')}
        error={wrong(rules.nearFloat)}
        value={rules.nearFloat}
        onValue={(nearFloat) => set({ nearFloat })}
      />
    </div>
  );
}

function Switches({ rules, lengths, set }: PartProps) {
  const box = (name: 'honor' | 'open' | 'fromFinish') => (
    <label className="check rule-check">
      <input
        type="checkbox"
        checked={rules[name]}
        onChange={(event) => set({ [name]: event.target.checked })}
      />
      <span>
        {t(`rules.${name}`)}
        <span className="hint">{t(`rules.${name}.does`)}</span>
      </span>
    </label>
  );
  return (
    <>
      {box('honor')}
      {box('open')}
      {box('fromFinish')}
      <DateField
        label={t('rules.finish')}
        hint={t('rules.finish.does')}
        value={finishDay(rules.finish, lengths.zone)}
        onValue={(finish) => set({ finish })}
      />
    </>
  );
}

/** How the program is scheduled: as one of the two tools, or by rules of its own; each with what it does. */
export function RulesCard({ header }: { header: ProgramHeader }) {
  const client = useQueryClient();
  const say = useSay();
  const fields = ruleFields(header);
  const form = useStaleForm({ rules: rulesOf(header.rules, header) }, header.version, fields);
  const { rules } = form.draft;
  const set = (change: Partial<Rules>) => form.change('rules', { ...rules, ...change });
  const save = useMutation({
    mutationFn: () =>
      patch(path('programs', header.id), { version: form.version, rules: inputOf(rules, header) }),
    onSuccess: async () => {
      form.saved();
      await client.invalidateQueries({ queryKey: keys.program(header.id) });
      await client.invalidateQueries({ queryKey: keys.programs });
      say(t('settings.saved'));
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isClean(rules, header) || form.undecided) return;
    if (form.changed.length > 0) save.mutate();
    else say(t('settings.nothing'));
  };
  const preset = presetOf(rules);
  const part = { rules, lengths: header, set };
  return (
    <section className="card" aria-labelledby="settings-rules">
      <header>
        <h2 id="settings-rules">{t('rules.title')}</h2>
        <span className="more">{t('rules.lead')}</span>
      </header>
      <form className="form card-pad" onSubmit={submit} noValidate>
        <ChoiceField
          label={t('rules.preset')}
          hint={t('rules.presetHint')}
          value={preset ?? ''}
          onValue={(value) => {
            const next = chosen(PRESET_NAMES, value);
            if (next !== undefined) form.change('rules', withPreset(rules, next));
          }}
          options={[
            ...PRESET_NAMES.map((value) => ({ value, label: t(`rules.preset.${value}`) })),
            ...(preset === null ? [{ value: '', label: t('rules.preset.own') }] : []),
          ]}
        />
        <Choices {...part} />
        <Critical {...part} />
        <Switches {...part} />
        <FormConflict form={form} fields={fields} error={save.error} />
        <div className="form-acts">
          <Button
            primary
            type="submit"
            disabled={form.undecided}
            title={form.undecided ? t('conflict.decide') : undefined}
            busy={save.isPending ? t('settings.busy') : null}
          >
            {t('rules.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
