import type { Status } from '@/api/types';
import { t } from '@/lib/messages/t';
import { StatusGlyph, tone } from './StatusGlyph';

type Props = { status: Status; bare?: boolean; title?: string };

/** Shape, word and color, in that order of trust. `bare` in tables. Its reason stands beside it. */
export function StatusPill({ status, bare = false, title }: Props) {
  return (
    <span className={`st ${tone[status]} ${bare ? 'bare' : ''}`} title={title}>
      <StatusGlyph status={status} />
      {t(`status.${status}`)}
    </span>
  );
}
