import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../contract/job-requests.ts';
import { bundle } from '../../scripts/build.mjs';
import { EngineBench, scriptedWorker } from '../builders/scripted-engine.ts';
import { seedOfTheDay } from '../builders/seed-of-the-day.ts';
import { runCrashes } from './crash-run.ts';
import type { FireOrders } from './engine-under-fire.ts';
import { engineUnderFire, MortalEngine } from './mortal-engine.ts';

beforeAll(() => bundle('test/crash/engine-under-fire.ts', engineUnderFire));

describe('engines that are killed again and again', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-crash-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // As many deaths as fit into a test; `npm run crash` is the long form.
  it('lose no job, accept no shard twice, and give the bytes of an undisturbed run', { timeout: 600_000 }, async () => {
    const seed = seedOfTheDay;
    console.log(`npm run crash -- --seed ${seed} --kills 25`);
    const report = await runCrashes({ seed, kills: 25, folder });
    expect(report.kills).toBe(25);
    expect(report.jobs).toBeGreaterThan(8);
    expect(report.attempts).toBeGreaterThan(report.jobs);
    expect(report.keptShards).toBeGreaterThan(0);
  });
});

describe('a job that kills its process each time', () => {
  const names = ['kill-read.csv', 'pause-read.csv', 'pause-plan.csv'];
  let bench: EngineBench;
  beforeEach(async () => {
    bench = await EngineBench.open();
  });
  afterEach(() => bench.close());

  it('ends dead and takes nobody with it', async () => {
    const files = await Promise.all(names.map((name) => bench.file(name)));
    const orders: FireOrders = {
      ...{ dataFolder: path.join(bench.folder, 'data'), threads: 3, workerFile: scriptedWorker, maxAttempts: 3 },
      ...{ batches: [], fatalStep: null, endsWhenDone: true },
    };
    let deaths = 0;
    for (let life = 0; ; life++) {
      expect(life).toBeLessThan(6);
      const engine = new MortalEngine(engineUnderFire, { ...orders, batches: life === 0 ? [files] : [] });
      if (!(await engine.isKilled())) break;
      deaths++;
    }
    expect(deaths).toBe(3);
    const engine = await bench.engine({ works: 'nothing' });
    const page = { limit: 10, offset: 0, order: 'name' as const };
    const { jobs } = await engine.jobs.list(jobFilterSchema.parse({}), page);
    expect(jobs.map(({ fileName, state }) => [fileName, state])).toEqual([
      ['kill-read.csv', 'dead'],
      ['pause-plan.csv', 'completed'],
      ['pause-read.csv', 'completed'],
    ]);
    expect(jobs[0]!.fault).toMatchObject({ code: 'HOST_LOST' });
    expect(jobs[0]!.attempt).toBe(3);
  });
});
