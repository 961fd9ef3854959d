import { expect, test } from 'vitest';
import { sampleRows } from '../../../workers/profile/sample-rows.ts';
import { createRandom } from '../../builders/random.ts';

/** Selection sampling as Knuth writes it. */
function plainSample(rows: number, wanted: number, seed: number): number[] {
  const random = createRandom(seed);
  const sample: number[] = [];
  for (let row = 0; sample.length < wanted; row++) {
    if ((rows - row) * random() < wanted - sample.length) sample.push(row);
  }
  return sample;
}

test('draws the rows of algorithm S, whatever the seed', () => {
  for (const [rows, wanted, seed] of [
    [1000, 10, 1],
    [1000, 999, 2],
    [50_000, 20_000, -7],
    [300_000, 1, 2 ** 31 - 1],
  ] as const) {
    expect([...sampleRows(rows, wanted, seed)]).toEqual(plainSample(rows, wanted, seed));
  }
  expect([...sampleRows(3, 5, 1)]).toEqual([0, 1, 2]);
});
