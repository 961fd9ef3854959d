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
    expect(trialsFor(options(), 200, 300)).toBe(4);
    expect(trialsFor(options({ depth: 4 }), 200, 300)).toBe(2);
    expect(trialsFor(options(), 50_000, 20)).toBe(3);
    expect(trialsFor(options(), 1_000_000, 20)).toBe(0);
    for (const given of [{ preset: 'quick' }, { trees: 50 }, { columnSampling: 0.5 }, { leaves: 31 }]) {
      expect(trialsFor(options(given), 200, 300)).toBe(0);
    }
  });

  it('are the preset, trees that see all columns, shallow ones, and cautious ones', () => {
    const base = fitSettings(options(), facts);
    expect(base.columnSampling).toBeLessThan(1);
    expect([0, 1, 2, 3].map((place) => variantSettings(options(), facts, place))).toEqual([
      base,
      { ...base, columnSampling: 1 },
      { ...base, columnSampling: 1, depth: 3 },
      { ...base, columnSampling: 0.5, depth: 4, lambda: 10, minChildWeight: 5 },
    ]);
    expect(variantSettings(options({ lambda: 7 }), facts, 3).lambda).toBe(7);
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

  it('are taken where they are clearly better', () => {
    const base = fitSettings(options(), facts);
    const whole: FitSettings = { ...base, columnSampling: 1 };
    const chosen = (score: number, preset = 'balanced') => {
      const tried = [
        { settings: base, score: 1, bestRound: 10, fits: 2 },
        { settings: whole, score, bestRound: 10, fits: 2 },
      ];
      const trials = tried.map((one) => ({ tried: one, elapsedMs: 1 }));
      return chosenSettings(
        { options: options({ preset }), parts: () => ({ trials }) as unknown as TrainShards },
        base,
      );
    };
    expect(chosen(0.9)).toBe(whole);
    expect(chosen(0.998)).toBe(base);
    expect(chosen(1.2)).toBe(base);
    expect(chosen(0.998, 'thorough')).toBe(whole);
  });
});
