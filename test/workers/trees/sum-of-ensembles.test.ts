import { describe, expect, it } from 'vitest';
import { checkEnsemble } from '../../../workers/models/check-ensemble.ts';
import { scoreMargins } from '../../../workers/trees/score/score-margins.ts';
import { sumOfEnsembles } from '../../../workers/trees/sum-of-ensembles.ts';
import fc from '../../builders/fast-check.ts';
import { createRandom } from '../../builders/random.ts';
import { randomColumns, randomEnsemble } from '../../builders/random-ensemble.ts';

const rows = 50;
const shape = { numbers: 3, levels: [3, 40] };

describe('several ensembles as one', () => {
  it('have the margins of all, each counted by its share', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), (seed, count, outputs) => {
        const random = createRandom(seed);
        const columns = randomColumns({ ...shape, random }, rows);
        const parts = Array.from({ length: count }, (_, place) => ({
          ensemble: randomEnsemble({ ...shape, trees: outputs * (1 + place), depth: 1 + place, outputs, random }),
          share: random(),
        }));
        const baseScores = Float64Array.from({ length: outputs }, random);
        const whole = sumOfEnsembles(parts, baseScores);
        expect(() => checkEnsemble(whole)).not.toThrow();
        const told = scoreMargins(whole, columns, 0, rows);
        const each = parts.map(({ ensemble }) => scoreMargins(ensemble, columns, 0, rows));
        for (let at = 0; at < told.length; at++) {
          const output = at % outputs;
          const sum = parts.reduce(
            (total, { ensemble, share }, place) => total + share * (each[place]![at]! - ensemble.baseScores[output]!),
            baseScores[output]!,
          );
          expect(told[at]).toBeCloseTo(sum, 10);
        }
      }),
    );
  });

  it('count only the rounds that are wanted of each', () => {
    const ensemble = randomEnsemble({ ...shape, trees: 6, depth: 4, random: createRandom(3) });
    const columns = randomColumns({ ...shape, random: createRandom(4) }, rows);
    const first = {
      ...ensemble,
      treeStarts: ensemble.treeStarts.slice(0, 3),
      treeOutputs: ensemble.treeOutputs.slice(0, 2),
    };
    const both = sumOfEnsembles(
      [first, ensemble].map((one) => ({ ensemble: one, share: 1 })),
      Float64Array.of(0),
    );
    expect(both.splitFeatures).toHaveLength(first.treeStarts[2]! + ensemble.treeStarts[6]!);
    const [a, b] = [first, ensemble].map((one) => scoreMargins(one, columns, 0, rows));
    const told = scoreMargins(both, columns, 0, rows);
    for (let row = 0; row < rows; row++) {
      expect(told[row]).toBeCloseTo(a![row]! + b![row]! - 2 * ensemble.baseScores[0]!, 10);
    }
  });
});
