import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../../../contract/timetable.ts';
import { describeTrigger } from '../../../../engine/timetable/schedules/describe-trigger.ts';
import {
  checkedNextRun,
  countRuns,
  maxCountedTicks,
  nextRunAfter,
} from '../../../../engine/timetable/schedules/trigger-times.ts';
import fc from '../../../builders/fast-check.ts';

const cron = (expression: string, timeZone = 'UTC'): Trigger => ({ kind: 'cron', expression, timeZone });

/** The next `count` times after `from`, as UTC. */
function runs(trigger: Trigger, from: string, count: number): string[] {
  const found: string[] = [];
  for (let at = nextRunAfter(trigger, Date.parse(from)); at !== null && found.length < count; ) {
    found.push(new Date(at).toISOString().replace(':00.000Z', 'Z'));
    at = nextRunAfter(trigger, at);
  }
  return found;
}

describe('the times of a cron trigger', () => {
  it.each([
    // Clocks go forward: 02:30 does not exist on that day, it fires when the gap has ended.
    [
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['2026-03-29T01:00Z', '2026-03-30T00:30Z', '2026-03-31T00:30Z'],
    ],
    ['30 2 * * *', 'America/New_York', '2026-03-07T12:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:30Z']],
    [
      '0 * * * *',
      'Europe/Berlin',
      '2026-03-29T00:00Z',
      ['2026-03-29T01:00Z', '2026-03-29T02:00Z', '2026-03-29T03:00Z'],
    ],
    ['0 8 * * *', 'America/New_York', '2026-03-07T00:00Z', ['2026-03-07T13:00Z', '2026-03-08T12:00Z']],
    // Clocks go back: 02:30 comes twice, a daily tick only once, a half-hourly one each time.
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['30 1 * * *', 'America/New_York', '2026-10-31T12:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
    [
      '*/30 * * * *',
      'Europe/Berlin',
      '2026-10-24T23:59Z',
      ['2026-10-25T00:00Z', '2026-10-25T00:30Z', '2026-10-25T01:00Z', '2026-10-25T01:30Z'],
    ],
    ['0 8 * * *', 'Europe/Berlin', '2026-10-24T00:00Z', ['2026-10-24T06:00Z', '2026-10-25T07:00Z']],
    ['30 8 * * 1', 'Asia/Shanghai', '2026-01-01T00:00Z', ['2026-01-05T00:30Z', '2026-01-12T00:30Z']],
    ['0 0 29 2 *', 'UTC', '2026-01-01T00:00Z', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
  ])('%s in %s after %s', (expression, timeZone, from, expected) => {
    expect(runs(cron(expression, timeZone), from, expected.length)).toEqual(expected);
  });

  it('rise strictly, whatever the zone and the time of the year', () => {
    const expression = fc.constantFrom('30 2 * * *', '*/20 * * * *', '0 1,2,3 * * 0', '15 0 1 * *', '59 1 * * *');
    const timeZone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC');
    const from = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(expression, timeZone, from, (wanted, zone, fromMs) => {
        let at = fromMs;
        for (let step = 0; step < 5; step++) {
          const next = nextRunAfter(cron(wanted, zone), at);
          expect(next).toBeGreaterThan(at);
          at = next!;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are counted, up to a bound', async () => {
    const first = Date.parse('2026-01-01T00:00Z');
    const daily = cron('0 0 * * *');
    expect(await countRuns(daily, first, first)).toBe(0);
    expect(await countRuns(daily, first, first + 1)).toBe(1);
    expect(await countRuns(daily, first, Date.parse('2026-01-31T00:00Z'))).toBe(30);
    expect(await countRuns(cron('* * * * * *'), first, first + 1e9)).toBe(maxCountedTicks);
    expect(await countRuns({ kind: 'once', atMs: first }, first, first + 5)).toBe(1);
  });
});

describe('a trigger that can never fire, or that nobody can read', () => {
  const nowMs = Date.parse('2026-05-01T00:00Z');
  const faultOf = (trigger: Trigger) => {
    try {
      checkedNextRun(trigger, nowMs);
    } catch (error) {
      return error;
    }
    throw new Error('it was accepted');
  };

  it.each([
    ['61 * * * *', '61'],
    ['0 8 * * XYZ', 'XYZ'],
    ['0 8 32 * *', '32'],
    ['0 8 * *', '0 8 * *'],
    ['', ''],
    ['@daily', '@daily'],
    ['0 0 0 1 1 * 2020', '0 0 0 1 1 * 2020'],
    ['2026-06-01T00:00:00', '2026-06-01T00:00:00'],
    ['0 8 1 * +MON', '+MON'],
    ['0 5-1 * * *', '5-1'],
    ['*/0 * * * *', '*/0'],
  ])('“%s” is refused and the part named', (expression, part) => {
    expect(faultOf(cron(expression))).toMatchObject({ code: 'CRON_INVALID', values: { expression, part } });
  });

  it('names a day that never comes', () => {
    expect(faultOf(cron('0 0 30 2 *'))).toMatchObject({
      code: 'CRON_NEVER_FIRES',
      values: { expression: '0 0 30 2 *' },
    });
    expect(faultOf(cron('0 0 31 4,6,9,11 *'))).toMatchObject({ code: 'CRON_NEVER_FIRES' });
  });

  it('knows its time zone', () => {
    expect(faultOf(cron('0 8 * * *', 'Europe/Atlantis'))).toMatchObject({ code: 'TIME_ZONE_UNKNOWN' });
  });

  it('lies in the future', () => {
    expect(faultOf({ kind: 'once', atMs: nowMs })).toMatchObject({ code: 'TIME_PAST' });
    expect(checkedNextRun({ kind: 'once', atMs: nowMs + 1 }, nowMs)).toBe(nowMs + 1);
  });
});

describe('a trigger in plain words', () => {
  const nowMs = Date.parse('2026-05-01T00:00Z');

  it.each([
    ['30 8 * * 1', 'At 08:30, only on Monday (Asia/Shanghai)', '在 08:30，仅星期一（Asia/Shanghai）'],
    ['0 0 1 * *', 'At 00:00, on day 1 of the month (Asia/Shanghai)', '在 00:00，限每月 1 号（Asia/Shanghai）'],
    ['*/15 * * * *', 'Every 15 minutes (Asia/Shanghai)', '每隔 15 分钟（Asia/Shanghai）'],
  ])('%s', async (expression, english, chinese) => {
    const trigger = cron(expression, 'Asia/Shanghai');
    const { sentence, nextRunsMs } = await describeTrigger(trigger, 'en', nowMs);
    expect(sentence).toBe(english);
    expect(nextRunsMs).toHaveLength(5);
    expect(nextRunsMs).toEqual(nextRunsMs.toSorted((one, other) => one - other));
    expect((await describeTrigger(trigger, 'zh-CN', nowMs)).sentence).toBe(chinese);
  });

  it('once', async () => {
    const atMs = new Date(2026, 11, 24, 18, 5).getTime();
    const english = await describeTrigger({ kind: 'once', atMs }, 'en', nowMs);
    expect(english).toEqual({ sentence: expect.stringContaining('December 24, 2026'), nextRunsMs: [atMs] });
    expect(english.sentence).toContain('18:05');
    const chinese = await describeTrigger({ kind: 'once', atMs }, 'zh-CN', nowMs);
    expect(chinese.sentence).toMatch(/^仅一次：2026年12月24日.*18:05$/);
  });

  it('is there for everything that is accepted', async () => {
    const field = (min: number, max: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min, max }).map(String),
        fc.integer({ min: 1, max: 6 }).map((step) => `*/${step}`),
        fc
          .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
          .map((ends) => ends.toSorted((a, b) => a - b).join('-')),
      );
    const expression = fc
      .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6))
      .map((fields) => fields.join(' '));
    await fc.assert(
      fc.asyncProperty(expression, fc.constantFrom('en' as const, 'zh-CN' as const), async (wanted, locale) => {
        const described = await describeTrigger(cron(wanted), locale, nowMs).catch((error: { code: string }) => error);
        if ('code' in described) expect(described.code).toBe('CRON_NEVER_FIRES');
        else expect(described.sentence).not.toContain(wanted);
      }),
      { numRuns: 100 },
    );
  });
});
