import { describe, expect, it } from 'vitest';
import { draftOf, triggerOf } from '../../../renderer/timetable/trigger-draft.ts';

const fresh = draftOf(null, 'Europe/Berlin');

describe('triggerOf', () => {
  it('fires every day in the system’s time zone unless something else is chosen', () => {
    expect(triggerOf(fresh)).toEqual({ kind: 'cron', expression: '30 8 * * *', timeZone: 'Europe/Berlin' });
  });

  it('is nothing while the form is not filled in', () => {
    expect(triggerOf({ ...fresh, mode: 'once' })).toBeNull();
    expect(triggerOf({ ...fresh, mode: 'weekly', days: [] })).toBeNull();
  });

  it('takes a date and a time as the person’s own', () => {
    const atMs = new Date(2030, 2, 31, 2, 30).getTime();
    expect(triggerOf({ ...fresh, mode: 'once', at: '2030-03-31T02:30' })).toEqual({ kind: 'once', atMs });
  });
});

describe('draftOf', () => {
  it.each([
    { kind: 'once', atMs: new Date(2031, 11, 24, 18, 5).getTime() },
    { kind: 'cron', expression: '5 18 * * 0,6', timeZone: 'Asia/Shanghai' },
    { kind: 'cron', expression: '0 0 L * *', timeZone: 'UTC' },
    { kind: 'cron', expression: '*/7 1-3 * 2 *', timeZone: 'America/New_York' },
  ] as const)('gives back the trigger it was made from (%#)', (trigger) => {
    expect(triggerOf(draftOf(trigger, 'Europe/Berlin'))).toEqual(trigger);
  });
});
