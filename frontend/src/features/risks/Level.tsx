import type { RiskRow } from '@/api/types';
import { t } from '@/lib/messages/t';

/** A swatch and the word; the word is what counts. */
export function Level({ level }: { level: RiskRow['level'] }) {
  return (
    <span className={`level ${level}`}>
      <i />
      {t(`risks.level.${level}`)}
    </span>
  );
}
