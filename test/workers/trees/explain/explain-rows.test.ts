import { describe, expect, it } from 'vitest';
import type { TreeEnsemble } from '../../../../workers/trees/ensemble.ts';
import { explainRows } from '../../../../workers/trees/explain/explain-rows.ts';
import { goesLeft } from '../../../../workers/trees/score/goes-left.ts';
import { fillRowBlock, rowBlockFor } from '../../../../workers/trees/score/row-block.ts';
import { scoreMargins } from '../../../../workers/trees/score/score-margins.ts';
import { createRandom } from '../../../builders/random.ts';
import { randomColumns, randomEnsemble } from '../../../builders/random-ensemble.ts';

/** What a coalition of features makes of a row: both ways, by their covers, where a feature is not in it. */
function coalitionValue(ensemble: TreeEnsemble, row: ArrayLike<number>, coalition: number, output: number): number {
  const below = (node: number): number => {
    const feature = ensemble.splitFeatures[node]!;
    if (feature < 0) return ensemble.values[node]!;
    const left = ensemble.leftNodes[node]!;
    const right = ensemble.rightNodes[node]!;
    if (((coalition >> feature) & 1) === 1) return below(goesLeft(ensemble, node, row[feature]!) ? left : right);
    const [leftCover, rightCover] = [ensemble.covers[left]!, ensemble.covers[right]!];
    return (leftCover * below(left) + rightCover * below(right)) / (leftCover + rightCover);
  };
  let sum = ensemble.baseScores[output]!;
  ensemble.treeOutputs.forEach((own, tree) => {
    if (own === output) sum += below(ensemble.treeStarts[tree]!);
  });
  return sum;
}

/** Shapley values by their definition: over all coalitions of the others. */
function shapleyValues(ensemble: TreeEnsemble, row: ArrayLike<number>, output: number): number[] {
  const count = ensemble.features;
  const values = Array.from({ length: 2 ** count }, (_, coalition) => coalitionValue(ensemble, row, coalition, output));
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: count }, (_, feature) => {
    let sum = 0;
    for (let coalition = 0; coalition < values.length; coalition++) {
      if (((coalition >> feature) & 1) === 1) continue;
      const size = coalition.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
      sum += weight * (values[coalition | (1 << feature)]! - values[coalition]!);
    }
    return sum;
  });
}

describe('explaining rows', () => {
  it.each([
    { name: 'shallow trees', numbers: 4, levels: [3], trees: 6, depth: 2, outputs: 1 },
    { name: 'usual trees', numbers: 6, levels: [5, 40], trees: 4, depth: 6, outputs: 1 },
    { name: 'features asked for again and again', numbers: 2, levels: [4], trees: 3, depth: 7, outputs: 1 },
    { name: 'more features on a path than a table holds', numbers: 10, levels: [], trees: 2, depth: 11, outputs: 1 },
    { name: 'several outputs', numbers: 5, levels: [6], trees: 9, depth: 4, outputs: 3 },
    { name: 'a tree of one leaf', numbers: 2, levels: [], trees: 1, depth: 0, outputs: 1 },
  ])('gives the Shapley values of $name', ({ numbers, levels, trees, depth, outputs }) => {
    const order = { random: createRandom(depth * 100 + trees), numbers, levels, trees, depth, outputs };
    const ensemble = randomEnsemble(order);
    // As many as go through tables; the first twelve are compared.
    for (const rows of [12, 80]) {
      const columns = randomColumns(order, rows);
      const block = rowBlockFor(ensemble, rows);
      fillRowBlock(block, columns, 0, rows);
      const explainedOutputs = Uint16Array.from({ length: rows }, (_, row) => row % outputs);
      const { bases, contributions } = explainRows(ensemble, columns, 0, rows, explainedOutputs);
      const margins = scoreMargins(ensemble, columns, 0, rows);
      for (let row = 0; row < 12; row++) {
        const output = explainedOutputs[row]!;
        const values = block.slice(row * ensemble.features, (row + 1) * ensemble.features);
        const own = [...contributions.subarray(row * ensemble.features, (row + 1) * ensemble.features)];
        shapleyValues(ensemble, values, output).forEach((value, feature) => {
          expect(own[feature]).toBeCloseTo(value, 10);
        });
        expect(bases[output]).toBeCloseTo(coalitionValue(ensemble, values, 0, output), 10);
        const sum = own.reduce((total, amount) => total + amount, bases[output]!);
        expect(Math.abs(sum - margins[row * outputs + output]!)).toBeLessThan(1e-9);
      }
    }
  });

  it('gives the same bits however the rows are cut', () => {
    const order = { random: createRandom(5), numbers: 8, levels: [7], trees: 20, depth: 6 };
    const ensemble = randomEnsemble(order);
    const columns = randomColumns(order, 700);
    const whole = explainRows(ensemble, columns, 0, 700, 0).contributions;
    const parts = [0, 65, 300, 700].flatMap((end, at, ends) =>
      at === 0 ? [] : [...explainRows(ensemble, columns, ends[at - 1]!, end, 0).contributions],
    );
    expect(Buffer.from(Float64Array.from(parts).buffer).equals(Buffer.from(whole.buffer))).toBe(true);
  });

  it('adds up for trees deeper than quadratures are usually made for', () => {
    const order = { random: createRandom(9), numbers: 60, trees: 1, depth: 13 };
    const ensemble = randomEnsemble(order);
    const columns = randomColumns(order, 5);
    const margins = scoreMargins(ensemble, columns, 0, 5);
    const { bases, contributions } = explainRows(ensemble, columns, 0, 5, 0);
    for (let row = 0; row < 5; row++) {
      const own = contributions.subarray(row * ensemble.features, (row + 1) * ensemble.features);
      expect(Math.abs(own.reduce((sum, amount) => sum + amount, bases[0]!) - margins[row]!)).toBeLessThan(1e-9);
    }
  });
});
