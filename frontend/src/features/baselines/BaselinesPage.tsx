import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { glanceQuery } from '@/api/queries';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs } from '@/components/palette/verbs';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { BaselineList } from './BaselineList';
import type { Rights } from './BaselineList';
import { CompareCard } from './CompareCard';
import { HistoryCard } from './HistoryCard';
import { ProposalCard } from './ProposalCard';
import { baselinesQuery, TODAY } from './useBaselines';
import type { Baseline, Pair } from './useBaselines';
import { WordingDialog } from './WordingDialog';
import type { Wish } from './WordingDialog';
import '@/features/baselines/baselines.css';

function usePair(): [Pair, (part: Partial<Pair>) => void] {
  const { params, set } = useAddress();
  const pair = { before: params.get('before'), after: params.get('after') ?? TODAY };
  return [
    pair,
    ({ before, after }) => {
      if (before !== undefined) set('before', before);
      if (after !== undefined) set('after', after === TODAY ? null : after);
    },
  ];
}

type ActsProps = { list: Baseline[]; rights: Rights; onWish: (wish: Wish) => void };

function Acts({ list, rights, onWish }: ActsProps) {
  const first = !list.some(({ state }) => state === 'kept');
  const waiting = list.some(({ state }) => state === 'proposed');
  const verbs = useMemo(
    () =>
      rights.edit
        ? [
            {
              id: 'baselines.set',
              title: t('baselines.set'),
              group: 'do' as const,
              shortcut: 'N',
              run: () => onWish({ verb: 'set', first }),
            },
            ...(first || waiting
              ? []
              : [
                  {
                    id: 'baselines.propose',
                    title: t('baselines.propose'),
                    group: 'do' as const,
                    shortcut: 'Shift N',
                    run: () => onWish({ verb: 'propose' }),
                  },
                ]),
          ]
        : [],
    [rights.edit, first, waiting, onWish],
  );
  useVerbs(verbs);
  if (!rights.edit) return null;
  return (
    <div className="acts">
      {!first && (
        <Button disabled={waiting} onClick={() => onWish({ verb: 'propose' })} title="Shift N">
          {t('baselines.propose')}
        </Button>
      )}
      <Button primary icon="plus" onClick={() => onWish({ verb: 'set', first })} title="N">
        {t('baselines.set')}
      </Button>
    </div>
  );
}

function Body({ program, list, rights }: { program: string; list: Baseline[]; rights: Rights }) {
  const [wish, setWish] = useState<Wish | null>(null);
  const [pair, setPair] = usePair();
  const comparing = useRef<HTMLDivElement>(null);
  const used = list.find(({ in_use }) => in_use);
  const proposal = list.find(({ state }) => state === 'proposed');
  const compare = (next: Pair) => {
    setPair(next);
    comparing.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <div className="title">
        <div>
          <h1>{t('baselines.title')}</h1>
          {used && <p>{t('baselines.lead', { title: used.title, day: day(used.taken, { year: true }) })}</p>}
        </div>
        <Acts list={list} rights={rights} onWish={setWish} />
      </div>
      {list.length === 0 && (
        <div className="card">
          <EmptyState title={t('baselines.none')} icon="flag" />
        </div>
      )}
      {proposal && (
        <ProposalCard
          program={program}
          row={proposal}
          owner={rights.own}
          onCompare={() => compare({ before: null, after: proposal.id })}
        />
      )}
      {used && (
        <div ref={comparing}>
          <CompareCard program={program} list={list} pair={pair} onPair={setPair} />
        </div>
      )}
      {list.length > 0 && (
        <div className="b-two">
          <BaselineList
            program={program}
            list={list}
            rights={rights}
            onCompare={({ id }) => compare({ before: id, after: TODAY })}
            onRename={(row) => setWish({ verb: 'rename', row })}
          />
          <HistoryCard program={program} />
        </div>
      )}
      {wish && <WordingDialog program={program} wish={wish} onClose={() => setWish(null)} />}
    </>
  );
}

export default function BaselinesPage() {
  const { program = '' } = useParams();
  const query = useQuery(baselinesQuery(program));
  const role = useQuery(glanceQuery(program)).data?.program.role;
  const rights = { edit: role === 'editor' || role === 'owner', own: role === 'owner' };
  return (
    <div className="page baselines">
      <title>{`${t('baselines.title')} · ${t('app.name')}`}</title>
      <Loaded query={query} rows={10} height={36}>
        {(list) => <Body program={program} list={list} rights={rights} />}
      </Loaded>
    </div>
  );
}
