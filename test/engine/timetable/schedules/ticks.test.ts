import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trigger } from '../../../../contract/timetable.ts';
import type { TakenTick } from '../../../../engine/archive/schedule-repository.ts';
import { ScheduleClock } from '../../../../engine/timetable/schedules/schedule-clock.ts';
import { nextRunAfter } from '../../../../engine/timetable/schedules/trigger-times.ts';
import fc from '../../../builders/fast-check.ts';
import { TimetableBench, type TimetableHost } from '../../../builders/timetable-bench.ts';

let bench: TimetableBench;
let hosts: TimetableHost[];
beforeEach(async () => {
  bench = await TimetableBench.open();
  hosts = [bench.host(), bench.host()];
});
afterEach(() => bench.close());

const startMs = Date.parse('2026-10-24T18:00:00Z');
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What happens to a computer: time goes by, its clock is set, its processes look at the clock, alone or together. */
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ goesOnMs: fc.integer({ min: 1, max: 3 * 60 * minuteMs }) }) },
  { weight: 1, arbitrary: fc.record({ goesOnMs: fc.integer({ min: 1, max: 40 * dayMs }) }) },
  { weight: 2, arbitrary: fc.record({ isPutBackMs: fc.integer({ min: 1, max: 6 * 60 * minuteMs }) }) },
  { weight: 1, arbitrary: fc.record({ isPutBackMs: fc.integer({ min: 1, max: 60 * dayMs }) }) },
  { weight: 8, arbitrary: fc.record({ look: fc.constantFrom([0], [1], [0, 1], [0, 0, 1, 1]) }) },
  { weight: 1, arbitrary: fc.record({ isRefused: fc.boolean() }) },
);
type Happening = Partial<{ goesOnMs: number; isPutBackMs: number; look: number[]; isRefused: boolean }>;

/** Expressions, each with the shortest and the longest time between two of its ticks. */
const expressions = [
  { expression: '*/20 * * * *', shortestMs: 20 * minuteMs, longestMs: 20 * minuteMs },
  { expression: '30 2 * * *', shortestMs: 22 * 60 * minuteMs, longestMs: 26 * 60 * minuteMs },
  { expression: '0 8 * * 1-5', shortestMs: 23 * 60 * minuteMs, longestMs: 73 * 60 * minuteMs },
  { expression: '0 0 1 * *', shortestMs: 27 * dayMs, longestMs: 32 * dayMs },
  { expression: '15 * * * *', shortestMs: 60 * minuteMs, longestMs: 60 * minuteMs },
];

const trigger = fc.tuple(fc.constantFrom(...expressions), fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC'));

describe('ticks, whatever the clock and the processes do', () => {
  it('are taken once each, and none is waited for in vain', async () => {
    await fc.assert(
      fc.asyncProperty(trigger, fc.array(happening, { minLength: 5, maxLength: 40 }), async (drawn, happenings) => {
        const [{ expression, shortestMs, longestMs }, timeZone] = drawn;
        const wanted: Trigger = { kind: 'cron', expression, timeZone };
        bench.clockMs = startMs;
        bench.refusal = null;
        const [first] = hosts as [TimetableHost, TimetableHost];
        const id = await addSchedule(first, wanted);
        /** How long all that has lasted, whatever the clock was set to. */
        let trueMs = 0;
        let isEverPutBack = false;
        const taken: { tickMs: number; trueMs: number }[] = [];
        const clocks = hosts.map((host) => clockOf(host, ({ tickMs }) => taken.push({ tickMs, trueMs })));
        for (const happened of happenings as Happening[]) {
          bench.clockMs! += happened.goesOnMs ?? 0;
          trueMs += happened.goesOnMs ?? 0;
          bench.clockMs! -= happened.isPutBackMs ?? 0;
          isEverPutBack ||= happened.isPutBackMs !== undefined;
          if (happened.isRefused !== undefined) bench.refusal = happened.isRefused ? new Error('no room') : null;
          if (!happened.look) continue;
          const before = first.archive.schedules.find(id)!;
          const takenBefore = taken.length;
          await Promise.all(happened.look.map((which) => clocks[which]!.look()));
          const after = first.archive.schedules.find(id)!;
          if (bench.refusal) continue;
          // Nothing that is due is left, and what was due was taken.
          expect(after.nextRunMs).toBeGreaterThan(bench.clockMs!);
          if (before.nextRunMs! <= bench.clockMs!) expect(taken.length).toBe(takenBefore + 1);
          // The next one is a tick, and as near as it may be.
          expect(nextRunAfter(wanted, after.nextRunMs! - 1)).toBe(after.nextRunMs);
          expect(after.nextRunMs).toBeLessThanOrEqual(nextRunAfter(wanted, bench.clockMs! + longestMs / 2)!);
        }
        const ticks = taken.map((tick) => tick.tickMs);
        if (!isEverPutBack) expect(ticks).toEqual([...new Set(ticks)].toSorted((one, other) => one - other));
        // A time that came again is another tick; a clock that was corrected repeats none.
        const latest = new Map<number, number>();
        for (const tick of taken) {
          const earlierMs = latest.get(tick.tickMs);
          if (earlierMs !== undefined) expect(tick.trueMs - earlierMs).toBeGreaterThanOrEqual(shortestMs / 2);
          latest.set(tick.tickMs, tick.trueMs);
        }
        expect(bench.jobs(first).filter((job) => job.submitter.name === id)).toHaveLength(ticks.length);
        first.archive.schedules.remove(id);
      }),
      { numRuns: 60 },
    );
  });
});

async function addSchedule({ timetable, tickets, archive }: TimetableHost, wanted: Trigger): Promise<string> {
  const ticket = await tickets.issueTicket(await bench.file('a.csv'));
  const work = { recipe: 'profile' as const, options: {}, priority: 'normal' as const };
  const inputs = [{ ticket: ticket.id, tables: null }];
  const results = { resultsFolder: null, resultsLocale: 'en' as const };
  const { id } = await timetable.schedules.add({ name: 'x', trigger: wanted, work, inputs, ...results });
  timetable.schedules.change({ id, name: id });
  expect(archive.schedules.find(id)).not.toBeNull();
  return id;
}

/** A clock that tells which ticks it has taken for good. */
function clockOf({ archive, accept }: TimetableHost, onTaken: (tick: TakenTick) => void): ScheduleClock {
  let last: TakenTick | null = null;
  const schedules = Object.assign(Object.create(archive.schedules) as typeof archive.schedules, {
    due: (nowMs: number) => archive.schedules.due(nowMs),
    nextRunMs: () => archive.schedules.nextRunMs(),
    list: () => archive.schedules.list(),
    hasRunAfter: (atMs: number) => archive.schedules.hasRunAfter(atMs),
    replan: (id: string, fromMs: number, toMs: number) => archive.schedules.replan(id, fromMs, toMs),
    noteFault: () => undefined,
    take: (tick: TakenTick) => {
      last = tick;
      return archive.schedules.take(tick);
    },
  });
  return new ScheduleClock({
    dataFolder: bench.dataFolder,
    archive: { ...archive, schedules },
    accept: async (work) => {
      const accepted = await accept(work);
      onTaken(last!);
      return accepted;
    },
    now: bench.now,
    onTrouble: () => undefined,
  });
}
