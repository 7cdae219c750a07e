import { Link } from 'react-router';
import type { Overview } from '@/api/types';
import { EmptyState } from '@/components/feedback/States';
import { ContractLine } from '@/components/people/ContractLine';
import { t } from '@/lib/messages/t';

const SHOWN = 3;

export function ContractsCard({ data }: { data: Overview }) {
  const { rows, total } = data.contracts_in_trouble;
  const all = data.counts.contracts || total;
  return (
    <section className="card">
      <header>
        <h2>{t('program.contracts')}</h2>
        <span className="more">
          {all > 0 && t('program.contractsOf', { count: rows.length, total: all })}
          <Link to="contracts">{t('program.allContracts')}</Link>
        </span>
      </header>
      {rows.length === 0 ? (
        <EmptyState title={all > 0 ? t('program.contractsFine', { total: all }) : t('program.noContracts')} />
      ) : (
        <ul>
          {rows.slice(0, SHOWN).map((row) => (
            <ContractLine key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}
