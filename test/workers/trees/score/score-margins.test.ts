import { describe, expect, it } from 'vitest';
import { nodeFlag, type TreeEnsemble } from '../../../../workers/trees/ensemble.ts';
import type { FeatureColumn } from '../../../../workers/trees/feature-column.ts';
import { goesLeft } from '../../../../workers/trees/score/goes-left.ts';
import { packedCircuitsOf } from '../../../../workers/trees/score/packed-circuits.ts';
import { fillRowBlock, rowBlockFor } from '../../../../workers/trees/score/row-block.ts';
import { scoreMargins } from '../../../../workers/trees/score/score-margins.ts';
import { createRandom } from '../../../builders/random.ts';
import { randomColumns, randomEnsemble } from '../../../builders/random-ensemble.ts';

/** Margins by walking each tree for each row as the format tells it. */
function walkedMargins(ensemble: TreeEnsemble, columns: readonly FeatureColumn[], rows: number): number[] {
  const block = rowBlockFor(ensemble, rows);
  fillRowBlock(block, columns, 0, rows);
  return Array.from({ length: rows }, (_, row) => {
    const margins = [...ensemble.baseScores];
    ensemble.treeOutputs.forEach((output, tree) => {
      let node = ensemble.treeStarts[tree]!;
      while (ensemble.splitFeatures[node]! >= 0) {
        const value = block[row * ensemble.features + ensemble.splitFeatures[node]!]!;
        node = goesLeft(ensemble, node, value) ? ensemble.leftNodes[node]! : ensemble.rightNodes[node]!;
      }
      margins[output]! += ensemble.values[node]!;
    });
    return margins;
  }).flat();
}

describe('scoring', () => {
  it.each([
    { name: 'numbers', numbers: 7, levels: [], trees: 40, depth: 6, outputs: 1 },
    {
      name: 'categories of few and many levels',
      numbers: 3,
      levels: [2, 31, 32, 33, 200],
      trees: 40,
      depth: 6,
      outputs: 1,
    },
    { name: 'deep trees', numbers: 7, levels: [40], trees: 5, depth: 13, outputs: 1 },
    { name: 'deep trees of few leaves', numbers: 6, levels: [9], trees: 4, depth: 9, outputs: 2 },
    { name: 'more questions than are asked together', numbers: 4, levels: [5], trees: 700, depth: 6, outputs: 1 },
    { name: 'several classes', numbers: 7, levels: [4], trees: 30, depth: 5, outputs: 3 },
    { name: 'trees of one leaf', numbers: 2, levels: [], trees: 3, depth: 0, outputs: 1 },
    { name: 'double precision', numbers: 5, levels: [3], trees: 20, depth: 6, outputs: 1, roundsToSingle: false },
  ])('walks $name as the format tells', (shape) => {
    const order = { ...shape, random: createRandom(shape.depth + shape.trees) };
    const ensemble = randomEnsemble(order);
    // Not a multiple of what is walked side by side.
    const columns = randomColumns(order, 611);
    expect([...scoreMargins(ensemble, columns, 0, 611)]).toEqual(walkedMargins(ensemble, columns, 611));
  });

  it.each([
    { depth: 9, isReckoned: true },
    { depth: 13, isReckoned: false },
  ])('reckons trees of few leaves as circuits and walks larger ones: depth $depth', ({ depth, isReckoned }) => {
    const ensemble = randomEnsemble({ numbers: 6, levels: [9], trees: 4, depth, random: createRandom(depth + 4) });
    expect(packedCircuitsOf(ensemble) !== null).toBe(isReckoned);
  });

  it('knows zeros that are missing, and missing ones that are zero', () => {
    const order = { numbers: 3, trees: 30, depth: 5, random: createRandom(3) };
    const plain = randomEnsemble(order);
    const flags = plain.flags.map((flag, node) => {
      if (plain.splitFeatures[node]! < 0) return 0;
      return flag | [0, nodeFlag.zeroIsMissing, nodeFlag.missingIsZero][node % 3]!;
    });
    const ensemble = { ...plain, flags };
    const values = Float64Array.of(0, 1e-36, -1e-36, Number.NaN, 0.5, -0.5, 1e-34, Number.POSITIVE_INFINITY);
    const columns = [0, 1, 2].map((): FeatureColumn => ({ kind: 'number', values }));
    expect([...scoreMargins(ensemble, columns, 0, 8)]).toEqual(walkedMargins(ensemble, columns, 8));
  });

  it('takes codes of categories from a column of numbers, unknown ones to the left', () => {
    const order = { numbers: 0, levels: [6], trees: 30, depth: 4, random: createRandom(4) };
    const ensemble = randomEnsemble(order);
    const values = Float64Array.of(0, 1, 5, 6, 1e9, -1, -7, 2.9, Number.NaN);
    const columns: FeatureColumn[] = [{ kind: 'number', values }];
    expect([...scoreMargins(ensemble, columns, 0, 9)]).toEqual(walkedMargins(ensemble, columns, 9));
  });

  it('gives rows the same bits wherever the parts are cut', () => {
    const order = { numbers: 6, levels: [5], trees: 50, depth: 6, outputs: 3, random: createRandom(8) };
    const ensemble = randomEnsemble(order);
    const columns = randomColumns(order, 500);
    const whole = scoreMargins(ensemble, columns, 0, 500);
    const parts = [...scoreMargins(ensemble, columns, 0, 7), ...scoreMargins(ensemble, columns, 7, 500)];
    expect(parts).toEqual([...whole]);
  });
});
