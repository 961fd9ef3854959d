import { describe, expect, it } from 'vitest';
import { trainOptionsSchema } from '../../../../contract/train/train-options.ts';
import type { FitSettings, MatrixFacts } from '../../../../contract/train/train-orders.ts';
import { fitSettings, trialsFor, variantSettings } from '../../../../engine/recipes/train/fit-settings.ts';
import { chosenSettings, trialFolds } from '../../../../engine/recipes/train/search-settings.ts';
import type { TrainShards } from '../../../../engine/recipes/train/train-shards.ts';

const options = (changes = {}) => trainOptionsSchema.parse({ target: 'y', ...changes });
const facts = { task: 'regression', trainRows: 200, features: 300 } as MatrixFacts;

describe('settings of a preset', () => {
  it('take larger steps the more cells a round goes through, and small ones where rows are few', () => {
    const rate = (trainRows: number, features: number, outputs: number, preset = 'balanced') =>
      fitSettings(options({ preset }), { task: 'multiclass', trainRows, features, outputs } as MatrixFacts)
        .learningRate;
    expect([rate(2000, 10, 3), rate(30_000, 14, 1), rate(1_000_000, 20, 1), rate(465_000, 54, 7)]).toEqual([
      ...[0.03, 0.05, 0.1, 0.2],
    ]);
    expect(rate(465_000, 54, 7, 'thorough')).toBe(0.03);
    const given = fitSettings(options({ learningRate: 0.07 }), {
      task: 'binary',
      trainRows: 1e7,
      features: 90,
      outputs: 1,
    } as MatrixFacts);
    expect(given).toMatchObject({ learningRate: 0.07, rounds: 3000 });
  });
});

describe('settings beside the preset', () => {
  it('are tried of tables that are not large, unless a person has said what to fit with', () => {
    expect(trialsFor(options(), 200, 300)).toBe(8);
    expect(trialsFor(options({ depth: 4 }), 200, 300)).toBe(2);
    expect(trialsFor(options(), 50_000, 20)).toBe(3);
    expect(trialsFor(options(), 1_000_000, 20)).toBe(0);
    for (const given of [{ preset: 'quick' }, { trees: 50 }, { columnSampling: 0.5 }, { leaves: 31 }]) {
      expect(trialsFor(options(given), 200, 300)).toBe(0);
    }
  });

  it('are the preset, trees that see all columns, shallow ones, cautious ones, such as start from a linear model, eager ones and such as grow leaf by leaf', () => {
    const base = fitSettings(options(), facts);
    expect(base.columnSampling).toBeLessThan(1);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((place) => variantSettings(options(), facts, place))).toEqual([
      base,
      { ...base, columnSampling: 1 },
      { ...base, columnSampling: 1, depth: 3 },
      { ...base, columnSampling: 0.5, depth: 4, lambda: 10, minChildWeight: 5 },
      { ...base, columnSampling: 1, depth: 3, linearStart: 10 },
      { ...base, columnSampling: 0.5, depth: 4, lambda: 10, minChildWeight: 5, linearStart: 1 },
      { ...base, rowSampling: 1, columnSampling: 0.7, depth: 7, lambda: 0.5, minChildWeight: 1 },
      { ...base, columnSampling: 1, depth: 16, leaves: 31, lambda: 1, minChildWeight: 1 },
    ]);
    expect(variantSettings(options({ lambda: 7 }), facts, 3).lambda).toBe(7);
    for (const bound of [{ monotone: { x: 'rising' } }, { objective: 'poisson' }, { classWeights: 'balanced' }]) {
      expect(variantSettings(options(bound), facts, 4).linearStart).toBe(0);
    }
    expect(variantSettings(options(), { ...facts, trainRows: 50_000 }, 2)).toMatchObject({
      columnSampling: 1,
      depth: 8,
    });
  });

  it('are scored on two folds, those of a search on three, and on all where rows are few', () => {
    const folds = (trainRows: number, count: number) =>
      [false, true].map((hasBudget) => trialFolds({ trainRows, folds: count }, hasBudget));
    expect(folds(5000, 5)).toEqual([2, 3]);
    expect(folds(5000, 2)).toEqual([2, 2]);
    expect(folds(200, 5)).toEqual([5, 5]);
  });

  const chosen = (trainRows: number, scores: readonly number[], preset = 'balanced') => {
    const tried = scores.map((score, place) => ({ settings: settingsAt(place), score, bestRound: 10, fits: 2 }));
    const trials = tried.map((one) => ({ tried: one, elapsedMs: 1 }));
    const table = { facts: { ...facts, trainRows } };
    const parts = () => ({ trials, table }) as unknown as TrainShards;
    return chosenSettings({ options: options({ preset }), parts }, settingsAt(9)).map(({ depth }) => depth);
  };
  // Told apart by their depths.
  const settingsAt = (place: number): FitSettings => ({ ...fitSettings(options(), facts), depth: place });

  it('are taken of many rows where they are clearly better', () => {
    expect(chosen(50_000, [1, 0.9])).toEqual([1]);
    expect(chosen(50_000, [1, 0.998])).toEqual([0]);
    expect(chosen(50_000, [1, 1.2])).toEqual([0]);
    expect(chosen(50_000, [1, 0.998], 'thorough')).toEqual([1]);
    expect(chosen(50_000, [])).toEqual([9]);
  });

  it('are averaged of few rows, the best three that are nearly as good as the best', () => {
    expect(chosen(500, [1, 0.998, 1.2])).toEqual([1, 0]);
    expect(chosen(500, [1, 0.9])).toEqual([1]);
    expect(chosen(500, [1.01, 1, 1.02, 1.005])).toEqual([1, 3, 0]);
    expect(chosen(500, [1, 0.998], 'thorough')).toEqual([1, 0]);
  });
});
