import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { call, ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../../contract/job-requests.ts';
import { scheduleSchema, type Trigger, watchedFolderSchema } from '../../../contract/timetable.ts';
import type { Engine } from '../../../engine/engine.ts';
import { createRouter } from '../../../engine/router.ts';
import { EngineBench } from '../../builders/scripted-engine.ts';
import { quickWatchTimes, until } from '../../builders/timetable-bench.ts';

const quickTimes = { watchTimes: quickWatchTimes, deliveryTimes: { pollMs: 20 } };
const work = { recipe: 'profile' as const };

let bench: EngineBench;
let inbox: string;
let out: string;
beforeEach(async () => {
  bench = await EngineBench.open();
  inbox = path.join(bench.folder, 'inbox');
  out = path.join(bench.folder, 'out');
  mkdirSync(inbox);
  mkdirSync(out);
});
afterEach(() => bench.close());

const delivered = () =>
  readdirSync(out)
    .filter((name) => !name.startsWith('.'))
    .toSorted();
const listAll = async (engine: Engine) =>
  (await engine.jobs.list(jobFilterSchema.parse({}), { limit: 1000, offset: 0, order: 'newest' })).jobs.reverse();

async function faultOf(answer: Promise<unknown>): Promise<{ code: string; values: object }> {
  const error: unknown = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  return (error as ORPCError<string, { code: string; values: object }>).data;
}

describe('the timetable of an engine', () => {
  it('profiles what comes into a folder, puts the reports into another and tells a web address', async () => {
    const heard: { event: string; batch: { name: string; counts: { completed: number } } }[] = [];
    const server: Server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        heard.push(JSON.parse(body));
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const engine = await bench.engine(quickTimes);
    const router = createRouter(engine);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await call(router.upkeep.changeEngineSettings, { webhook: { url, secret: 'a secret of ours' } });
    const [folder, resultsFolder] = [
      await engine.tickets.issueFolderTicket(inbox),
      await engine.tickets.issueFolderTicket(out),
    ];
    const added = await call(router.timetable.addWatchedFolder, {
      ...{ folder: folder.id, work, resultsFolder: resultsFolder.id, resultsLocale: 'en' },
    });
    expect(watchedFolderSchema.parse(added)).toMatchObject({ ...added, work });
    for (let file = 0; file < 8; file++) writeFileSync(path.join(inbox, `term ${file}.csv`), `a,b\n1,${file}\n`);
    await until(() => delivered().length === 8);
    expect(delivered()).toEqual(Array.from({ length: 8 }, (_, file) => `term ${file} – Table profile.xlsx`));
    const jobs = await listAll(engine);
    expect(jobs.map((job) => [job.state, job.submitter])).toEqual(
      Array.from({ length: 8 }, () => ['completed', { kind: 'watchedFolder', name: 'inbox' }]),
    );
    const batches = new Set(jobs.map((job) => job.batchId)).size;
    await until(() => heard.length === batches);
    expect(heard.reduce((sum, { batch }) => sum + batch.counts.completed, 0)).toBe(8);
    const { folders } = await call(router.timetable.listWatchedFolders, undefined);
    expect(folders).toMatchObject([{ state: 'watching', submittedFiles: 8, fault: null }]);
    server.close();
  });

  it('runs a schedule; a file that is gone ends dead, the others go on', async () => {
    const engine = await bench.engine(quickTimes);
    const router = createRouter(engine);
    const inputs = [];
    for (const name of ['here.csv', 'gone.csv']) {
      const ticket = await engine.tickets.issueTicket(await bench.file(name));
      inputs.push({ ticket: ticket.id, tables: null });
    }
    const { rm } = await import('node:fs/promises');
    await rm(path.join(bench.folder, 'gone.csv'));
    const resultsFolder = (await engine.tickets.issueFolderTicket(out)).id;
    const trigger = { kind: 'once' as const, atMs: Date.now() + 100 };
    const schedule = { name: 'Soon', trigger, work, inputs, resultsFolder, resultsLocale: 'zh-CN' as const };
    const added = await call(router.timetable.addSchedule, schedule);
    expect(scheduleSchema.parse(added)).toMatchObject({ ...added, work });
    await until(() => delivered().length > 0);
    await until(async () => (await listAll(engine)).every((job) => job.state === 'completed' || job.state === 'dead'));
    expect((await listAll(engine)).map((job) => [job.fileName, job.state, job.fault?.code])).toEqual([
      ['here.csv', 'completed', undefined],
      ['gone.csv', 'dead', 'FILE_MISSING'],
    ]);
    expect(delivered()).toEqual(['here – Table 分析.xlsx']);
    const { schedules } = await call(router.timetable.listSchedules, undefined);
    expect(schedules).toMatchObject([{ isEnabled: false, nextRunMs: null, fault: null }]);
    const batch = await call(router.jobs.getBatch, { id: schedules[0]!.lastBatchId! });
    expect(batch).toMatchObject({ name: 'Soon', submitter: { kind: 'schedule', name: 'Soon' }, jobs: 2 });
  });

  it('goes on where it stood when the program starts again', async () => {
    const first = await bench.engine({ ...quickTimes, works: 'nothing', hostKind: 'commandLine' });
    const folder = (await first.tickets.issueFolderTicket(inbox)).id;
    const resultsFolder = (await first.tickets.issueFolderTicket(out)).id;
    await call(createRouter(first).timetable.addWatchedFolder, { folder, work, resultsFolder });
    await first.close();
    writeFileSync(path.join(inbox, 'meanwhile.csv'), 'a,b\n1,2\n');
    const second = await bench.engine(quickTimes);
    await until(() => delivered().length === 1);
    await second.close();
    const third = await bench.engine(quickTimes);
    const router = createRouter(third);
    await until(
      async () => (await call(router.timetable.listWatchedFolders, undefined)).folders[0]?.state === 'watching',
    );
    writeFileSync(path.join(inbox, 'later.csv'), 'a,b\n1,3\n');
    await until(() => delivered().length === 2);
    expect(delivered()).toEqual(['later – Table profile.xlsx', 'meanwhile – Table profile.xlsx']);
    expect(await listAll(third)).toHaveLength(2);
    const noted = async () => {
      const { entries } = await call(router.upkeep.listAudit, { limit: 10, offset: 0, search: 'watch' });
      return entries.map(({ actor, action }) => [actor, action]);
    };
    const exported = ['watched folder “inbox”', 'exported'];
    await until(async () => (await noted()).filter(([, action]) => action === 'exported').length === 2);
    expect((await noted()).filter(([, action]) => action !== 'exported')).toEqual([
      ['watched folder “inbox”', 'submitted'],
      ['watched folder “inbox”', 'submitted'],
      ['command line', 'watchAdded'],
    ]);
    expect((await noted()).filter(([, action]) => action === 'exported')).toEqual([exported, exported]);
  });

  it('answers what cannot be done with coded faults', async () => {
    const engine = await bench.engine({ works: 'nothing' });
    const { timetable } = createRouter(engine);
    const id = '00000000-0000-4000-8000-000000000000';
    const cron = (expression: string, timeZone = 'UTC') => ({ kind: 'cron' as const, expression, timeZone });
    const describing = (trigger: Trigger) => faultOf(call(timetable.describeTrigger, { trigger, locale: 'en' }));
    const faults = [
      await describing(cron('0 8 * * 8')),
      await describing(cron('0 0 30 2 *')),
      await describing(cron('0 8 * * *', 'Middle/Earth')),
      await describing({ kind: 'once', atMs: 1 }),
      await faultOf(call(timetable.changeSchedule, { id, name: 'x' })),
      await faultOf(call(timetable.runScheduleNow, { id })),
      await faultOf(call(timetable.removeSchedule, { id })),
      await faultOf(call(timetable.changeWatchedFolder, { id })),
      await faultOf(call(timetable.removeWatchedFolder, { id })),
      await faultOf(call(timetable.addWatchedFolder, { folder: id, work })),
      await faultOf(call(timetable.addSchedule, { name: ' ', trigger: cron('* * * * *'), work, inputs: [] })),
    ];
    expect(faults.map((fault) => fault.code)).toEqual([
      ...['CRON_INVALID', 'CRON_NEVER_FIRES', 'TIME_ZONE_UNKNOWN', 'TIME_PAST', 'SCHEDULE_UNKNOWN', 'SCHEDULE_UNKNOWN'],
      ...['SCHEDULE_UNKNOWN', 'WATCHED_FOLDER_UNKNOWN', 'WATCHED_FOLDER_UNKNOWN', 'FOLDER_TICKET_UNKNOWN'],
      'REQUEST_INVALID',
    ]);
    const described = await call(timetable.describeTrigger, { trigger: cron('30 8 * * 1'), locale: 'en' });
    expect(described.sentence).toBe('At 08:30, only on Monday (UTC)');
    expect(described.nextRunsMs).toHaveLength(5);
    const page = { limit: 10, offset: 0 };
    expect(await call(timetable.listTroubledDeliveries, page)).toEqual({ deliveries: [], total: 0 });
    expect(await call(timetable.redriveDeliveries, undefined)).toEqual({ changed: 0 });
    expect(await call(timetable.dismissDeliveries, undefined)).toEqual({ changed: 0 });
  });
});
