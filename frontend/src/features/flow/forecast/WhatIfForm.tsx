import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Button } from '@/components/forms/Button';
import { DateField, NumberField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import type { Issued, WhatIf } from '@/features/flow/useFlow';
import { t } from '@/lib/messages/t';
import { KINDS, RAMP, supposition } from '@/features/flow/asking/asking';
import type { Kind, Typed } from '@/features/flow/asking/asking';

const USUAL: Typed = { now: '5', people: '6', drop: '5', limit: '5', split: '5', start: '' };

type Props = {
  base: Issued;
  /** Whether it is known when work began: without, nobody knows what is in progress, and a limit means nothing. */
  began: boolean;
  busy: boolean;
  onSuppose: (what: WhatIf) => void;
};

/** One supposition to lay beside the forecast. */
export function WhatIfForm({ base, began, busy, onSuppose }: Props) {
  const [kind, setKind] = useState<Kind>('people');
  const [typed, setTyped] = useState(USUAL);
  const [tried, setTried] = useState(false);
  const what = supposition(kind, typed, base);
  const put = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const error = tried && what === null ? t(`forecast.if.${kind}Bad`) : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(what === null);
    if (what !== null) onSuppose(what);
  };
  const field = {
    label: t(`forecast.if.${kind}Field`),
    hint: t(`forecast.if.${kind}Hint`, { weeks: RAMP }),
    error,
  };
  return (
    <form className="flow-if-form" onSubmit={submit} noValidate>
      <Segmented
        label={t('forecast.if')}
        value={kind}
        options={KINDS.filter((each) => began || each !== 'limit').map((value) => ({
          value,
          label: t(`forecast.if.${value}`),
        }))}
        onValue={(next) => {
          setKind(next);
          setTried(false);
        }}
      />
      {kind === 'people' && (
        <NumberField
          label={t('forecast.if.nowField')}
          inputMode="numeric"
          value={typed.now}
          onValue={(now) => put({ now })}
        />
      )}
      {kind === 'start' ? (
        <DateField {...field} value={typed.start} onValue={(start) => put({ start })} />
      ) : (
        <NumberField
          {...field}
          inputMode="numeric"
          value={typed[kind]}
          onValue={(text) => put({ [kind]: text })}
        />
      )}
      <Button type="submit" busy={busy ? t('forecast.ask.busy') : null}>
        {t('forecast.if.go')}
      </Button>
    </form>
  );
}
