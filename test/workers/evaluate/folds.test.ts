import { describe, expect, it } from 'vitest';
import { dealFolds } from '../../../workers/evaluate/folds/deal-folds.ts';
import type { DealtFolds, FoldOrder } from '../../../workers/evaluate/folds/fold-order.ts';
import { learningSteps } from '../../../workers/evaluate/folds/learning-steps.ts';
import { seededRandom } from '../../../workers/evaluate/seeded-random.ts';
import fc from '../../builders/fast-check.ts';

const random = seededRandom(5, 'folds test');
const binary = { task: 'binary', classes: 2 } as const;

function order(truth: Float64Array, changes: Partial<FoldOrder> = {}): FoldOrder {
  const rows = Uint32Array.from(truth, (_, row) => row);
  return {
    ...{ form: binary, truth, rows, scheme: 'stratified', folds: 5, holdoutShare: 0.2, seed: 11 },
    ...{ groups: null, times: null },
    ...changes,
  };
}

const sorted = (rows: Iterable<number>) => [...rows].sort((a, b) => a - b);

/** Every row once in holdout or training; no row of a fold on both sides; lists rise. */
function expectSound({ folds, holdout, training }: DealtFolds, rows: Uint32Array) {
  expect(sorted([...training, ...holdout])).toEqual([...rows]);
  for (const list of [training, holdout, ...folds.flatMap(({ train, validation }) => [train, validation])]) {
    expect([...list]).toEqual(sorted(list));
  }
  const kept = new Set(training);
  for (const { train, validation } of folds) {
    const own = new Set(train);
    expect(validation.some((row) => own.has(row))).toBe(false);
    expect([...train, ...validation].every((row) => kept.has(row))).toBe(true);
  }
  const validated = folds.flatMap(({ validation }) => [...validation]);
  expect(new Set(validated).size).toBe(validated.length);
}

describe('stratified folds', () => {
  const truth = Float64Array.from({ length: 1003 }, () => (random.next() < 0.1 ? 1 : 0));
  const shareOf = (rows: Uint32Array, from = truth) => rows.reduce((sum, row) => sum + from[row]!, 0) / rows.length;

  it('have the shares of all rows, and take every training row in once', () => {
    const dealt = dealFolds(order(truth));
    expectSound(
      dealt,
      Uint32Array.from(truth, (_, row) => row),
    );
    expect(dealt.holdout.length).toBeGreaterThanOrEqual(200);
    expect(dealt.holdout.length).toBeLessThanOrEqual(202);
    const whole = shareOf(Uint32Array.from(truth, (_, row) => row));
    for (const rows of [dealt.holdout, ...dealt.folds.map(({ validation }) => validation)]) {
      expect(Math.abs(shareOf(rows) - whole)).toBeLessThan(0.01);
    }
    expect(sorted(dealt.folds.flatMap(({ validation }) => [...validation]))).toEqual([...dealt.training]);
    const sizes = dealt.folds.map(({ validation }) => validation.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it('are alike in the values of a number', () => {
    const values = Float64Array.from({ length: 1000 }, () => random.normal() ** 3);
    const form = { task: 'regression', classes: 1 } as const;
    const { folds, holdout } = dealFolds(order(values, { form }));
    const median = values.toSorted()[500]!;
    for (const rows of [holdout, ...folds.map(({ validation }) => validation)]) {
      const below = rows.filter((row) => values[row]! < median).length / rows.length;
      expect(Math.abs(below - 0.5)).toBeLessThan(0.02);
    }
  });

  it('are the same for a seed and others for another one', () => {
    expect(dealFolds(order(truth))).toEqual(dealFolds(order(truth)));
    expect(dealFolds(order(truth, { seed: 12 })).holdout).not.toEqual(dealFolds(order(truth)).holdout);
  });

  it('train on every class that has two rows, and only train on one that has one', () => {
    const few = Float64Array.from({ length: 60 }, (_, row) => (row < 2 ? 2 : row === 2 ? 3 : row % 2));
    const form = { task: 'multiclass', classes: 4 } as const;
    for (let seed = 0; seed < 20; seed++) {
      const dealt = dealFolds(order(few, { form, seed, holdoutShare: 0.4, classNames: ['a', 'b', 'c', 'd'] }));
      expectSound(
        dealt,
        Uint32Array.from(few, (_, row) => row),
      );
      for (const { train } of dealt.folds)
        expect(new Set(train.map((row) => few[row]!))).toEqual(new Set([0, 1, 2, 3]));
      expect(dealt.warnings).toEqual([{ code: 'classOfOneRow', values: { name: 'd' } }]);
    }
  });
});

describe('random folds', () => {
  it('are sound for any size, share and number of folds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 200 }),
        fc.integer({ min: 2, max: 10 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.constantFrom('random', 'stratified'),
        (count, folds, holdoutShare, scheme) => {
          const truth = Float64Array.from({ length: count }, (_, row) => row % 2);
          const dealt = dealFolds(order(truth, { folds, holdoutShare, scheme: scheme as 'random' }));
          expectSound(
            dealt,
            Uint32Array.from(truth, (_, row) => row),
          );
          expect(Math.abs(dealt.holdout.length - holdoutShare * count)).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('grouped folds', () => {
  const groups = Int32Array.from({ length: 2000 }, () => Math.floor(120 * random.next() ** 2));
  const truth = Float64Array.from(groups, (group) => (random.next() < (group % 3) * 0.3 ? 1 : 0));

  it('keep groups whole, and sizes and classes alike', () => {
    const dealt = dealFolds(order(truth, { scheme: 'grouped', groups }));
    expectSound(
      dealt,
      Uint32Array.from(truth, (_, row) => row),
    );
    const sides = [dealt.holdout, ...dealt.folds.map(({ validation }) => validation)];
    const codes = sides.map((rows) => new Set(rows.map((row) => groups[row]!)));
    expect(codes.reduce((sum, set) => sum + set.size, 0)).toBe(new Set(groups).size);
    const whole = truth.reduce((sum, place) => sum + place, 0) / truth.length;
    for (const rows of sides) {
      expect(Math.abs(rows.reduce((sum, row) => sum + truth[row]!, 0) / rows.length - whole)).toBeLessThan(0.03);
    }
    expect(Math.abs(dealt.holdout.length - 400)).toBeLessThan(60);
    for (const { validation } of dealt.folds) expect(Math.abs(validation.length - 320)).toBeLessThan(60);
    expect(dealt.warnings).toEqual([]);
  });

  it('give each side a group though one is larger than all others', () => {
    const lopsided = Int32Array.from({ length: 100 }, (_, row) => (row < 90 ? 0 : row - 89));
    const dealt = dealFolds(order(truth.slice(0, 100), { scheme: 'grouped', groups: lopsided, folds: 3 }));
    for (const { train, validation } of dealt.folds) {
      expect(train.length).toBeGreaterThan(0);
      expect(validation.length).toBeGreaterThan(0);
    }
    expect(dealt.warnings).toMatchObject([{ code: 'unevenGroups' }]);
  });

  it('make of five groups four folds and a holdout, and of two groups two folds', () => {
    const dealt = (count: number) => {
      const groups = Int32Array.from({ length: 100 }, (_, row) => row % count);
      return dealFolds(order(truth.slice(0, 100), { scheme: 'grouped', groups }));
    };
    const five = dealt(5);
    expect([five.holdout.length, five.folds.map(({ validation }) => validation.length)]).toEqual([
      20,
      [20, 20, 20, 20],
    ]);
    expect(five.warnings).toEqual([{ code: 'fewGroups', values: { groups: 5, folds: 4 } }]);
    const two = dealt(2);
    expect([two.holdout.length, two.folds.map(({ train }) => train.length)]).toEqual([0, [50, 50]]);
    expect(two.warnings.map(({ code }) => code)).toEqual(['fewGroups', 'noHoldoutByGroup']);
  });

  it('count rows without a group as one each', () => {
    const lone = new Int32Array(100).fill(-1);
    const { folds } = dealFolds(order(truth.slice(0, 100), { scheme: 'grouped', groups: lone }));
    for (const { validation } of folds) expect(Math.abs(validation.length - 16)).toBeLessThanOrEqual(1);
  });
});

describe('folds by time', () => {
  it('train on what was before, test on what came after, and hold out the latest', () => {
    const times = Float64Array.from({ length: 500 }, () => Math.floor(random.next() * 60));
    const dealt = dealFolds(order(new Float64Array(500), { scheme: 'time', times }));
    expectSound(
      dealt,
      Uint32Array.from(times, (_, row) => row),
    );
    const ends = (rows: Uint32Array) => [
      Math.min(...rows.map((row) => times[row]!)),
      Math.max(...rows.map((row) => times[row]!)),
    ];
    for (const { train, validation } of dealt.folds) expect(ends(train)[1]).toBeLessThan(ends(validation)[0]!);
    for (const [fold, { train }] of dealt.folds.slice(1).entries()) {
      expect(new Set(train)).toEqual(new Set([...dealt.folds[fold]!.train, ...dealt.folds[fold]!.validation]));
    }
    expect(ends(dealt.training)[1]).toBeLessThan(ends(dealt.holdout)[0]!);
    expect(Math.abs(dealt.holdout.length - 100)).toBeLessThan(15);
    expect(dealt.folds).toHaveLength(5);
  });

  it('make of two years one fold and of three years a fold and a holdout', () => {
    const years = (count: number) => Float64Array.from({ length: 90 }, (_, row) => 2020 + (row % count));
    const two = dealFolds(order(new Float64Array(90), { scheme: 'time', times: years(2) }));
    expect(two.holdout).toHaveLength(0);
    expect(two.folds.map(({ train, validation }) => [train.length, validation.length])).toEqual([[45, 45]]);
    expect(two.warnings.map(({ code }) => code)).toEqual(['fewTimes', 'noHoldoutByTime']);
    const three = dealFolds(order(new Float64Array(90), { scheme: 'time', times: years(3) }));
    expect(three.holdout).toHaveLength(30);
    expect(three.folds.map(({ train, validation }) => [train.length, validation.length])).toEqual([[30, 30]]);
  });

  it('leave rows without a time to the final model', () => {
    const times = Float64Array.from({ length: 100 }, (_, row) => (row % 10 === 0 ? Number.NaN : row));
    const { folds, training, warnings } = dealFolds(order(new Float64Array(100), { scheme: 'time', times }));
    expect(warnings).toEqual([{ code: 'rowsWithoutTime', values: { rows: 10 } }]);
    expect(folds.flatMap(({ train, validation }) => [...train, ...validation]).some((row) => row % 10 === 0)).toBe(
      false,
    );
    expect(training.filter((row) => row % 10 === 0)).toHaveLength(10);
  });
});

describe('faults', () => {
  const fault = (code: string, values: object) => expect.objectContaining({ code, values });
  const truth = Float64Array.from({ length: 20 }, (_, row) => row % 2);

  it('fewer rows than folds', () => {
    expect(() => dealFolds(order(truth.slice(0, 4)))).toThrow(fault('TRAINING_TOO_FEW_ROWS', { rows: 4, folds: 5 }));
    const lonely = Float64Array.from({ length: 8 }, (_, row) => row);
    const form = { task: 'multiclass', classes: 8 } as const;
    expect(() => dealFolds(order(lonely, { form }))).toThrow(fault('TRAINING_TOO_FEW_ROWS', { rows: 0, folds: 5 }));
  });

  it('one group', () => {
    const asked = order(truth, { scheme: 'grouped', groups: new Int32Array(20) });
    expect(() => dealFolds(asked)).toThrow(fault('TRAINING_TOO_FEW_GROUPS', { groups: 1, folds: 5 }));
  });

  it('one time', () => {
    const asked = order(truth, { scheme: 'time', times: new Float64Array(20).fill(2020) });
    expect(() => dealFolds(asked)).toThrow(fault('TRAINING_TOO_FEW_TIMES', { times: 1, folds: 5 }));
  });
});

it('learning steps grow one within the other, with the shares of all rows', () => {
  const truth = Float64Array.from({ length: 1000 }, (_, row) => (row % 10 === 0 ? 1 : 0));
  const rows = Uint32Array.from({ length: 900 }, (_, row) => row + 100);
  const steps = learningSteps(binary, truth, rows, 3);
  expect(steps.map(({ length }) => length)).toEqual([90, 180, 360, 630, 900]);
  for (const [place, step] of steps.entries()) {
    expect(step.reduce((sum, row) => sum + truth[row]!, 0) / step.length).toBeCloseTo(0.1, 2);
    if (place > 0) expect(steps[place - 1]!.every((row) => step.includes(row))).toBe(true);
  }
  expect(learningSteps(binary, truth, rows.slice(0, 30), 3).map(({ length }) => length)).toEqual([30]);
});
