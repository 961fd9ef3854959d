import { describe, expect, it } from 'vitest';
import { isTransitionAllowed } from '../../../../engine/jobs/job-states.ts';
import { EmbeddedQueue } from '../../../../engine/jobs/queue/embedded-queue.ts';
import { ArchiveFolder } from '../../../builders/archive-folder.ts';
import fc from '../../../builders/fast-check.ts';
import { recount } from '../../../builders/recount.ts';
import { queueCommands, type Real } from './queue-commands.ts';
import { emptyModel, type Model } from './queue-model.ts';

/** All jobs are as the model has them, with a history of legal steps that tells of one completion at most. */
async function compare(model: Model, real: Real, archive: ReturnType<ArchiveFolder['open']>): Promise<void> {
  for (const [id, job] of model.jobs) {
    const record = (await real.hosts[0]!.queue.find(id))!;
    const { state, notBeforeMs, attempt, failures, wish } = job;
    expect(record).toMatchObject({ state, notBeforeMs, attempt, failures, wish, leaseHost: job.host });
    const { events, attempts } = archive.jobHistory.read(record.sequence);
    const states = events.map((event) => event.state);
    expect(['queued', 'scheduled']).toContain(states[0]);
    for (const [place, to] of states.slice(1).entries()) {
      const from = states[place]!;
      // Only a move or a change of priority leaves the state as it is.
      if (from === to) expect(['moved', 'priorityChanged']).toContain(events[place + 1]!.cause);
      else expect(isTransitionAllowed(from, to)).toBe(true);
    }
    expect(states.at(-1)).toBe(state);
    expect(attempts).toHaveLength(attempt);
    expect(states.filter((one) => one === 'completed')).toHaveLength(job.completions);
    expect(job.completions).toBeLessThanOrEqual(1);
  }
}

/** However it stands: with nobody interfering any more, every job comes to an end. */
async function finish(model: Model, real: Real): Promise<void> {
  const { id: hostId, queue } = real.hosts[0]!;
  const fault = { code: 'HOST_LOST', values: {}, detail: null } as const;
  await queue.setQueuePaused(false, { nowMs: model.nowMs, hostId });
  await queue.recover(
    real.hosts.map((host) => host.id),
    fault,
    model.nowMs,
    model.nowMs,
  );
  await queue.resume(real.ids, { nowMs: model.nowMs, hostId });
  const nowMs = model.nowMs + 1000;
  for (;;) {
    const claims = await queue.claim({ hostId, leaseMs: 1000, limit: 10, nowMs, maxRunning: 10 });
    if (claims.length === 0) break;
    const end = { kind: 'completed', durationMs: 1 } as const;
    await queue.settle(
      claims.map((claim) => ({ claim, end })),
      nowMs,
    );
  }
  expect(await queue.counts()).toMatchObject({ scheduled: 0, queued: 0, paused: 0, running: 0 });
}

describe('the embedded queue under two hosts', () => {
  it('does what the rules say, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(queueCommands, async (commands) => {
        const folder = await ArchiveFolder.make();
        try {
          const archives = [folder.open(), folder.open()];
          const hosts = archives.map((archive, place) => ({ id: `host ${place}`, queue: new EmbeddedQueue(archive) }));
          const real: Real = { hosts, claims: [], ids: [] };
          const model = emptyModel();
          await fc.asyncModelRun(() => ({ model, real }), commands);
          await compare(model, real, archives[0]!);
          expect(recount(folder)).toEqual([]);
          await finish(model, real);
          expect(recount(folder)).toEqual([]);
        } finally {
          await folder.remove();
        }
      }),
      { numRuns: Number(process.env.AUSPEX_PROPERTY_RUNS ?? 40) },
    );
  }, 300_000);
});
