/** Skills with their level, and shares of somebody's time for a while, as they are typed. */
import type { HeaderPerson } from '@/api/types';

type Levels = HeaderPerson['levels'];
type Share = HeaderPerson['availability'][number];

const DAY_MS = 86_400_000;
const shifted = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);

/** `java (3)`; without a level where none is said. */
export function skillText(skill: string, levels: Levels): string {
  const level = levels.find((each) => each.skill === skill)?.level;
  return level === undefined ? skill : `${skill} (${level})`;
}

/** Skills between commas, each once. */
export function skillsIn(text: string): { skill: string; level: number | null }[] {
  const found = new Map<string, number | null>();
  for (const part of text.split(',')) {
    const match = /^(.*?)\s*(?:\(([123])\))?$/.exec(part.trim());
    const skill = match?.[1]?.trim() ?? '';
    if (skill !== '' && !found.has(skill)) found.set(skill, match?.[2] ? Number(match[2]) : null);
  }
  return [...found].map(([skill, level]) => ({ skill, level }));
}

/** `2026-03-02..2026-04-10 50%`, with the last day. */
export const availabilityText = ({ start, end, share }: Share): string =>
  `${start}..${shifted(end, -1)} ${Math.round(share * 1000) / 10}%`;

/** Shares between commas; null where one cannot be read. */
export function availabilityIn(text: string): Share[] | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const read = parts.map((part) => {
    const match = /^(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)\s+(\d+(?:\.\d+)?)\s*%$/.exec(part);
    const [first, last, share] = [match?.[1] ?? '', match?.[2] ?? '', Number(match?.[3])];
    const real = [first, last].every((day) => !Number.isNaN(Date.parse(`${day}T00:00Z`)));
    return match && real && first <= last
      ? { start: first, end: shifted(last, 1), share: share / 100 }
      : null;
  });
  return read.includes(null) ? null : read.filter((each) => each !== null);
}
