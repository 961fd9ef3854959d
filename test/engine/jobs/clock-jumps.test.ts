import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import type { Engine } from '../../../engine/engine.ts';
import { EngineBench } from '../../builders/scripted-engine.ts';

/** For a machine that has other work as well. */
const patiently = { timeout: 30_000 };

const day = 86_400_000;

let bench: EngineBench;
/** What is added to the wall clock. */
let jumpMs: number;
const now = () => Date.now() + jumpMs;
beforeEach(async () => {
  bench = await EngineBench.open();
  jumpMs = 0;
});
afterEach(() => bench.close());

const stateOf = async (engine: Engine, job: Job) => (await engine.jobs.get(job.id)).state;
const reasonOf = async (engine: Engine, job: Job) => (await engine.jobs.get(job.id)).waitReason?.kind ?? null;

describe('a clock that jumps', () => {
  it.each([-day, -10 * 60_000, day])('by %d ms keeps no retry from its turn', async (byMs) => {
    const engine = await bench.engine({ now, random: () => 0.5, settings: { maxAttempts: 2 } });
    const [job] = await bench.submit(engine, 'crash-read.csv');
    await expect.poll(() => reasonOf(engine, job!), patiently).toBe('retry');
    jumpMs = byMs;
    engine.lookAtClock();
    const [ended] = await engine.jobs.waitForEnd([job!.id]);
    expect(ended).toMatchObject({ state: 'dead', attempt: 2 });
  });

  it.each([-day, day])('by %d ms hides no job that has ended since', async (byMs) => {
    const engine = await bench.engine({ now, settings: { maxAttempts: 1 } });
    await bench.run(engine, 'before.csv');
    const ended = engine.jobs.listenForEnds();
    const [first] = await bench.run(engine, 'first.csv');
    jumpMs = byMs;
    const [second] = await bench.run(engine, 'crash-read.csv');
    const [third] = await bench.run(engine, 'third.csv');
    expect((await ended()).map(({ job: { id, state } }) => [id, state])).toEqual([
      [first!.id, 'completed'],
      [second!.id, 'dead'],
      [third!.id, 'completed'],
    ]);
    await engine.jobs.redrive({ ids: [second!.id] });
    await engine.jobs.waitForEnd([second!.id]);
    expect((await ended()).map(({ job }) => job.id)).toEqual([first!.id, third!.id, second!.id]);
  });

  it('forward takes no job from the process that works on it', async () => {
    const working = await bench.engine();
    const [job] = await bench.submit(working, 'slow-read.csv');
    await expect.poll(() => stateOf(working, job!), patiently).toBe('running');
    jumpMs = day;
    const other = await bench.engine({ now });
    // The other process looks after lost ones all the time; it has seen the whole of a job of its own.
    const [own] = await bench.run(other, 'pause-read.csv');
    expect(own!.state).toBe('completed');
    expect((await other.jobs.history(job!.id)).attempts).toHaveLength(1);
    expect(await stateOf(other, job!)).toBe('running');
  });

  it('back lets no later job overtake an earlier one', async () => {
    const engine = await bench.engine({ now, settings: { maxRunningJobs: 1 } });
    const [busy, early] = await bench.submit(engine, 'slow-read.csv', 'early.csv');
    jumpMs = -day;
    const [late] = await bench.submit(engine, 'late.csv');
    await expect.poll(() => stateOf(engine, busy!), patiently).toBe('running');
    expect((await engine.jobs.get(early!.id)).waitReason).toMatchObject({ kind: 'slots' });
    expect((await engine.jobs.get(late!.id)).waitReason).toEqual({ kind: 'behind', jobs: 1, higherPriority: 0 });
    await engine.jobs.cancel({ ids: [busy!.id] });
    const ended = await engine.jobs.waitForEnd([early!.id, late!.id]);
    expect(ended.map((job) => job.state)).toEqual(['completed', 'completed']);
  });
});
