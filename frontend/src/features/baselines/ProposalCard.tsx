import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { EvidenceContext } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { Button } from '@/components/forms/Button';
import { TextArea } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { comparisonQuery, useDecide, useWithdraw } from './useBaselines';
import type { Baseline } from './useBaselines';

type Props = { program: string; row: Baseline; owner: boolean; onCompare: () => void };

/** What counting from the proposal on would hide: the proposal against the baseline in use. */
function Wiped({ program, row, onCompare }: Omit<Props, 'owner'>) {
  const query = useQuery(comparisonQuery(program, { before: null, after: row.id }));
  return (
    <Loaded query={query} rows={1} height={20}>
      {(found) => (
        <EvidenceContext value={{ facts: found.facts }}>
          <h3>{t('baselines.wipes')}</h3>
          <p>
            <RichText text={found.text} />{' '}
            <button type="button" className="linkish" onClick={onCompare}>
              {t('baselines.compare')}
            </button>
          </p>
        </EvidenceContext>
      )}
    </Loaded>
  );
}

function Deciding({ program, row }: { program: string; row: Baseline }) {
  const [word, setWord] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useDecide(program);
  const verb = (approve: boolean, version = row.version) => {
    setTried(true);
    if (word.trim() !== '') decide.mutate({ row, approve, word, version });
  };
  const busy = (approve: boolean) =>
    decide.isPending && decide.variables.approve === approve ? t('baselines.deciding') : null;
  return (
    <div className="b-deciding">
      {row.mine && <p className="at">{t('baselines.alone')}</p>}
      <TextArea
        label={t('baselines.word')}
        hint={t('baselines.wordHint')}
        value={word}
        onValue={setWord}
        maxLength={2000}
        required
        error={tried && word.trim() === '' ? t('baselines.needWord') : null}
      />
      <VerbConflict
        error={decide.error}
        label={(name) => name}
        show={(_name, value) => String(value)}
        onMine={(version) => verb(decide.variables?.approve ?? false, version)}
        onTheirs={() => decide.reset()}
        busy={decide.isPending}
      />
      <div className="form-acts">
        <Button onClick={() => verb(false)} busy={busy(false)} disabled={decide.isPending}>
          {t('baselines.reject')}
        </Button>
        <Button primary onClick={() => verb(true)} busy={busy(true)} disabled={decide.isPending}>
          {t('baselines.approve')}
        </Button>
      </div>
    </div>
  );
}

/** A proposed re-baseline: why, what it would wipe out, and the owner's decision. */
export function ProposalCard({ program, row, owner, onCompare }: Props) {
  const withdraw = useWithdraw(program);
  return (
    <section className="card b-proposal" aria-labelledby="b-proposal">
      <header>
        <h2 id="b-proposal">{t('baselines.decide', { title: row.title })}</h2>
      </header>
      <div className="b-body">
        <p>{t('baselines.decideBy', { name: row.by, day: day(row.taken), reason: row.reason })}</p>
        <Wiped program={program} row={row} onCompare={onCompare} />
        {row.may_decide ? (
          <Deciding key={row.version} program={program} row={row} />
        ) : (
          <p className="sec">{t('baselines.waits', { names: row.deciders.join(', ') })}</p>
        )}
        {(row.mine || owner) && (
          <VerbConflict
            error={withdraw.error}
            label={(name) => name}
            show={(_name, value) => String(value)}
            onMine={(version) => withdraw.mutate({ ...row, version })}
            onTheirs={() => withdraw.reset()}
          />
        )}
        {row.mine && (
          <Button
            small
            busy={withdraw.isPending ? t('baselines.deciding') : null}
            onClick={() => withdraw.mutate(row)}
          >
            {t('baselines.withdraw')}
          </Button>
        )}
      </div>
    </section>
  );
}
