import { describe, expect, it } from 'vitest';
import { cronOf, type Rhythm, rhythmOf } from '../../../renderer/timetable/rhythm.ts';
import fc from '../../builders/fast-check.ts';

const number = (min: number, max: number) => fc.integer({ min, max });
const time = fc
  .tuple(number(0, 23), number(0, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const rhythms: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({ kind: fc.constant('hourly' as const), minute: number(0, 59) }),
  fc.record({ kind: fc.constant('daily' as const), time }),
  fc.record({ kind: fc.constant('weekly' as const), time, days: fc.uniqueArray(number(0, 6), { minLength: 1 }) }),
  fc.record({
    kind: fc.constant('monthly' as const),
    time,
    day: fc.oneof(number(1, 31), fc.constant('last' as const)),
  }),
);

describe('cronOf', () => {
  it('writes what a person filled in', () => {
    expect(cronOf({ kind: 'hourly', minute: 5 })).toBe('5 * * * *');
    expect(cronOf({ kind: 'daily', time: '08:05' })).toBe('5 8 * * *');
    expect(cronOf({ kind: 'weekly', time: '18:00', days: [5, 1] })).toBe('0 18 * * 1,5');
    expect(cronOf({ kind: 'monthly', time: '00:00', day: 'last' })).toBe('0 0 L * *');
    expect(cronOf({ kind: 'expert', expression: ' */5 * * * * ' })).toBe('*/5 * * * *');
  });

  it('is nothing while something is missing', () => {
    expect(cronOf({ kind: 'weekly', time: '08:00', days: [] })).toBeNull();
    expect(cronOf({ kind: 'daily', time: '' })).toBeNull();
    expect(cronOf({ kind: 'daily', time: '24:00' })).toBeNull();
    expect(cronOf({ kind: 'hourly', minute: Number.NaN })).toBeNull();
    expect(cronOf({ kind: 'expert', expression: '  ' })).toBeNull();
  });
});

describe('rhythmOf', () => {
  it('finds the rhythm again that an expression was made from', () => {
    fc.assert(
      fc.property(rhythms, (rhythm) => {
        const found = rhythmOf(cronOf(rhythm) ?? '');
        expect(found.kind === 'weekly' ? { ...found, days: [...found.days].sort() } : found).toEqual(
          rhythm.kind === 'weekly' ? { ...rhythm, days: [...rhythm.days].sort() } : rhythm,
        );
      }),
    );
  });

  it.each([
    '*/5 * * * *',
    '0 8 1 1 *',
    '0 8 1 * 1',
    '0 8-10 * * *',
    '0 8 * * MON',
    '0 0 8 * * *',
    'every day',
    '',
    '0 25 * * *',
  ])('leaves “%s” to experts, as it is', (expression) => {
    expect(rhythmOf(expression)).toEqual({ kind: 'expert', expression });
  });
});
