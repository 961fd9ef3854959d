import { describe, expect, it } from 'vitest';
import { type BoostingOptions, defaultBoostingOptions } from '../../../../workers/trees/boosting-options.ts';
import { scoreMargins } from '../../../../workers/trees/score/score-margins.ts';
import fc from '../../../builders/fast-check.ts';
import { createRandom } from '../../../builders/random.ts';
import { fitAlone, mixedTable, numbers, trainingSet } from '../../../builders/tree-fits.ts';
import { plainMargins, plainObjectives } from './plain-trees.ts';

/** Targets of an objective from a margin. */
const targetsOf: Readonly<Record<string, (margin: number, random: () => number) => number>> = {
  squared: (margin, random) => margin + random(),
  logistic: (margin, random) => (margin + random() > 1.2 ? 1 : 0),
  poisson: (margin, random) => Math.max(0, Math.round(Math.exp(margin / 2) + 2 * random() - 1)),
  softmax: (margin, random) => (margin + random() < 0.4 ? 0 : margin + random() < 1.6 ? 1 : 2),
};

/**
 * Our margins of a set, against those of boosting by the book. Where gradients have few values, as with classes, weights see to it
 * that no two splits gain the same.
 */
function expectAsByTheBook(
  kind: 'squared' | 'logistic' | 'poisson' | 'softmax',
  rows: number,
  seed: number,
  changes: Partial<BoostingOptions>,
  isWeighted = kind !== 'squared',
): void {
  const { features, margins, random } = mixedTable(rows, seed);
  const target = Array.from(margins, (margin) => targetsOf[kind]!(margin, random));
  const weights = isWeighted ? target.map(() => 0.5 + random()) : null;
  const set = trainingSet(features.slice(0, 3), target, { weights });
  const objective = kind === 'softmax' ? ({ kind, classes: 3 } as const) : { kind };
  const options = {
    ...defaultBoostingOptions(objective),
    rounds: 4,
    maxDepth: 3,
    minChildWeight: 2,
    maxLeafValue: 0,
    ...changes,
  };
  const { ensemble } = fitAlone(set, objective, options);
  const ours = scoreMargins(ensemble, set.features, 0, rows);
  const theirs = plainMargins(set, options, plainObjectives[kind]!, ensemble.baseScores);
  for (let row = 0; row < rows; row++) {
    theirs.forEach((ofOutput, output) => {
      expect(ours[row * ensemble.outputs + output]).toBeCloseTo(ofOutput[row]!, 5);
    });
  }
}

describe('trees as by the book', () => {
  it.each(['squared', 'logistic', 'poisson', 'softmax'] as const)('%s', (kind) => {
    expectAsByTheBook(kind, 150, 11, {});
  });

  it('of any numbers, with missing ones, weights, L1, L2, and least weights', () => {
    const property = fc.property(
      fc.constantFrom('squared', 'logistic', 'softmax'),
      fc.integer({ min: 1, max: 1e9 }),
      fc.integer({ min: 12, max: 90 }),
      fc.record({
        lambda: fc.constantFrom(0.5, 1, 7),
        alpha: fc.constantFrom(0, 0.3),
        minChildWeight: fc.constantFrom(1.5, 3),
        maxDepth: fc.integer({ min: 1, max: 4 }),
        learningRate: fc.constantFrom(0.1, 1),
      }),
      (kind, seed, rows, changes) => {
        expectAsByTheBook(
          kind as 'squared',
          rows,
          seed,
          { rounds: 2, ...changes },
          seed % 2 === 0 || kind !== 'squared',
        );
      },
    );
    fc.assert(property, { numRuns: 60, seed: 3 });
  });

  it('with monotone features, whose bounds hold below them', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      for (const monotone of [[1, 0, 0] as const, [0, -1, 1] as const]) {
        expectAsByTheBook('squared', 120, seed, { monotone: [...monotone], maxDepth: 4 });
      }
    }
  });

  it('with few categories, in any sets', () => {
    for (const seed of [1, 2, 3, 4]) {
      const random = createRandom(seed);
      const codes = Int32Array.from({ length: 80 }, () => Math.floor(random() * 5) - 1);
      const target = Array.from(codes, (code) => [0.3, 2, -1, 1.2, 0.9][code + 1]! + random());
      const set = trainingSet([{ kind: 'category', codes, levels: 4 }, ...numbers(target.map(random))], target);
      const changes = { rounds: 1, maxDepth: 3, lambda: 0, categorySmoothing: 0, minChildWeight: 3 };
      const options = { ...defaultBoostingOptions({ kind: 'squared' }), ...changes };
      const { ensemble } = fitAlone(set, { kind: 'squared' }, changes);
      const ours = scoreMargins(ensemble, set.features, 0, 80);
      const [theirs] = plainMargins(set, options, plainObjectives.squared!, ensemble.baseScores);
      theirs!.forEach((margin, row) => {
        expect(ours[row]).toBeCloseTo(margin, 6);
      });
    }
  });
});
