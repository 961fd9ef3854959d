import { describe, expect, it } from 'vitest';
import type { TreeEnsemble } from '../../../../workers/trees/ensemble.ts';
import { scoreMargins } from '../../../../workers/trees/score/score-margins.ts';
import { createRandom } from '../../../builders/random.ts';
import { categories, fitAlone, mixedTable, numbers, trainingSet } from '../../../builders/tree-fits.ts';

const rows = 3000;
const table = mixedTable(rows, 9);
const noisy = Array.from(table.margins, (margin) => margin + 0.5 * table.random());
const set = trainingSet(table.features, noisy);
const validated = trainingSet(
  table.features,
  noisy.map((value) => value + 3 * table.random()),
  { validation: 1000 },
);

/** Depths and leaves of the trees of an ensemble. */
function shapes(ensemble: TreeEnsemble): { depth: number; leaves: number }[] {
  return Array.from(ensemble.treeOutputs, (_, tree) => {
    const depths = new Map([[ensemble.treeStarts[tree]!, 0]]);
    let leaves = 0;
    for (let node = ensemble.treeStarts[tree]!; node < ensemble.treeStarts[tree + 1]!; node++) {
      const depth = depths.get(node)!;
      if (ensemble.splitFeatures[node]! < 0) leaves++;
      else for (const child of [ensemble.leftNodes[node]!, ensemble.rightNodes[node]!]) depths.set(child, depth + 1);
    }
    return { depth: Math.max(...depths.values()), leaves };
  });
}

const rmse = (margins: Float64Array, target: ArrayLike<number>) =>
  Math.sqrt(margins.reduce((sum, margin, row) => sum + (margin - target[row]!) ** 2, 0) / margins.length);

describe('the form of trees', () => {
  it('keeps to the depth', () => {
    for (const { depth, leaves } of shapes(fitAlone(set, { kind: 'squared' }, { rounds: 3, maxDepth: 4 }).ensemble)) {
      expect(depth).toBe(4);
      expect(leaves).toBeLessThanOrEqual(16);
    }
  });

  it('keeps to the number of leaves, level by level or leaf by leaf', () => {
    for (const growth of ['depth', 'leaf'] as const) {
      const changes = { rounds: 3, maxDepth: 10, maxLeaves: 13, growth };
      for (const { leaves } of shapes(fitAlone(set, { kind: 'squared' }, changes).ensemble)) expect(leaves).toBe(13);
    }
  });

  it('leaf by leaf goes deeper where there is more to gain, and takes more off the loss with as many leaves', () => {
    const column = Array.from({ length: 400 }, (_, row) => row);
    const steep = trainingSet(
      numbers(column),
      column.map((row) => (row < 200 ? row / 1000 : row)),
    );
    const changes = { rounds: 1, maxDepth: 12, maxLeaves: 8, learningRate: 1, lambda: 0 };
    const byLevel = fitAlone(steep, { kind: 'squared' }, changes);
    const byLeaf = fitAlone(steep, { kind: 'squared' }, { ...changes, growth: 'leaf' });
    expect(shapes(byLevel.ensemble)[0]!.depth).toBe(3);
    expect(shapes(byLeaf.ensemble)[0]!.depth).toBeGreaterThan(3);
    expect(byLeaf.history[0]!.train).toBeLessThan(byLevel.history[0]!.train);
  });

  it('splits nothing that gains too little', () => {
    const { ensemble, gains } = fitAlone(set, { kind: 'squared' }, { rounds: 2, minSplitGain: 40 });
    const inner = ensemble.gains.filter((_, node) => ensemble.splitFeatures[node]! >= 0);
    expect(inner.length).toBeGreaterThan(0);
    expect(Math.min(...inner)).toBeGreaterThan(40);
    expect(gains.reduce((sum, gain) => sum + gain)).toBeCloseTo(
      inner.reduce((sum, gain) => sum + gain),
      6,
    );
  });

  it('has covers that add up and expected values within them', () => {
    const { ensemble } = fitAlone(set, { kind: 'squared' }, { rounds: 2 });
    expect(ensemble.covers[ensemble.treeStarts[1]!]).toBeCloseTo(rows, 6);
    ensemble.splitFeatures.forEach((feature, node) => {
      if (feature < 0) return;
      const children = [ensemble.leftNodes[node]!, ensemble.rightNodes[node]!];
      const cover = children.reduce((sum, child) => sum + ensemble.covers[child]!, 0);
      const sum = children.reduce((all, child) => all + ensemble.covers[child]! * ensemble.values[child]!, 0);
      expect(ensemble.covers[node]).toBeCloseTo(cover, 6);
      expect(ensemble.values[node]).toBeCloseTo(sum / cover, 9);
    });
  });
});

describe('the scores', () => {
  it('are those of the ensemble on the rows', () => {
    const { ensemble, history } = fitAlone(validated, { kind: 'squared' }, { rounds: 5 });
    const margins = scoreMargins(ensemble, validated.features, 0, rows);
    expect(history[4]!.train).toBeCloseTo(rmse(margins.slice(0, 2000), validated.target.slice(0, 2000)), 9);
    expect(history[4]!.validation).toBeCloseTo(rmse(margins.slice(2000), validated.target.slice(2000)), 9);
  });

  it('stop the fit when the validation rows have not liked it for so long, and cut the trees to the best round', () => {
    const told: number[] = [];
    const changes = { rounds: 200, maxDepth: 6, earlyStoppingRounds: 7 };
    const { ensemble, history, bestRound } = fitAlone(validated, { kind: 'squared' }, changes, {
      onRound: (round) => told.push(round),
    });
    const best = Math.min(...history.map(({ validation }) => validation!));
    expect(history[bestRound - 1]!.validation).toBe(best);
    expect(history.length).toBe(bestRound + 7);
    expect(history.length).toBeLessThan(200);
    expect(ensemble.treeOutputs.length).toBe(bestRound);
    expect(told).toEqual(history.map((_, index) => index + 1));
    const all = fitAlone(validated, { kind: 'squared' }, { ...changes, keepsAllRounds: true });
    expect(all.ensemble.treeOutputs.length).toBe(history.length);
  });

  it('are asked for in vain once the fit is cancelled', () => {
    let asked = 0;
    const cancel = () => fitAlone(set, { kind: 'squared' }, { rounds: 50 }, { isCancelled: () => ++asked > 9 });
    expect(cancel).toThrow(expect.objectContaining({ code: 'JOB_CANCELLED' }));
    expect(asked).toBe(10);
  });
});

describe('weights', () => {
  it('count as so many equal rows', () => {
    const random = createRandom(4);
    const weights = noisy.map(() => 1 + Math.floor(3 * random()));
    const repeated = weights.flatMap((weight, row) => Array.from({ length: weight }, () => row));
    // Whole values have bins of their own, however often they come.
    const whole = numbers(
      noisy.map((value) => Math.floor(10 * value)),
      noisy.map(() => Math.floor(50 * random())),
    ) as { kind: 'number'; values: Float64Array }[];
    const again = whole.map(({ values }) => ({
      kind: 'number' as const,
      values: Float64Array.from(repeated, (row) => values[row]!),
    }));
    const one = fitAlone(trainingSet(whole, noisy, { weights }), { kind: 'squared' }, { rounds: 4 });
    const many = fitAlone(
      trainingSet(
        again,
        repeated.map((row) => noisy[row]!),
      ),
      { kind: 'squared' },
      { rounds: 4 },
    );
    const margins = scoreMargins(many.ensemble, whole, 0, rows);
    scoreMargins(one.ensemble, whole, 0, rows).forEach((margin, row) => {
      expect(margin).toBeCloseTo(margins[row]!, 6);
    });
    expect(one.history[3]!.train).toBeCloseTo(many.history[3]!.train, 6);
  });

  it('of classes move the predictions towards the heavier class', () => {
    const classes = noisy.map((value) => (value > 2 ? 1 : 0));
    const share = (classWeights: number[] | null) => {
      const { ensemble } = fitAlone(
        trainingSet(table.features, classes),
        { kind: 'logistic' },
        { rounds: 5, maxDepth: 2, classWeights },
      );
      return scoreMargins(ensemble, table.features, 0, rows).filter((margin) => margin > 0).length / rows;
    };
    expect(share([1, 6])).toBeGreaterThan(share(null) + 0.05);
    expect(share([6, 1])).toBeLessThan(share(null));
  });
});

describe('what is asked of predictions', () => {
  it('a quantile leaves its share of the rows below', () => {
    for (const alpha of [0.05, 0.5, 0.9]) {
      const { ensemble } = fitAlone(set, { kind: 'quantile', alpha }, { rounds: 60, learningRate: 0.2, maxDepth: 4 });
      const margins = scoreMargins(ensemble, set.features, 0, rows);
      const below = margins.filter((margin, row) => noisy[row]! < margin).length / rows;
      expect(Math.abs(below - alpha)).toBeLessThan(0.03);
    }
  });

  it('the absolute error is lower with its own objective than with squares, where a few targets are far off', () => {
    const wild = noisy.map((value, row) => (row % 20 === 0 ? value + 300 : value));
    const mae = (kind: 'absolute' | 'squared') => {
      const { ensemble } = fitAlone(trainingSet(table.features, wild), { kind }, { rounds: 40, learningRate: 0.2 });
      const margins = scoreMargins(ensemble, table.features, 0, rows);
      return margins.reduce((sum, margin, row) => sum + Math.abs(margin - noisy[row]!), 0) / rows;
    };
    expect(mae('absolute')).toBeLessThan(mae('squared') / 2);
  });

  it('they rise or fall with a monotone feature, whatever the others are', () => {
    const { ensemble } = fitAlone(set, { kind: 'squared' }, { rounds: 30, monotone: [1, -1, 0, 0] });
    const random = createRandom(8);
    for (let place = 0; place < 40; place++) {
      const others = [random() * 4 - 2, Math.floor(random() * 7), Math.floor(random() * 9)] as const;
      const steps = Array.from({ length: 60 }, (_, step) => step / 10 - 3);
      const along = (feature: 0 | 1) =>
        scoreMargins(
          ensemble,
          [
            ...numbers(
              steps.map((step) => (feature === 0 ? step : others[0])),
              steps.map((step) => (feature === 1 ? step : others[0])),
              steps.map(() => others[1]),
            ),
            categories(steps.map(() => others[2])),
          ],
          0,
          steps.length,
        );
      const rising = along(0);
      const falling = along(1);
      for (let step = 1; step < steps.length; step++) {
        expect(rising[step]!).toBeGreaterThanOrEqual(rising[step - 1]!);
        expect(falling[step]!).toBeLessThanOrEqual(falling[step - 1]!);
      }
    }
  });

  it('features that were not drawn for a tree are not split', () => {
    const { ensemble } = fitAlone(set, { kind: 'squared' }, { rounds: 12, columnSampling: 0.25 });
    for (let tree = 0; tree < 12; tree++) {
      const nodes = ensemble.splitFeatures.slice(ensemble.treeStarts[tree], ensemble.treeStarts[tree + 1]);
      expect(new Set(nodes.filter((feature) => feature >= 0)).size).toBeLessThanOrEqual(1);
    }
  });
});
