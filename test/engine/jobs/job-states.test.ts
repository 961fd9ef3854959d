import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobStates } from '../../../contract/jobs.ts';
import type { JobRecord } from '../../../engine/archive/job-record.ts';
import { isFinalState, isTransitionAllowed, jobTransitions } from '../../../engine/jobs/job-states.ts';
import { memoryArchive, newJob } from '../../builders/memory-archive.ts';

describe('job states', () => {
  it('lead from every state to an end', () => {
    for (const state of jobStates) {
      const reached = new Set([state]);
      for (const from of reached) for (const to of jobTransitions[from]) reached.add(to);
      expect([...reached].some(isFinalState)).toBe(true);
    }
  });

  it('never leave an end', () => {
    for (const from of jobStates.filter(isFinalState)) {
      for (const to of jobStates) expect(isTransitionAllowed(from, to)).toBe(false);
    }
  });

  it('are kept by the archive whatever is done in whatever order', () => {
    const command = fc.oneof(
      fc.record({ do: fc.constant('submit' as const) }),
      fc.record({ do: fc.constant('start' as const) }),
      fc.record({ do: fc.constant('crash' as const) }),
      fc.record({ do: fc.constantFrom('cancel' as const, 'remove' as const), job: fc.nat(9) }),
      fc.record({
        do: fc.constant('finish' as const),
        claim: fc.nat(9),
        state: fc.constantFrom('completed' as const, 'failed' as const, 'cancelled' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const archive = memoryArchive();
        const ids: string[] = [];
        const claims: JobRecord[] = [];
        let atMs = 0;
        for (const one of commands) {
          atMs++;
          if (one.do === 'submit') ids.push(archive.jobs.insert([newJob(`job ${ids.length}`)], atMs)[0]!.id);
          else if (one.do === 'start') claims.push(...[archive.jobs.startNext(atMs)].filter((claim) => claim !== null));
          else if (one.do === 'crash') archive.jobs.requeueRunning(atMs);
          else if (one.do === 'cancel' && ids[one.job]) archive.jobs.cancelQueued([ids[one.job]!], atMs);
          else if (one.do === 'remove' && ids[one.job]) archive.jobs.removeFinished([ids[one.job]!]);
          else if (one.do === 'finish' && claims[one.claim]) {
            const claim = claims[one.claim]!;
            const before = archive.jobs.find(claim.id);
            const isHeld = before?.state === 'running' && before.fencingToken === claim.fencingToken;
            const outcome = { state: one.state, fault: null, durationMs: 1 };
            expect(archive.jobs.finish(claim, outcome, atMs)).toBe(isHeld);
          }
        }
        for (const id of ids) {
          const states = archive.jobs.history(id).map((event) => event.state);
          if (states.length === 0) continue; // removed
          expect(states[0]).toBe('queued');
          for (let index = 1; index < states.length; index++) {
            expect(isTransitionAllowed(states[index - 1]!, states[index]!)).toBe(true);
          }
          const job = archive.jobs.find(id)!;
          expect(job.state).toBe(states.at(-1));
          expect(job.attempt).toBe(states.filter((state) => state === 'running').length);
        }
        archive.close();
      }),
      { numRuns: 200 },
    );
  });
});
