import { describe, expect, it } from 'vitest';
import { fitLinear, predictLinear } from '../../../workers/evaluate/baseline/linear.ts';
import { probabilitiesOf } from '../../../workers/evaluate/calibration/calibrated.ts';
import { classSetOf, conformalSets } from '../../../workers/evaluate/conformal/class-set.ts';
import { observedCoverage } from '../../../workers/evaluate/conformal/coverage.ts';
import { conformalInterval } from '../../../workers/evaluate/conformal/interval.ts';
import { dealFolds } from '../../../workers/evaluate/folds/deal-folds.ts';
import { readTarget } from '../../../workers/evaluate/proposal/read-target.ts';
import { seededRandom } from '../../../workers/evaluate/seeded-random.ts';
import type { TargetForm } from '../../../workers/evaluate/target-form.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';
import { columnsOfCsv } from './column-cells-of.ts';

const random = seededRandom(33, 'conformal test');
const regression: TargetForm = { task: 'regression', classes: 1 };
const rows = 4000;

/** Errors of several shapes around predictions of several sizes. */
const shapes: Record<string, (value: number) => number> = {
  normal: () => random.normal(),
  'skewed to one side': () => -Math.log(1 - random.next()),
  'wider for larger values': (value) => random.normal() * (0.2 + value),
  'in two clumps': () => (random.next() < 0.3 ? -4 : 2) + 0.3 * random.normal(),
  'with heavy tails': () => random.normal() / Math.max(0.05, random.next()),
  'of few whole values': () => Math.round(2 * random.normal()),
};

function table(shape: (value: number) => number) {
  const values = Float64Array.from({ length: rows }, () => 3 * random.next());
  return { values, truth: values.map((value) => value + shape(value)) };
}

describe.each([0.8, 0.9, 0.95])('intervals that promise %s', (coverage) => {
  it.each(Object.entries(shapes))('hold what they promise within two points (errors %s)', (_, shape) => {
    const { conformal } = conformalInterval({ ...table(shape), coverage, seed: 2 });
    const fresh = table(shape);
    const held = observedCoverage(regression, conformal, fresh.truth, fresh.values)!;
    expect(conformal.coverage).toBe(coverage);
    // Whole values cannot be cut anywhere: more may lie inside, never fewer.
    expect(held).toBeGreaterThan(coverage - 0.02);
    if (shape !== shapes['of few whole values']) expect(held).toBeLessThan(coverage + 0.02);
    expect(Math.abs(conformal.observedCoverage! - held)).toBeLessThan(0.025);
  });
});

describe('intervals', () => {
  it('go further to the side of the longer tail', () => {
    const { conformal, width } = conformalInterval({ ...table(shapes['skewed to one side']!), coverage: 0.9, seed: 2 });
    expect(conformal.above).toBeGreaterThan(2.5);
    expect(conformal.below).toBeLessThan(0.1);
    expect(width).toBeCloseTo(conformal.above + conformal.below, 12);
  });

  it('take the rank with the correction for few rows', () => {
    const truth = Float64Array.from({ length: 19 }, (_, row) => row - 9);
    const { conformal } = conformalInterval({ truth, values: new Float64Array(19), coverage: 0.9, seed: 2 });
    // ⌈20 × 0.95⌉ = 19: the outermost of nineteen residuals.
    expect(conformal).toMatchObject({ above: 9, below: 9, observedCoverage: null });
  });

  it('tell of whole groups that did not set them', () => {
    // Each group is off by its own amount: rows of the same group would promise too much.
    const groups = Int32Array.from({ length: rows }, (_, row) => row % 40);
    const offs = Array.from({ length: 40 }, () => 5 * random.normal());
    const truth = Float64Array.from(groups, (group) => offs[group]! + 0.1 * random.normal());
    const values = new Float64Array(rows);
    const byRow = conformalInterval({ truth, values, coverage: 0.9, seed: 2 }).conformal.observedCoverage!;
    const byGroup = conformalInterval({ truth, values, coverage: 0.9, seed: 2, groups }).conformal.observedCoverage!;
    expect(Math.abs(byRow - 0.9)).toBeLessThan(0.02);
    expect(byGroup).toBeLessThan(byRow);
  });
});

function classTable(classes: number, sharpness: number) {
  const form: TargetForm = { task: classes === 2 ? 'binary' : 'multiclass', classes };
  const margins = Float64Array.from(
    { length: rows * (classes === 2 ? 1 : classes) },
    () => sharpness * random.normal(),
  );
  const probabilities = probabilitiesOf(form, margins);
  const truth = Float64Array.from({ length: rows }, (_, row) => {
    let draw = random.next();
    for (let place = 0; place < classes - 1; place++) {
      draw -= probabilities[row * classes + place]!;
      if (draw < 0) return place;
    }
    return classes - 1;
  });
  return { form, probabilities, truth };
}

describe('sets of classes', () => {
  it.each([
    [2, 0.5],
    [3, 1],
    [3, 0.2],
    [10, 2],
    [25, 1],
  ])('of %s classes hold what they promise within two points', (classes, sharpness) => {
    const { conformal, width } = conformalSets({ ...classTable(classes, sharpness), coverage: 0.9, seed: 2 });
    const fresh = classTable(classes, sharpness);
    const held = observedCoverage(fresh.form, conformal, fresh.truth, fresh.probabilities)!;
    expect(Math.abs(held - 0.9)).toBeLessThan(0.02);
    expect(Math.abs(conformal.observedCoverage! - held)).toBeLessThan(0.025);
    expect(width).toBeGreaterThan(1);
    expect(width).toBeLessThanOrEqual(classes);
  });

  it('are of one class where that is right more often than promised', () => {
    const { conformal, width } = conformalSets({ ...classTable(3, 25), coverage: 0.9, seed: 2 });
    expect(width).toBeCloseTo(1, 2);
    expect(conformal.observedCoverage).toBeGreaterThan(0.93);
  });

  it('hold the likeliest first, never none', () => {
    const probabilities = Float64Array.of(0.2, 0.5, 0.3);
    expect(classSetOf(probabilities, 0, 3, 0)).toEqual([1]);
    expect(classSetOf(probabilities, 0, 3, 0.5)).toEqual([1, 2]);
    expect(classSetOf(probabilities, 0, 3, 0.8)).toEqual([1, 2, 0]);
    expect(classSetOf(Float64Array.of(0.5, 0.5), 0, 2, 0.4)).toEqual([0]);
  });
});

const realTables: [file: string, target: string][] = [
  ['california-housing.csv', 'median_house_value'],
  ['adult.csv', 'income'],
  ['students-dropout.csv', 'target'],
];

describe.each(realTables)('%s', (file, name) => {
  const table = columnsOfCsv(file);
  it.skipIf(table === null)('held-out rows are covered within two points of the promise', () => {
    const cells = table!.find((column) => column.name.toLowerCase() === name)!;
    const { form, rows, truth } = readTarget(cells, null);
    const columns = table!
      .filter((column) => column !== cells)
      .map(
        (column): FeatureColumn =>
          column.kind === 'text'
            ? { kind: 'category', codes: column.codes, levels: column.texts.length }
            : { kind: 'number', values: column.values },
      );
    const order = {
      form,
      truth,
      rows,
      scheme: 'stratified',
      folds: 3,
      holdoutShare: 0.3,
      seed: 8,
      groups: null,
      times: null,
    } as const;
    const { folds, holdout, training } = dealFolds(order);
    const predicted = (from: Uint32Array, of: Uint32Array) =>
      predictLinear(fitLinear(form, columns, truth, from, { seed: 1 })!, columns, of);
    const outOfFold = folds.flatMap(({ train, validation }) => [...predicted(train, validation)]);
    const places = folds.flatMap(({ validation }) => [...validation]);
    const known = Float64Array.from(places, (row) => truth[row]!);
    const shared = { truth: known, coverage: 0.9, seed: 5 };
    const values = Float64Array.from(outOfFold);
    const { conformal } =
      form.task === 'regression'
        ? conformalInterval({ ...shared, values })
        : conformalSets({ ...shared, form, probabilities: values });
    const held = observedCoverage(
      form,
      conformal,
      Float64Array.from(holdout, (row) => truth[row]!),
      predicted(training, holdout),
    )!;
    expect(Math.abs(held - 0.9)).toBeLessThan(0.02);
    expect(Math.abs(conformal.observedCoverage! - held)).toBeLessThan(0.02);
  });
});
