import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { overviewQuery } from '@/api/queries';
import { Loaded } from '@/components/feedback/Loaded';
import { ChoiceField, NumberField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { BuyCard } from './BuyCard';
import { ChainCard, FeedingCard } from './ChainCards';
import { FeverCard } from './FeverCard';
import { OverlapCard } from './OverlapCard';
import { cost } from './steps';
import { BASES, SIZINGS, useChain, useOffer, useView, VIEWS } from './useShortening';
import type { Offer, Story } from './useShortening';
import '@/features/shortening/shortening.css';

type View = ReturnType<typeof useView>;

const wd = (days: number) => t('shorten.wd', { count: Math.round(days * 10) / 10 });

/** A number that is taken over once it is typed: on Enter, or when the field is left. */
function Amount({ label, title, unit, value, onAmount }: AmountProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    if (typed !== null && (typed === '' || Number(typed) > 0)) {
      onAmount(typed === '' ? null : typed);
      setTyped(null);
    }
  };
  const wrong = typed !== null && typed !== '' && !(Number(typed) > 0);
  return (
    <NumberField
      label={label}
      title={title}
      placeholder={unit}
      value={typed ?? value}
      error={wrong ? t('shorten.notNumber') : null}
      onValue={setTyped}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}
type AmountProps = {
  label: string;
  title: string;
  unit: string;
  value: string;
  onAmount: (text: string | null) => void;
};

function Controls({ program, view }: { program: string; view: View }) {
  const overview = useQuery(overviewQuery(program));
  const milestones = overview.data?.milestones ?? [];
  const { set, wish, chain } = view;
  return (
    <>
      {view.view === 'buy' && (
        <>
          <Amount
            label={t('shorten.daysShort')}
            title={t('shorten.days')}
            unit="10"
            value={String(wish.days)}
            onAmount={(days) => set('days', days)}
          />
          <Amount
            label={t('shorten.rateShort')}
            title={t('shorten.rate')}
            unit={t('shorten.rateNone')}
            value={wish.day_rate === null ? '' : String(wish.day_rate)}
            onAmount={(rate) => set('rate', rate)}
          />
        </>
      )}
      {view.view === 'buffers' && (
        <>
          <ChoiceField
            label={t('chain.basis')}
            hideLabel
            value={chain.basis}
            options={BASES.map((each) => ({ value: each, label: t(`chain.basis.${each}`) }))}
            onValue={(basis) => set('basis', basis === BASES[0] ? null : basis)}
          />
          <ChoiceField
            label={t('chain.sizing')}
            hideLabel
            value={chain.sizing}
            options={SIZINGS.map((each) => ({ value: each, label: t(`chain.sizing.${each}`) }))}
            onValue={(sizing) => set('sizing', sizing === SIZINGS[0] ? null : sizing)}
          />
        </>
      )}
      <ChoiceField
        label={t('shorten.milestone')}
        hideLabel={view.view !== 'buy'}
        value={wish.milestone ?? ''}
        options={[
          { value: '', label: t('shorten.final') },
          ...milestones.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onValue={(milestone) => set('milestone', milestone)}
      />
    </>
  );
}

type HeadProps = { program: string; view: View; children: ReactNode };

function Head({ program, view, children }: HeadProps) {
  return (
    <>
      <div className="title">
        <div>
          <h1>{t('shorten.title')}</h1>
          <p aria-live="polite">{children}</p>
        </div>
        <div className="acts">
          <Controls program={program} view={view} />
        </div>
      </div>
      <div className="shorten-bar">
        <Segmented
          label={t('shorten.view')}
          value={view.view}
          options={VIEWS.map((each) => ({ value: each, label: t(`shorten.view.${each}`) }))}
          onValue={(value) => view.set('view', value === VIEWS[0] ? null : value)}
        />
      </div>
    </>
  );
}

function bottomLine({ title, offer }: Offer, view: View['view']): string {
  const before = day(offer.before);
  if (view === 'risk') {
    const best = offer.fast_tracking.won;
    return best > 0
      ? t('shorten.risky', { title, days: wd(best) })
      : t('shorten.notRisky', { title, before });
  }
  if (offer.steps.length === 0) return t('shorten.stays', { title, before });
  const [finish, price] = [day(offer.finish), cost(offer.cost, offer.unit)];
  return t('shorten.can', { title, before, finish, days: wd(offer.won), cost: price });
}

function Offered({ program, view }: { program: string; view: View }) {
  const query = useOffer(program, view.wish);
  const Card = view.view === 'risk' ? OverlapCard : BuyCard;
  return (
    <>
      <Head program={program} view={view}>
        {query.data && bottomLine(query.data, view.view)}
      </Head>
      <Loaded query={query} rows={8} height={40} doing={t('shorten.searching')}>
        {(found) => (
          <div className="shorten-cards">
            <Card program={program} found={found} pending={query.isFetching} />
          </div>
        )}
      </Loaded>
    </>
  );
}

const promise = ({ title, now }: Story) =>
  t('shorten.buffered', {
    title,
    finish: day(now.finish),
    buffer: wd(now.buffer_days),
    promise: day(now.buffered_finish),
  });

function Buffers({ program, view }: { program: string; view: View }) {
  const query = useChain(program, view.chain);
  return (
    <>
      <Head program={program} view={view}>
        {query.data && promise(query.data)}
      </Head>
      <Loaded query={query} rows={8} height={40}>
        {({ history, since, now }) => (
          <div className={`chain-grid ${query.isFetching ? 'waiting' : ''}`}>
            <div className="shorten-cards">
              <FeverCard history={history} since={since} />
              <FeedingCard chain={now} />
            </div>
            <ChainCard chain={now} />
          </div>
        )}
      </Loaded>
    </>
  );
}

export default function ShorteningPage() {
  const { program = '' } = useParams();
  const view = useView();
  return (
    <div className="page shorten">
      <title>{`${t('shorten.title')} · ${t('app.name')}`}</title>
      {view.view === 'buffers' ? (
        <Buffers program={program} view={view} />
      ) : (
        <Offered program={program} view={view} />
      )}
    </div>
  );
}
