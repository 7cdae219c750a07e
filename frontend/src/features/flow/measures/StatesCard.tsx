import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '@/components/feedback/States';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { Segmented } from '@/components/forms/Segmented';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { statesQuery, useChooseStates } from '@/features/flow/useFlow';
import type { Category, Choices, State, States } from '@/features/flow/useFlow';

const CATEGORIES = ['todo', 'doing', 'done'] as const;

/** The choices with one more, or with one taken back. */
export const withChoice = (chosen: Choices, name: string, to: Category | null): Choices =>
  Object.fromEntries([
    ...Object.entries(chosen).filter(([each]) => each !== name),
    ...(to === null ? [] : [[name, to] as const]),
  ]);

const isCategory = (text: string): text is Category => CATEGORIES.some((each) => each === text);
const wordOf = (category: string) => (isCategory(category) ? t(`flow.states.${category}`) : category);

type RowProps = {
  state: State;
  chosen: boolean;
  readOnly: boolean;
  pending: Category | null;
  onChoose: (to: Category | null) => void;
};

function Row({ state, chosen, readOnly, pending, onChoose }: RowProps) {
  const means = pending ?? state.category;
  const from = chosen ? 'chosen' : state.guessed ? 'guess' : 'known';
  return (
    <tr>
      <th scope="row" title={state.name}>
        {state.name}
      </th>
      <td className="num">{number(state.items)}</td>
      <td>
        {readOnly ? (
          wordOf(means)
        ) : (
          <Segmented
            label={t('flow.states.means', { name: state.name })}
            value={isCategory(means) ? means : 'todo'}
            options={CATEGORIES.map((value) => ({ value, label: t(`flow.states.${value}`) }))}
            onValue={(to) => to !== state.category && onChoose(to)}
          />
        )}
      </td>
      <td>
        <span className={from === 'guess' ? 'tag at' : 'dim'}>{t(`flow.states.from.${from}`)}</span>
        {chosen && !readOnly && (
          <button
            type="button"
            className="linkish small"
            aria-label={t('flow.states.resetOf', { name: state.name })}
            onClick={() => onChoose(null)}
          >
            {t('flow.states.reset')}
          </button>
        )}
      </td>
    </tr>
  );
}

function Table({ program, found, readOnly }: { program: string; found: States; readOnly: boolean }) {
  const choose = useChooseStates(program);
  const say = useSay();
  const [pending, setPending] = useState<{ name: string; to: Category | null } | null>(null);
  const { states, version, chosen } = found;
  if (states.length === 0) return <p className="pad small dim">{t('flow.states.empty')}</p>;
  const take = (name: string, to: Category | null) => {
    setPending({ name, to });
    choose.mutate(
      { version, chosen: withChoice(chosen, name, to) },
      {
        onSuccess: (now) => {
          const means = now.states.find((state) => state.name === name)?.category ?? '';
          say(t('flow.states.saved', { name, category: wordOf(means) }));
        },
        onSettled: () => setPending(null),
      },
    );
  };
  return (
    <>
      <FormError error={choose.error} />
      <div className="flow-states-scroll">
        <table className="table">
          <colgroup>
            <col />
            <col className="f-items" />
            <col className="f-means" />
            <col className="f-from" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('flow.states.col.name')}</th>
              <th scope="col" className="num">
                {t('flow.states.col.items')}
              </th>
              <th scope="col">{t('flow.states.col.means')}</th>
              <th scope="col">{t('flow.states.col.from')}</th>
            </tr>
          </thead>
          <tbody>
            {states.map((state) => (
              <Row
                key={state.name}
                state={state}
                chosen={state.name in chosen}
                readOnly={readOnly}
                pending={pending?.name === state.name ? pending.to : null}
                onChoose={(to) => take(state.name, to)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** What each state of the tracker means: guessed, shown, and put right; the figures above follow at once. */
export function StatesCard({ program, readOnly }: { program: string; readOnly: boolean }) {
  const query = useQuery(statesQuery(program));
  const states = query.data?.states ?? [];
  const guessed = states.filter((state) => state.guessed).length;
  return (
    <section className="card flow-states" id="states" aria-labelledby="flow-states">
      <header>
        <h2 id="flow-states">{t('flow.states')}</h2>
      </header>
      {states.length > 0 && (
        <p className="chart-body small sec" aria-live="polite">
          {t('flow.states.unit')}{' '}
          {guessed > 0
            ? t('flow.states.guessed', { count: guessed, all: states.length })
            : t('flow.states.known', { all: states.length })}
        </p>
      )}
      <Loaded query={query} rows={4} height={32}>
        {(found) => <Table program={program} found={found} readOnly={readOnly} />}
      </Loaded>
    </section>
  );
}
