import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProfileOptions } from '../../../../contract/recipes.ts';
import type { Trigger } from '../../../../contract/timetable.ts';
import { ScheduleClock } from '../../../../engine/timetable/schedules/schedule-clock.ts';
import { Audit } from '../../../../engine/upkeep/audit.ts';
import { TimetableBench, type TimetableHost, until } from '../../../builders/timetable-bench.ts';

let bench: TimetableBench;
beforeEach(async () => {
  bench = await TimetableBench.open();
  bench.clockMs = Date.parse('2026-05-04T07:00:00Z');
});
afterEach(() => bench.close());

const everyMorning: Trigger = { kind: 'cron', expression: '0 8 * * *', timeZone: 'UTC' };
const work = { recipe: 'profile' as const, options: { seed: 7 }, priority: 'low' as const };
const hourMs = 3_600_000;

async function add({ tickets, timetable }: TimetableHost, trigger: Trigger, ...names: string[]) {
  const inputs = [];
  for (const name of names) {
    inputs.push({ ticket: (await tickets.issueTicket(await bench.file(name))).id, tables: null });
  }
  const results = { resultsFolder: null, resultsLocale: 'en' as const };
  return timetable.schedules.add({ name: 'Monday', trigger, work, inputs, ...results });
}

/** The clock of a process that is looked at by hand; the computer runs while its clock does, unless `uptimeMs` says otherwise. */
function clockOf({ archive, accept }: TimetableHost, uptimeMs = () => bench.now()): ScheduleClock {
  const onTrouble = (_sentence: string, error: unknown) => bench.troubles.push(error);
  return new ScheduleClock({ archive, accept, dataFolder: bench.dataFolder, now: bench.now, uptimeMs, onTrouble });
}

/** Looks once, as the clock of a process that has just started does by itself. */
async function look(host: TimetableHost): Promise<void> {
  await clockOf(host).look();
}

describe('a schedule', () => {
  it('submits its files at each tick, as they are then', async () => {
    const host = bench.host();
    const added = await add(host, everyMorning, 'a.csv', 'b.csv');
    expect(added).toMatchObject({ isEnabled: true, fileNames: ['a.csv', 'b.csv'], lastRunMs: null, missedTicks: 0 });
    expect(added.nextRunMs).toBe(Date.parse('2026-05-04T08:00Z'));
    await look(host);
    expect(bench.jobs(host)).toHaveLength(0);
    await bench.file('a.csv', 'a\n1\n2\n3\n');
    bench.clockMs! += hourMs;
    await look(host);
    await look(host);
    const jobs = bench.jobs(host);
    expect(
      jobs.map((job) => [job.input.fileName, job.input.sizeBytes, job.priority, (job.options as ProfileOptions).seed]),
    ).toEqual([
      ['a.csv', 8, 'low', 7],
      ['b.csv', 8, 'low', 7],
    ]);
    expect(jobs[0]).toMatchObject({ submitter: { kind: 'schedule', name: 'Monday' } });
    expect(host.timetable.schedules.list()).toMatchObject([
      { nextRunMs: Date.parse('2026-05-05T08:00Z'), lastBatchId: jobs[0]!.batchId, lastRunMs: bench.clockMs },
    ]);
  });

  it('takes missing files along: their jobs say what is wrong, the others go on', async () => {
    const host = bench.host();
    await add(host, everyMorning, 'gone.csv', 'here.csv');
    await rm(`${bench.folder}/gone.csv`);
    bench.clockMs! += hourMs;
    await look(host);
    expect(bench.jobs(host).map(({ input }) => [input.fileName, input.modifiedAtMs === null])).toEqual([
      ['gone.csv', true],
      ['here.csv', false],
    ]);
  });

  it('catches missed ticks up once and counts them', async () => {
    const host = bench.host();
    await add(host, everyMorning, 'a.csv');
    // Four days later at half past nine: the ticks of four mornings have passed.
    bench.clockMs = Date.parse('2026-05-07T09:30:00Z');
    await look(host);
    await look(host);
    expect(bench.jobs(host)).toHaveLength(1);
    const [schedule] = host.timetable.schedules.list();
    expect(schedule).toMatchObject({ missedTicks: 4, nextRunMs: Date.parse('2026-05-08T08:00Z') });
    // The next one comes in time.
    bench.clockMs = Date.parse('2026-05-08T08:00:00Z');
    await look(host);
    expect(bench.jobs(host)).toHaveLength(2);
    expect(host.timetable.schedules.list()[0]).toMatchObject({ missedTicks: 4 });
  });

  it('that is to run once disables itself, also when it comes late', async () => {
    const host = bench.host();
    await add(host, { kind: 'once', atMs: bench.clockMs! + hourMs }, 'a.csv');
    bench.clockMs! += 3 * hourMs;
    await look(host);
    await look(host);
    expect(bench.jobs(host)).toHaveLength(1);
    expect(host.timetable.schedules.list()).toMatchObject([{ isEnabled: false, nextRunMs: null, missedTicks: 1 }]);
  });

  it('runs no tick twice when the clock is put back', async () => {
    const host = bench.host();
    await add(host, everyMorning, 'a.csv');
    bench.clockMs = Date.parse('2026-05-04T08:00:00Z');
    await look(host);
    bench.clockMs = Date.parse('2026-05-04T07:58:00Z');
    await look(host);
    bench.clockMs = Date.parse('2026-05-04T08:03:00Z');
    await look(host);
    expect(bench.jobs(host)).toHaveLength(1);
  });

  it('goes on when a clock that was years ahead is right again', async () => {
    const host = bench.host();
    await add(host, everyMorning, 'a.csv');
    bench.clockMs = Date.parse('2031-01-01T12:00:00Z');
    await look(host);
    bench.clockMs = Date.parse('2026-05-04T12:00:00Z');
    await look(host);
    expect(bench.jobs(host)).toHaveLength(1);
    // The tick of the fourth has been taken; the next one is that of the fifth.
    expect(host.timetable.schedules.list()).toMatchObject([{ nextRunMs: Date.parse('2026-05-05T08:00Z') }]);
    // The person is told once.
    await look(host);
    expect(host.archive.notices.list()).toMatchObject([{ kind: 'clockJumped', values: { minutes: -2_452_320 } }]);
  });

  const hourly = (timeZone: string): Trigger => ({ kind: 'cron', expression: '0 * * * *', timeZone });

  it.each([
    // Every hour, on a clock set back by five hours: it goes on at the next hour.
    { trigger: hourly('UTC'), ranAt: '2026-05-04T15:00Z', setTo: '2026-05-04T10:05Z', next: '2026-05-04T11:00Z' },
    // A day too far, as when somebody mistakes the date: the true morning comes as usual.
    { trigger: everyMorning, ranAt: '2026-05-05T08:00Z', setTo: '2026-05-04T09:00Z', next: '2026-05-05T08:00Z' },
    { trigger: everyMorning, ranAt: '2026-05-05T08:00Z', setTo: '2026-05-04T08:30Z', next: '2026-05-05T08:00Z' },
    // Put back by minutes right after it ran: this morning is done.
    { trigger: everyMorning, ranAt: '2026-05-04T08:00Z', setTo: '2026-05-04T07:55Z', next: '2026-05-05T08:00Z' },
    // In the night in which an hour comes twice, the clock is set by hand as well.
    {
      trigger: hourly('Europe/Berlin'),
      ...{ ranAt: '2026-10-25T03:00Z', setTo: '2026-10-25T00:20Z', next: '2026-10-25T01:00Z' },
    },
    {
      trigger: { kind: 'cron', expression: '30 2 * * *', timeZone: 'Europe/Berlin' } as const,
      ...{ ranAt: '2026-03-29T01:00Z', setTo: '2026-03-28T02:00Z', next: '2026-03-29T01:00Z' },
    },
  ])('that ran at $ranAt on a clock that is set back to $setTo runs next at $next', async (moments) => {
    const { trigger, ranAt, setTo, next } = moments;
    const host = bench.host();
    bench.clockMs = Date.parse(ranAt) - 60_000;
    await add(host, trigger, 'a.csv');
    bench.clockMs = Date.parse(ranAt);
    await look(host);
    expect(bench.jobs(host)).toHaveLength(1);
    bench.clockMs = Date.parse(setTo);
    await look(host);
    expect(host.timetable.schedules.list()).toMatchObject([{ nextRunMs: Date.parse(next) }]);
    bench.clockMs = Date.parse(next);
    await look(host);
    expect(bench.jobs(host)).toHaveLength(2);
  });

  it('that was made while the clock was ahead is planned anew, and who works with it is told', async () => {
    const host = bench.host();
    const clock = clockOf(host);
    bench.clockMs = Date.parse('2026-05-04T22:00:00Z');
    await add(host, everyMorning, 'a.csv');
    await clock.look();
    bench.clockMs = Date.parse('2026-05-04T07:00:00Z');
    await clock.look();
    expect(host.timetable.schedules.list()).toMatchObject([{ nextRunMs: Date.parse('2026-05-04T08:00Z') }]);
    expect(host.archive.notices.list()).toMatchObject([{ kind: 'clockJumped', values: { minutes: -900 } }]);
  });

  it.each([
    { why: 'set forward', uptimePassesMs: 2_000, notices: [{ kind: 'clockSetForward', values: { minutes: 1801 } }] },
    { why: 'that a computer slept through', uptimePassesMs: 30 * hourMs + 60_000, notices: [] },
  ])('on a clock $why runs once, and next after the new time', async ({ uptimePassesMs, notices }) => {
    const host = bench.host();
    let uptimeMs = 5_000;
    const clock = clockOf(host, () => uptimeMs);
    await add(host, hourly('UTC'), 'a.csv');
    await clock.look();
    bench.clockMs! += 30 * hourMs + 60_000;
    uptimeMs += uptimePassesMs;
    await clock.look();
    await clock.look();
    expect(bench.jobs(host)).toHaveLength(1);
    expect(host.timetable.schedules.list()).toMatchObject([
      { nextRunMs: Date.parse('2026-05-05T14:00Z'), missedTicks: 29 },
    ]);
    expect(host.archive.notices.list()).toMatchObject(notices);
    expect(host.archive.notices.list()).toHaveLength(notices.length);
  });

  it('that comes due beside a clock set forward by seconds tells nothing', async () => {
    const host = bench.host();
    const clock = clockOf(host, () => 0);
    await add(host, everyMorning, 'a.csv');
    await clock.look();
    bench.clockMs = Date.parse('2026-05-04T07:59:30Z');
    await clock.look();
    bench.clockMs = Date.parse('2026-05-04T08:00:10Z');
    await clock.look();
    expect(bench.jobs(host)).toHaveLength(1);
    expect(host.archive.notices.list()).toEqual([]);
  });

  it('is run by one of two processes', async () => {
    const [one, other] = [bench.host(), bench.host()];
    await add(one, everyMorning, 'a.csv');
    bench.clockMs! += hourMs;
    await Promise.all([look(one), look(other), look(one), look(other)]);
    expect(bench.jobs(one)).toHaveLength(1);
    expect(bench.troubles).toEqual([]);
  });

  it('keeps its tick until the jobs can be accepted', async () => {
    const host = bench.host();
    await add(host, everyMorning, 'a.csv');
    bench.clockMs! += hourMs;
    bench.refusal = Object.assign(new Error('no room'), { errcode: 13 });
    await look(host);
    expect(bench.troubles).toHaveLength(1);
    expect(host.timetable.schedules.list()[0]?.fault).toMatchObject({ code: 'INTERNAL' });
    bench.refusal = null;
    await look(host);
    expect(bench.jobs(host)).toHaveLength(1);
    expect(host.timetable.schedules.list()[0]?.fault).toBeNull();
  });

  it('is changed, run out of turn and removed, and the audit tells of it', async () => {
    const host = bench.host();
    const { schedules } = host.timetable;
    const { id, nextRunMs } = await add(host, everyMorning, 'a.csv');
    expect(schedules.change({ id, isEnabled: false })).toMatchObject({ isEnabled: false, nextRunMs: null });
    bench.clockMs! += 5 * hourMs;
    await look(host);
    expect(bench.jobs(host)).toHaveLength(0);
    const again = schedules.change({ id, isEnabled: true, name: 'Daily' });
    expect(again).toMatchObject({ name: 'Daily', nextRunMs: nextRunMs! + 24 * hourMs, missedTicks: 0 });
    const { batchId } = await schedules.runNow(id);
    expect(bench.jobs(host)).toMatchObject([{ batchId }]);
    expect(schedules.list()[0]).toMatchObject({ lastBatchId: batchId, nextRunMs: again.nextRunMs });
    schedules.remove(id);
    expect(schedules.list()).toEqual([]);
    for (const gone of [() => schedules.remove(id), () => schedules.change({ id, name: 'x' })]) {
      expect(gone).toThrow(expect.objectContaining({ code: 'SCHEDULE_UNKNOWN' }));
    }
    await expect(schedules.runNow(id)).rejects.toMatchObject({ code: 'SCHEDULE_UNKNOWN' });
    const { entries } = await new Audit(host.archive).list(10, 0, '');
    expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
      ['scheduleRemoved', 'Daily'],
      ['submitted', 'Daily'],
      ['scheduleChanged', 'Daily'],
      ['scheduleChanged', 'Monday'],
      ['scheduleAdded', 'Monday'],
    ]);
  });

  it('refuses what can never run, and leaves nothing behind', async () => {
    const host = bench.host();
    await expect(add(host, { ...everyMorning, expression: '0 0 30 2 *' }, 'a.csv')).rejects.toMatchObject({
      code: 'CRON_NEVER_FIRES',
    });
    await expect(add(host, { kind: 'once', atMs: bench.clockMs! - 1 }, 'a.csv')).rejects.toMatchObject({
      code: 'TIME_PAST',
    });
    expect(host.timetable.schedules.list()).toEqual([]);
  });
});

describe('the clock of a process', () => {
  it('runs what is due by itself, and what another process has added', async () => {
    bench.clockMs = null;
    const [worker, other] = [bench.host(), bench.host()];
    worker.timetable.start();
    await add(other, { kind: 'once', atMs: Date.now() + 150 }, 'a.csv');
    worker.timetable.changesSeen();
    await until(() => bench.jobs(other).length > 0);
    expect(bench.jobs(other)).toHaveLength(1);
    expect(other.timetable.schedules.list()).toMatchObject([{ isEnabled: false }]);
  });
});
