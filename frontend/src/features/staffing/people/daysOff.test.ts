import { beforeAll, describe, expect, it } from 'vitest';
import { loadMessages } from '@/lib/messages/t';
import { readDay, readDaysOff } from './daysOff';

beforeAll(loadMessages);

const ADA = { id: 'ada', name: 'Ada Byron', email: 'ada@example.com', off: [] };
const BOB = { id: 'bob', name: 'Bob', email: '', off: [{ start: '2026-07-06', end: '2026-07-11' }] };

describe('pasted days off', () => {
  it('are read from spreadsheets, with both days counted', () => {
    const text = 'Ada Byron\t2026-07-06\t2026-07-17\tSummer\nada@example.com;24.12.2026\n\n';
    expect(readDaysOff(text, [ADA, BOB])).toEqual({
      good: [
        { person: 'ada', start: '2026-07-06', end: '2026-07-18', title: 'Summer' },
        { person: 'ada', start: '2026-12-24', end: '2026-12-25', title: '' },
      ],
      bad: [],
    });
  });

  it('lose nothing: each line that cannot be read is given back with the reason', () => {
    const text = [
      'Zoe;2026-07-06',
      'ada;soon',
      'ada;2026-02-30',
      'ada;2026-07-17;2026-07-06',
      'ada',
      'bob;2026-07-06;2026-07-10',
      'ada;2026-08-03',
    ].join('\n');
    const { good, bad } = readDaysOff(text, [ADA, BOB]);
    expect(good).toHaveLength(1);
    expect(bad.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(bad[0]?.why).toContain('Zoe');
    expect(bad[5]?.why).toContain('known');
  });

  it('do not guess which is the day and which the month', () => {
    expect(readDay('7/6/2026')).toHaveProperty('why');
    expect(readDay('31/12/2026')).toEqual({ day: '2026-12-31' });
    expect(readDay('12/31/2026')).toEqual({ day: '2026-12-31' });
  });

  it('refuse a name that two people have', () => {
    expect(readDaysOff('Bob;2026-08-03', [BOB, { ...BOB, id: 'bob2' }]).bad[0]?.why).toContain('Several');
  });
});
