import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobHistory } from '../../contract/job-requests.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Engine } from '../../engine/engine.ts';
import { EngineBench } from '../builders/scripted-engine.ts';
import { buildWorkingProcess, startWorkingProcess, type WorkingProcess } from '../builders/working-process.ts';

/** For a machine that has other work as well. */
const patiently = { timeout: 30_000 };

let bench: EngineBench;
let other: WorkingProcess | null = null;
beforeAll(buildWorkingProcess);
beforeEach(async () => {
  bench = await EngineBench.open();
});
afterEach(async () => {
  other?.goOn();
  await other?.kill();
  other = null;
  await bench.close();
});

const ids = (jobs: readonly Job[]) => jobs.map((job) => job.id);
const historiesOf = (engine: Engine, jobs: readonly Job[]): Promise<JobHistory[]> =>
  Promise.all(jobs.map((job) => engine.jobs.history(job.id)));
const finishes = ({ events }: JobHistory) => events.filter(({ state }) => state === 'completed').length;
const runsIn = async (engine: Engine, ending: string) => {
  const page = { limit: 10, offset: 0, order: 'newest' as const };
  const filter = { states: ['running' as const], search: '', batchId: null, fromMs: null, toMs: null, priority: null };
  const { jobs } = await engine.jobs.list(filter, page);
  const histories = await historiesOf(engine, jobs);
  return histories.filter(({ attempts }) => attempts.at(-1)!.hostName.endsWith(ending)).length;
};

describe('two processes on one data folder', () => {
  it('work off one queue of 200 jobs, each done once by one of them', async () => {
    const looking = await bench.engine({ works: 'nothing' });
    other = await startWorkingProcess(bench.dataFolder);
    const isTaken = (job: Job) =>
      expect.poll(async () => (await looking.jobs.get(job.id)).state, patiently).not.toBe('queued');
    const jobs = await bench.submit(looking, 'pause-read.1.csv');
    await isTaken(jobs[0]!);
    // Each gets one for certain; who is quicker at the others is left to the machine.
    other.freeze();
    const one = await bench.engine();
    const endedSince = one.jobs.listenForEnds();
    jobs.push(...(await bench.submit(looking, 'pause-read.2.csv')));
    await isTaken(jobs[1]!);
    jobs.push(...(await bench.submit(looking, ...Array.from({ length: 198 }, (_, index) => `file${index}.csv`))));
    other.goOn();
    const ended = await looking.jobs.waitForEnd(ids(jobs));
    expect(ended.filter((job) => job.state !== 'completed')).toEqual([]);
    const histories = await historiesOf(looking, ended);
    expect(histories.filter((history) => finishes(history) !== 1 || history.attempts.length !== 1)).toEqual([]);
    const byOther = histories.filter(({ attempts }) => attempts[0]!.hostName.endsWith(other!.nameEnding)).length;
    expect(byOther).toBeGreaterThan(0);
    expect(byOther).toBeLessThan(200);
    // Each can tell what it has done itself.
    const ends = await endedSince();
    expect(ends).toHaveLength(200);
    expect(ends.filter(({ isOwn }) => !isOwn)).toHaveLength(byOther);
  });

  it('never run more jobs together than the settings allow', async () => {
    const looking = await bench.engine({ works: 'nothing' });
    other = await startWorkingProcess(bench.dataFolder);
    await bench.engine();
    let most = 0;
    const watching = new AbortController();
    const watched = (async () => {
      for await (const event of looking.jobs.watch(watching.signal)) {
        if ('counts' in event) most = Math.max(most, event.counts.running);
      }
    })();
    const jobs = await bench.submit(looking, ...Array.from({ length: 20 }, (_, index) => `pause-read.${index}.csv`));
    await looking.jobs.waitForEnd(ids(jobs));
    watching.abort();
    await watched;
    expect(most).toBe(3);
  });

  it('go on with each other’s jobs at once when one is killed', async () => {
    other = await startWorkingProcess(bench.dataFolder);
    const looking = await bench.engine({ works: 'nothing' });
    const jobs = await bench.submit(looking, 'slow-read.1.csv', 'pause-read.csv', 'pause-store.csv', 'good.csv');
    await expect.poll(() => runsIn(looking, other!.nameEnding), patiently).toBeGreaterThan(1);
    const engine = await bench.engine();
    await looking.jobs.cancel({ ids: [jobs[0]!.id] });
    await other.kill();
    const ended = await engine.jobs.waitForEnd(ids(jobs));
    // What a person has decided stands, though the process that was to do it is gone.
    expect(ended.map((job) => job.state)).toEqual(['cancelled', 'completed', 'completed', 'completed']);
    const histories = await historiesOf(engine, ended);
    expect(histories.every((history) => finishes(history) <= 1)).toBe(true);
  });

  it('take a hanging one’s jobs over, and refuse what it writes too late', async () => {
    const leaseMs = 1_500;
    other = await startWorkingProcess(bench.dataFolder, leaseMs);
    const looking = await bench.engine({ works: 'nothing', leaseMs });
    const jobs = await bench.submit(looking, 'pause-read.1.csv', 'pause-read.2.csv', 'pause-read.3.csv');
    await expect.poll(() => runsIn(looking, other!.nameEnding), patiently).toBeGreaterThan(0);
    other.freeze();
    const engine = await bench.engine({ leaseMs });
    const ended = await engine.jobs.waitForEnd(ids(jobs));
    expect(ended.map((job) => job.state)).toEqual(['completed', 'completed', 'completed']);
    other.goOn();
    // It finds out on its own that the jobs are no longer its own, and works on.
    const [later] = await bench.submit(looking, 'good.csv');
    await looking.jobs.waitForEnd([later!.id]);
    await other.end();
    const histories = await historiesOf(looking, ended);
    expect(histories.map(finishes)).toEqual([1, 1, 1]);
    const ends = histories.map(({ attempts }) => attempts.map(({ end }) => end).join(' '));
    expect(ends).toContain('hostLost completed');
    expect(
      await looking.jobs.list(
        { states: [], search: '', batchId: null, fromMs: null, toMs: null, priority: null },
        { limit: 9, offset: 0, order: 'newest' },
      ),
    ).toMatchObject({ total: 4 });
  });

  it('put their jobs back in order when one ends', async () => {
    other = await startWorkingProcess(bench.dataFolder);
    const looking = await bench.engine({ works: 'nothing' });
    const [job] = await bench.submit(looking, 'slow-read.csv');
    await expect.poll(() => runsIn(looking, other!.nameEnding), patiently).toBe(1);
    await other.end();
    expect((await looking.jobs.get(job!.id)).state).toBe('queued');
    const { attempts } = await looking.jobs.history(job!.id);
    expect(attempts.map(({ end, fault }) => [end, fault])).toEqual([['hostClosed', null]]);
  });

  it('hear each other’s wishes: a job that the other one runs is cancelled and paused', async () => {
    other = await startWorkingProcess(bench.dataFolder);
    const looking = await bench.engine({ works: 'nothing' });
    const jobs = await bench.submit(looking, 'hang-read.csv', 'slow-read.csv');
    await expect.poll(() => runsIn(looking, other!.nameEnding), patiently).toBe(2);
    expect(await looking.jobs.cancel({ ids: [jobs[0]!.id] })).toBe(1);
    expect(await looking.jobs.pause({ ids: [jobs[1]!.id] })).toBe(1);
    await expect.poll(async () => (await looking.jobs.get(jobs[0]!.id)).state, patiently).toBe('cancelled');
    await expect.poll(async () => (await looking.jobs.get(jobs[1]!.id)).state, patiently).toBe('paused');
    expect((await looking.jobs.get(jobs[1]!.id)).waitReason).toEqual({ kind: 'paused' });
    await looking.jobs.resume({ ids: [jobs[1]!.id] });
    await expect.poll(() => runsIn(looking, other!.nameEnding), patiently).toBe(1);
  });

  it('work only on their own jobs when told so', async () => {
    const looking = await bench.engine({ works: 'nothing' });
    const [waiting] = await bench.submit(looking, 'waiting.csv');
    const own = await bench.engine({ works: 'ownJobs' });
    const [done] = await bench.run(own, 'own.csv');
    expect(done!.state).toBe('completed');
    expect((await looking.jobs.get(waiting!.id)).waitReason).toEqual({ kind: 'nobodyWorks' });
  });
});
