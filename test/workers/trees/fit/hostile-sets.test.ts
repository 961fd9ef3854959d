import { describe, expect, it } from 'vitest';
import { type BoostingOptions, defaultBoostingOptions } from '../../../../workers/trees/boosting-options.ts';
import { helpFit } from '../../../../workers/trees/fit/help-fit.ts';
import { leadFit } from '../../../../workers/trees/fit/lead-fit.ts';
import { scoreMargins } from '../../../../workers/trees/score/score-margins.ts';
import { createRandom } from '../../../builders/random.ts';
import { categories, fitAlone, fitControl, numbers, trainingSet } from '../../../builders/tree-fits.ts';

const line = Array.from({ length: 200 }, (_, row) => row);
const odd = line.map((row) => row % 2);

describe('columns that say nothing', () => {
  it('none, constant, and all missing ones give trees without a split', () => {
    for (const features of [
      [],
      numbers(line.map(() => 3)),
      numbers(line.map(() => Number.NaN)),
      [categories(line.map(() => -1))],
    ]) {
      const { ensemble, history } = fitAlone(trainingSet(features, line), { kind: 'squared' }, { rounds: 3 });
      expect(Array.from(ensemble.splitFeatures)).toEqual([-1, -1, -1]);
      expect(ensemble.baseScores[0]).toBeCloseTo(99.5, 9);
      expect(history[2]!.train).toBeCloseTo(57.734, 2);
    }
  });

  it('a constant is split by what is missing of it', () => {
    const column = line.map((row) => (row % 2 === 0 ? 5 : Number.NaN));
    const { ensemble } = fitAlone(
      trainingSet(numbers(column), odd),
      { kind: 'squared' },
      { rounds: 1, learningRate: 1, lambda: 0 },
    );
    const margins = scoreMargins(ensemble, numbers([5, Number.NaN, 7]), 0, 3);
    expect(Array.from(margins)).toEqual([0, 1, 0]);
  });
});

describe('numbers at the end of numbers', () => {
  it('infinite, huge, tiny and negative zero are told apart', () => {
    const values = [-Infinity, -3e38, -1, -1e-40, -0, 0, 1e-40, 1, 3e38, Infinity];
    const column = line.map((row) => values[row % 10]!);
    const target = column.map(
      (value) => Math.sign(value) * (Math.abs(value) > 2 ? 2 : 1) + (Math.abs(value) === Infinity ? 1 : 0),
    );
    const { ensemble } = fitAlone(
      trainingSet(numbers(column), target),
      { kind: 'squared' },
      { rounds: 1, learningRate: 1, lambda: 0 },
    );
    const margins = scoreMargins(ensemble, numbers(column), 0, line.length);
    margins.forEach((margin, row) => {
      expect(margin).toBeCloseTo(target[row]!, 6);
    });
    expect(ensemble.thresholds.every(Number.isFinite)).toBe(true);
  });

  it('doubles that are one in single precision stay together, in training as in scoring', () => {
    const column = line.map((row) => 1 + row * 1e-12);
    const { ensemble } = fitAlone(trainingSet(numbers(column), line), { kind: 'squared' }, { rounds: 1 });
    expect(Array.from(ensemble.splitFeatures)).toEqual([-1]);
  });

  it('more values than bins are learned as well as bins of equally many rows allow', () => {
    const random = createRandom(6);
    const column = Array.from({ length: 20_400 }, () => random() ** 4).sort((a, b) => a - b);
    const target = column.map((value) => Math.sin(9 * value));
    for (const maxBins of [2, 17, 255]) {
      const size = column.length / maxBins;
      let squares = 0;
      for (let bin = 0; bin < maxBins; bin++) {
        const part = target.slice(bin * size, (bin + 1) * size);
        const mean = part.reduce((sum, value) => sum + value) / size;
        squares += part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      }
      const best = Math.sqrt(squares / column.length);
      const changes = { rounds: 40, maxBins, maxDepth: 8 };
      const { history } = fitAlone(trainingSet(numbers(column), target), { kind: 'squared' }, changes);
      expect(history[39]!.train).toBeLessThan(1.05 * best);
      expect(history[39]!.train).toBeGreaterThan(0.95 * best);
    }
  });

  it('targets of any size are learned', () => {
    for (const size of [1e-12, 1, 1e12]) {
      const { history } = fitAlone(
        trainingSet(
          numbers(line),
          line.map((row) => row * size),
        ),
        { kind: 'squared' },
        { rounds: 30 },
      );
      expect(history[29]!.train / size).toBeLessThan(2);
    }
  });
});

describe('categories', () => {
  it('more of them than bins: the frequent ones are told apart, the rare ones are one', () => {
    const random = createRandom(2);
    const codes = Array.from({ length: 30_000 }, (_, row) =>
      row % 2 === 0 ? Math.floor(40 * random()) : 40 + Math.floor(5000 * random()),
    );
    const target = codes.map((code) => (code < 40 ? code % 3 : 7));
    const set = trainingSet([categories(codes)], target);
    const { ensemble } = fitAlone(
      set,
      { kind: 'squared' },
      { rounds: 40, maxBins: 60, categorySmoothing: 1, categoryLambda: 1 },
    );
    scoreMargins(ensemble, set.features, 0, 500).forEach((margin, row) => {
      expect(Math.abs(margin - target[row]!)).toBeLessThan(0.1);
    });
  });

  it('one that no row of training has goes where missing ones go', () => {
    const codes = line.map((row) => row % 3);
    const column = { kind: 'category' as const, codes: Int32Array.from(codes), levels: 9 };
    const { ensemble } = fitAlone(trainingSet([column], codes), { kind: 'squared' }, { rounds: 1, learningRate: 1 });
    const margins = scoreMargins(ensemble, [{ kind: 'category', codes: Int32Array.of(-1, 7), levels: 9 }], 0, 2);
    expect(margins[0]).toBe(margins[1]);
  });
});

describe('few rows and odd classes', () => {
  it('one row, and a class without any', () => {
    const one = fitAlone(trainingSet(numbers([4]), [2]), { kind: 'softmax', classes: 3 }, { rounds: 2 });
    expect(one.ensemble.treeOutputs.length).toBe(6);
    expect(scoreMargins(one.ensemble, numbers([4]), 0, 1).every(Number.isFinite)).toBe(true);
    const { history } = fitAlone(trainingSet(numbers(line), odd), { kind: 'softmax', classes: 3 }, { rounds: 3 });
    expect(history.every(({ train }) => Number.isFinite(train))).toBe(true);
  });

  it('more classes than grow side by side', () => {
    const target = line.map((row) => Math.floor(row / 10));
    const { ensemble, history } = fitAlone(
      trainingSet(numbers(line), target),
      { kind: 'softmax', classes: 20 },
      { rounds: 25 },
    );
    expect(ensemble.treeOutputs.slice(0, 20)).toEqual(Uint16Array.from({ length: 20 }, (_, output) => output));
    expect(history[24]!.train).toBeLessThan(0.5);
  });

  it('a class of which the model is sure ends in small steps, not in infinite ones', () => {
    const { ensemble, history } = fitAlone(
      trainingSet(
        numbers(line),
        line.map((row) => (row < 100 ? 0 : 1)),
      ),
      { kind: 'logistic' },
      { rounds: 300 },
    );
    expect(ensemble.values.every(Number.isFinite)).toBe(true);
    expect(history[299]!.train).toBeLessThan(0.05);
  });
});

describe('options and memories that cannot be used', () => {
  const wrong: readonly Partial<BoostingOptions>[] = [
    { rounds: 0 },
    { learningRate: 0 },
    { maxDepth: 99 },
    { maxBins: 300 },
    { lambda: -1 },
    { lambda: Number.NaN },
    { rowSampling: 0 },
    { monotone: [1] },
    { classWeights: [1] },
    { objective: { kind: 'quantile', alpha: 1 } },
    { objective: { kind: 'softmax', classes: 1 } },
  ];
  it.each(wrong)('%j', (changes) => {
    const set = trainingSet(numbers(line, line), odd);
    expect(() => fitAlone(set, { kind: 'logistic' }, changes)).toThrow(
      expect.objectContaining({ code: 'REQUEST_INVALID' }),
    );
  });

  it('a memory serves one fit', () => {
    const control = fitControl();
    const options = { ...defaultBoostingOptions({ kind: 'squared' }), rounds: 1 };
    leadFit(control, trainingSet(numbers(line), odd), options);
    expect(() => leadFit(control, trainingSet(numbers(line), odd), options)).toThrow('one fit');
  });

  it('who comes to help when all is done, or is cancelled before it begins, leaves', () => {
    const control = fitControl();
    leadFit(control, trainingSet(numbers(line), odd), { ...defaultBoostingOptions({ kind: 'squared' }), rounds: 1 });
    helpFit(control, () => false);
    helpFit(fitControl(), () => true);
  });
});
