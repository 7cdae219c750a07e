/** A question about people who come and go, as it is typed and as it is sent. */
import type { Question } from '@/features/staffing/useStaffing';

export type Joiner = {
  key: number;
  role: string;
  skills: string;
  count: string;
  joins: string;
  leaves: string;
  ramp: string;
  share: string;
  rate: string;
};
export type Leaver = { key: number; person: string; leaves: string };

export const newJoiner = (key: number, joins: string): Joiner => ({
  key,
  role: '',
  skills: '',
  count: '1',
  joins,
  leaves: '',
  ramp: '6',
  share: '50',
  rate: '',
});

const positive = (text: string): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : null;
};

/** Null while something is missing. */
export function asked(
  joiners: readonly Joiner[],
  leavers: readonly Leaver[],
  byRole: boolean,
): Question | null {
  if (joiners.length + leavers.length === 0) return null;
  const whole = joiners.every(
    ({ role, joins, count, ramp, share }) =>
      role.trim() !== '' && joins !== '' && [count, ramp, share].every((text) => positive(text) !== null),
  );
  if (!whole || leavers.some(({ person, leaves }) => person === '' || leaves === '')) return null;
  return {
    joiners: joiners.map(({ role, skills, count, joins, leaves, ramp, share, rate }) => ({
      role: role.trim(),
      joins,
      leaves: leaves || null,
      skills: skills
        .split(',')
        .map((skill) => skill.trim())
        .filter((skill) => skill !== ''),
      count: Math.max(1, Math.round(positive(count) ?? 1)),
      share: 1,
      ramp_weeks: positive(ramp) ?? 0,
      ramp_share: Math.min(1, (positive(share) ?? 100) / 100),
      mentor_share: 0,
      day_rate: positive(rate),
    })),
    leavers: leavers.map(({ person, leaves }) => ({ person, leaves })),
    by_role: byRole,
  };
}
