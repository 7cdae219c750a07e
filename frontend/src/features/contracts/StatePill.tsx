import type { ContractState } from '@/api/types';
import { StatusGlyph, tone } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';
import { shapeOf } from './life';

type Props = { state: ContractState; bare?: boolean };

/** Where a contract stands: shape, word and color. */
export function StatePill({ state, bare = false }: Props) {
  const shape = shapeOf[state];
  return (
    <span className={`st ${tone[shape]} ${bare ? 'bare' : ''}`}>
      <StatusGlyph status={shape} />
      {t(`contract.state.${state}`)}
    </span>
  );
}
