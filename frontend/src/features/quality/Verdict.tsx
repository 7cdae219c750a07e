import type { Status } from '@/api/types';
import { StatusGlyph, tone } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';
import type { Check } from './useQuality';

const glyph: Record<string, Status> = {
  pass: 'on_track',
  fail: 'off_track',
  information: 'landed',
  not_applicable: 'unknown',
};
type Word = 'pass' | 'fail' | 'information' | 'not_applicable';

export const verdictWord = (verdict: string): string => t(`quality.verdict.${verdict as Word}`);

/** Shape, word and color of a verdict. */
export function Verdict({ check, bare = false }: { check: Check; bare?: boolean }) {
  const status = glyph[check.verdict] ?? 'unknown';
  return (
    <span className={`st ${tone[status]} ${bare ? 'bare' : ''}`}>
      <StatusGlyph status={status} />
      {verdictWord(check.verdict)}
    </span>
  );
}
