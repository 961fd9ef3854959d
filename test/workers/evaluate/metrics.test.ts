import { describe, expect, it } from 'vitest';
import { throughCurves } from '../../../workers/evaluate/calibration/calibrated.ts';
import { fitIsotonic } from '../../../workers/evaluate/calibration/fit-isotonic.ts';
import { areaOfClass, columnOf } from '../../../workers/evaluate/metrics/area-under-roc.ts';
import { confusionOf } from '../../../workers/evaluate/metrics/confusion.ts';
import { precisionRecallCurves, rocCurves } from '../../../workers/evaluate/metrics/curves.ts';
import { metricValue } from '../../../workers/evaluate/metrics/metric-value.ts';
import { residualsOf } from '../../../workers/evaluate/metrics/residuals.ts';
import { scoresOf } from '../../../workers/evaluate/metrics/scores.ts';
import { spreadOfScores } from '../../../workers/evaluate/metrics/spread-of-scores.ts';
import { sortedOrder } from '../../../workers/evaluate/sorted-order.ts';
import type { TargetForm } from '../../../workers/evaluate/target-form.ts';
import fc from '../../builders/fast-check.ts';
import { recordedClasses, recordedNumbers, recordedValues } from './recorded-table.ts';

const next = recordedNumbers();
const three = recordedClasses(next, 3);
const two = recordedClasses(next, 2);
const number = recordedValues(next);
const multiclass: TargetForm = { task: 'multiclass', classes: 3 };
const binary: TargetForm = { task: 'binary', classes: 2 };
const regression: TargetForm = { task: 'regression', classes: 1 };

function expectClose(actual: object, expected: Record<string, number>) {
  for (const [name, value] of Object.entries(expected)) {
    expect((actual as Record<string, number>)[name], name).toBeCloseTo(value, 12);
  }
}

/** The area beneath straight lines between points. */
const trapezoids = (points: readonly (readonly [number, number])[]) =>
  points.reduce(
    (sum, [x, y], at) => (at === 0 ? 0 : sum + ((x - points[at - 1]![0]) * (y + points[at - 1]![1])) / 2),
    0,
  );
/** The area beneath steps: each point is the height of the stretch before it. */
const steps = (points: readonly (readonly [number, number])[]) =>
  points.reduce((sum, [x, y], at) => (at === 0 ? 0 : sum + (x - points[at - 1]![0]) * y), 0);

describe('scores equal those of scikit-learn', () => {
  it('of three classes', () => {
    expectClose(scoresOf(multiclass, three.truth, three.probabilities), {
      ...{ rows: 600, accuracy: 0.5133333333333333, logloss: 1.0277292469193728, auc: 0.701488760083623 },
      ...{ macroF1: 0.512553893697531, brier: 0.6095005534408285, ece: 0.0929590643274854 },
    });
    expect(confusionOf(multiclass, three.truth, three.probabilities)).toEqual([
      [113, 45, 46],
      [48, 93, 45],
      [51, 57, 102],
    ]);
  });

  it('of two classes', () => {
    expectClose(scoresOf(binary, two.truth, two.probabilities), {
      ...{ accuracy: 0.6616666666666666, logloss: 0.6527173988235305, auc: 0.7136315643234232 },
      ...{ macroF1: 0.6616431696645599, brier: 0.22290416666666668 },
    });
  });

  it('of a number', () => {
    const { truth, values } = number;
    expectClose(scoresOf(regression, truth, values), {
      ...{ rmse: 1.1646837320803909, mae: 1.015281783299807, r2: 0.9827761254319403 },
    });
    expect(metricValue('pinball', regression, truth, values, 0.9)).toBeCloseTo(0.5131559591081409, 12);
    const counts = truth.map((value) => Math.round(value));
    const means = values.map((value) => Math.max(value, 0.5));
    expect(metricValue('poisson', regression, counts, means)).toBeCloseTo(0.199207221232766, 12);
  });

  it('of the curves', () => {
    const names = ['A', 'B', 'C'];
    const roc = rocCurves(multiclass, three.truth, three.probabilities, names);
    expect(roc.map(({ area }) => area)).toEqual([
      expect.closeTo(0.7179144385026738, 12),
      expect.closeTo(0.692217287413641, 12),
      expect.closeTo(0.6943345543345544, 12),
    ]);
    const recall = precisionRecallCurves(multiclass, three.truth, three.probabilities, names);
    expect(recall.map(({ area, className }) => [className, area])).toEqual([
      ['A', expect.closeTo(0.5389509949514114, 12)],
      ['B', expect.closeTo(0.4975004214665359, 12)],
      ['C', expect.closeTo(0.5239336430252378, 12)],
    ]);
    const [own] = precisionRecallCurves(binary, two.truth, two.probabilities, ['no', 'yes']);
    expect(own).toMatchObject({ className: 'yes', area: expect.closeTo(0.6852365088195025, 12) });
  });

  it('of the rising step curve', () => {
    const curves = fitIsotonic(
      2,
      two.probabilities,
      two.truth,
      Uint32Array.from(two.truth, (_, row) => row),
    );
    const stated = [0, 0.12, 0.3, 0.475, 0.5, 0.71, 0.9, 1];
    const mapped = throughCurves(2, Float64Array.from(stated.flatMap((value) => [1 - value, value])), curves);
    const expected = [
      ...[0.18181818181818182, 0.2413793103448276, 0.34210526315789475, 0.4936708860759494, 0.4936708860759494],
      ...[0.6607142857142857, 0.7468354430379747, 0.7931034482758621],
    ];
    expect([...columnOf(mapped, 1, 2)]).toEqual(expected.map((value) => expect.closeTo(value, 12)));
  });
});

describe('curves', () => {
  const many = 60_000;
  const random = recordedNumbers();
  const truth = Float64Array.from({ length: many }, () => (random() < 0.3 ? 1 : 0));
  const scores = truth.map((place) => Math.min(1, Math.max(0, 0.35 + 0.2 * place + (random() - 0.5) * 0.7)));
  const probabilities = Float64Array.from({ length: 2 * many }, (_, at) =>
    at % 2 === 1 ? scores[(at - 1) / 2]! : 1 - scores[at / 2]!,
  );

  it('keep some hundred points and their area', () => {
    const [roc] = rocCurves(binary, truth, probabilities, ['no', 'yes']);
    expect(roc!.points.length).toBeLessThanOrEqual(401);
    expect(roc!.points[0]).toEqual([0, 0]);
    expect(roc!.points.at(-1)).toEqual([1, 1]);
    expect(trapezoids(roc!.points)).toBeCloseTo(roc!.area!, 3);
    const [recall] = precisionRecallCurves(binary, truth, probabilities, ['no', 'yes']);
    expect(recall!.points.length).toBeLessThanOrEqual(402);
    expect(steps(recall!.points)).toBeCloseTo(recall!.area!, 10);
    expect(recall!.points.at(-1)![0]).toBe(1);
  });

  it('are of classes that occur beside others only', () => {
    const lone = new Float64Array(4).fill(2);
    expect(rocCurves(multiclass, lone, new Float64Array(12).fill(1 / 3), ['A', 'B', 'C'])).toEqual([]);
  });
});

describe('the area under the ROC curve', () => {
  it('is the share of pairs in the right order, half for ties', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 40 }),
        (rows) => {
          const [hits, falls] = [rows.filter(([is]) => is), rows.filter(([is]) => !is)];
          const pairs = hits.flatMap(([, hit]) => falls.map(([, fall]) => (hit > fall ? 1 : hit === fall ? 0.5 : 0)));
          const area = areaOfClass(
            Float64Array.from(rows, ([is]) => (is ? 1 : 0)),
            Float64Array.from(rows, ([, score]) => score),
            1,
          );
          if (pairs.length === 0) expect(area).toBeNull();
          else expect(area).toBeCloseTo(pairs.reduce((sum: number, pair) => sum + pair, 0) / pairs.length, 12);
        },
      ),
    );
  });
});

describe('what rows cannot tell is null, not a number by chance', () => {
  it('for one class, one value, no rows', () => {
    expect(scoresOf(binary, new Float64Array(3), new Float64Array(6).fill(0.5))).toMatchObject({
      auc: null,
      accuracy: 1,
    });
    expect(scoresOf(regression, new Float64Array(3).fill(2), new Float64Array(3))).toMatchObject({ r2: null, rmse: 2 });
    expect(scoresOf(multiclass, new Float64Array(0), new Float64Array(0))).toMatchObject({ rows: 0, logloss: null });
  });

  it('the spread is over the folds that have the score', () => {
    const folds = [0.5, 0.7, null].map((auc, at) => ({
      ...scoresOf(binary, new Float64Array(0), new Float64Array(0)),
      auc,
      rows: 10 + at,
    }));
    const { deviation, mean } = spreadOfScores(folds);
    expect(mean).toMatchObject({ rows: 33, auc: expect.closeTo(0.6, 12), logloss: null });
    expect(deviation).toMatchObject({ rows: 0, auc: expect.closeTo(Math.sqrt(0.02), 12) });
  });
});

it('residuals: a sample of points, and every row in the histogram', () => {
  const { histogram, points } = residualsOf(number.truth, number.values, 1);
  expect(histogram).toHaveLength(40);
  expect(histogram.reduce((sum, { rows }) => sum + rows, 0)).toBe(600);
  expect(points).toHaveLength(600);
  expect(residualsOf(Float64Array.of(1, 2), Float64Array.of(1, 2), 1).histogram).toEqual([{ from: 0, to: 0, rows: 2 }]);
});

it('the order of few keys and of many is the same: rising, equal ones as they stand, no number last', () => {
  for (const count of [50, 5000]) {
    const keys = Float64Array.from({ length: count }, (_, at) => (at % 7 === 3 ? Number.NaN : ((at * 37) % 11) - 5));
    const order = sortedOrder(keys);
    const expected = [...keys.keys()].sort((a, b) => {
      const [x, y] = [Number.isNaN(keys[a]) ? 99 : keys[a]!, Number.isNaN(keys[b]) ? 99 : keys[b]!];
      return x - y || (x === 99 ? 0 : a - b);
    });
    expect([...order].map((at) => keys[at])).toEqual(expected.map((at) => keys[at]));
    const present = [...order].filter((at) => !Number.isNaN(keys[at]));
    expect(
      present.every((at, place) => place === 0 || keys[present[place - 1]!]! < keys[at]! || present[place - 1]! < at),
    ).toBe(true);
  }
});
