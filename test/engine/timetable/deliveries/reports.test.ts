import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDeliveryTimes } from '../../../../engine/timetable/deliveries/deliveries.ts';
import { Audit } from '../../../../engine/upkeep/audit.ts';
import { deliveringHost, endJobs, quickDeliveryTimes, submitFiles } from '../../../builders/delivering-host.ts';
import { TimetableBench, type TimetableHost, until } from '../../../builders/timetable-bench.ts';

let bench: TimetableBench;
let out: string;
beforeEach(async () => {
  bench = await TimetableBench.open();
  out = path.join(bench.folder, 'out');
  mkdirSync(out);
});
afterEach(() => bench.close());

let reportsMade: string[] = [];
beforeEach(() => {
  reportsMade = [];
});
const host = (options: Parameters<TimetableBench['host']>[0] = {}) =>
  deliveringHost(bench, options, (jobId) => reportsMade.push(jobId));

/** The reports in the folder; what is being written does not count yet. */
const delivered = () => readdirSync(out).filter((name) => !name.startsWith('.'));
const submit = (host: TimetableHost, names: readonly string[], folder: string | null = out) =>
  submitFiles(host, names, folder);
const stateOf = ({ archive }: TimetableHost) => archive.deliveries.troubles(10, 0);

describe('reports for a folder', () => {
  it('are put there once each under names of their own, in the language of the batch', async () => {
    const worker = host();
    writeFileSync(path.join(out, 'a 分析.xlsx'), 'of the person');
    await submit(worker, ['a.csv', 'a.csv', '成绩: 2024.xlsx']);
    await endJobs(worker);
    worker.timetable.start();
    await until(() => delivered().length === 4);
    expect(delivered().toSorted()).toEqual(['a 分析 2.xlsx', 'a 分析 3.xlsx', 'a 分析.xlsx', '成绩_ 2024 分析.xlsx']);
    expect(readFileSync(path.join(out, 'a 分析.xlsx'), 'utf8')).toBe('of the person');
    const jobs = bench.jobs(worker);
    expect(readFileSync(path.join(out, '成绩_ 2024 分析.xlsx'), 'utf8')).toBe(`report of ${jobs[2]!.id} in zh-CN`);
    await worker.timetable.close();
    const { entries } = await new Audit(worker.archive).list(10, 0, 'exported');
    expect(entries.map(({ subject }) => subject.split(' → ')[0]).toSorted()).toEqual(
      delivered()
        .filter((name) => name !== 'a 分析.xlsx')
        .toSorted(),
    );
    // A process that starts later finds nothing left to do.
    const next = host();
    next.timetable.start();
    await submit(next, ['b.csv']);
    await endJobs(next);
    await until(() => delivered().includes('b 分析.xlsx'));
    expect(delivered()).toHaveLength(5);
    expect(reportsMade).toHaveLength(4);
  });

  it('are found when the events are read again, and not delivered again', async () => {
    const worker = host();
    await submit(worker, ['a.csv']);
    await endJobs(worker);
    worker.timetable.start();
    await until(() => delivered().length === 1);
    await worker.timetable.close();
    worker.archive.facts.remove('deliveredEvents');
    const next = host();
    next.timetable.start();
    await submit(next, ['b.csv']);
    await endJobs(next);
    await until(() => delivered().length === 2);
    expect(delivered().toSorted()).toEqual(['a 分析.xlsx', 'b 分析.xlsx']);
  });

  it('are not put anywhere for batches without a folder, for jobs that failed or were removed', async () => {
    const worker = host();
    await submit(worker, ['a.csv'], null);
    await endJobs(worker);
    await submit(worker, ['dead.csv']);
    const fault = { code: 'FILE_EMPTY' as const, values: {}, detail: null };
    await endJobs(worker, { kind: 'failed', durationMs: 1, fault, retryAtMs: null });
    await submit(worker, ['removed.csv', 'kept.csv']);
    await endJobs(worker);
    const removed = bench.jobs(worker).find((job) => job.input.fileName === 'removed.csv')!;
    worker.archive.jobs.removeEnded([removed.id], false);
    worker.timetable.start();
    await until(() => delivered().length > 0);
    expect(delivered()).toEqual(['kept 分析.xlsx']);
    expect(stateOf(worker).total).toBe(0);
  });

  it('wait for a folder that is missing, and are dead after twenty tries until somebody re-drives them', async () => {
    const worker = host({ deliveryTimes: { ...quickDeliveryTimes, folderMs: 1e9 } });
    renameSync(out, `${out}-away`);
    await submit(worker, ['a.csv']);
    await endJobs(worker);
    worker.timetable.start();
    await until(() => stateOf(worker).deliveries[0]?.state === 'dead');
    expect(worker.timetable.listTroubledDeliveries(10, 0)).toMatchObject({
      deliveries: [
        {
          ...{ kind: 'report', subject: 'a.csv', state: 'dead', failures: 20, nextTryMs: null },
          fault: { code: 'RESULTS_FOLDER_MISSING' },
        },
      ],
      total: 1,
    });
    // Nothing was made for a folder that is not there.
    expect(reportsMade).toEqual([]);
    renameSync(`${out}-away`, out);
    expect(worker.timetable.redriveDeliveries()).toEqual({ changed: 1 });
    await until(() => delivered().length === 1 && worker.timetable.listTroubledDeliveries(10, 0).total === 0);
    expect(worker.timetable.redriveDeliveries()).toEqual({ changed: 0 });
  });

  it('go out as soon as a missing folder is back', async () => {
    const retry = { ...defaultDeliveryTimes.retry, report: { firstMs: 1e9, factor: 1, maxMs: 1e9 } };
    const worker = host({ deliveryTimes: { ...quickDeliveryTimes, retry } });
    renameSync(out, `${out}-away`);
    await submit(worker, ['a.csv']);
    await endJobs(worker);
    worker.timetable.start();
    await until(() => stateOf(worker).total === 1);
    // Long enough for a look at the folder that finds it missing.
    await until(() => stateOf(worker).deliveries[0]!.failures === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    renameSync(`${out}-away`, out);
    await until(() => delivered().length === 1);
  });

  it('that are given up are not shown any more', async () => {
    const worker = host();
    renameSync(out, `${out}-away`);
    await submit(worker, ['a.csv']);
    await endJobs(worker);
    worker.timetable.start();
    await until(() => stateOf(worker).deliveries[0]?.state === 'dead');
    expect(worker.timetable.dismissDeliveries()).toEqual({ changed: 1 });
    expect(worker.timetable.listTroubledDeliveries(10, 0).total).toBe(0);
  });

  it('keep their name over a crash between the writing and the noting', async () => {
    const crashing = host();
    await submit(crashing, ['a.csv']);
    await endJobs(crashing);
    // The first process puts the report there and never comes to say so.
    const end = crashing.archive.deliveries.end.bind(crashing.archive.deliveries);
    crashing.archive.deliveries.end = () => {
      throw new Error('crashed');
    };
    crashing.timetable.start();
    await until(() => delivered().includes('a 分析.xlsx'));
    await crashing.timetable.close();
    crashing.archive.deliveries.end = end;
    const next = host();
    next.timetable.start();
    await until(() => next.archive.deliveries.due('report', Date.now() + 1e9, 1e15) === null);
    expect(delivered()).toEqual(['a 分析.xlsx']);
  });
});
