import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/build.mjs';
import { seedOfTheDay } from '../builders/seed-of-the-day.ts';
import { builtWorkers } from '../builders/worker-entry.ts';
import { runFuzz } from './fuzz-run.ts';
import { fuzzCase, usualOldShare } from './mutations.ts';

// Within the project, where the packages it loads are found.
const thread = fileURLToPath(new URL('../../dist/test/fuzz-thread.js', import.meta.url));
beforeAll(() => bundle('test/fuzz/fuzz-thread.ts', thread));

describe('mutated workbooks and texts', () => {
  it('are the same for the same seed', () => {
    expect(fuzzCase(7, 12)).toEqual(fuzzCase(7, 12));
    const ways = new Set(Array.from({ length: 2000 }, (_, number) => fuzzCase(7, number).how));
    expect(ways).toEqual(new Set(['text', 'bytes', 'parts', 'markup', 'old xls', 'old xlsb', 'old ods']));
  });

  // `npm run fuzz` is the long form; its --case writes one of these files.
  it('end with rows or a fault: 20,000 of them, without a crash, a hang or much memory', {
    timeout: 900_000,
  }, async () => {
    const seed = seedOfTheDay;
    console.log(`npm run fuzz -- --seed ${seed} --count 20000 --old ${usualOldShare}`);
    const count = 20_000;
    const threads = Math.min(2, availableParallelism());
    const { outcomes, findings, peakBytes } = await runFuzz({ entry: builtWorkers, thread, seed, count, threads });
    expect(findings).toEqual([]);
    expect(Object.values(outcomes).reduce((sum, times) => sum + times, 0)).toBe(count);
    expect(outcomes.rows).toBeGreaterThan(count / 5);
    expect(outcomes.WORKBOOK_DAMAGED).toBeGreaterThan(count / 20);
    expect(peakBytes).toBeLessThan(768e6);
  });
});
