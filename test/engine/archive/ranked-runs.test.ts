import { expect, it } from 'vitest';
import { mergeRuns, rankedRun } from '../../../engine/archive/ranked-runs.ts';
import fc from '../../builders/fast-check.ts';

const runs = fc
  .array(
    fc.array(
      fc.integer({ min: 0, max: 20 }).map((rank) => rank / 16),
      { maxLength: 30 },
    ),
    { maxLength: 9 },
  )
  .map((ranks) => {
    let sequence = 0;
    return ranks.map((run) => run.map((rank) => ({ rank, sequence: ++sequence })));
  });

it('slices of jobs become one list by rank, and by number among those of a rank', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (slices) => {
      const merged = await mergeRuns(slices.map((slice) => rankedRun([...slice].reverse())));
      const sorted = slices.flat().sort((a, b) => a.rank - b.rank || a.sequence - b.sequence);
      expect([...merged.sequences]).toEqual(sorted.map(({ sequence }) => sequence));
      expect([...merged.ranks]).toEqual(sorted.map(({ rank }) => rank));
    }),
  );
});
