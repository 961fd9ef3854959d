import { describe, expect, it } from 'vitest';
import { fitLinear, predictLinear } from '../../../workers/evaluate/baseline/linear.ts';
import { trivialPredictions } from '../../../workers/evaluate/baseline/trivial.ts';
import { scoresOf } from '../../../workers/evaluate/metrics/scores.ts';
import type { TargetForm } from '../../../workers/evaluate/target-form.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';
import { recordedClasses, recordedFeatures, recordedNumbers, recordedRows, recordedValues } from './recorded-table.ts';

const next = recordedNumbers();
recordedClasses(next, 3);
recordedClasses(next, 2);
recordedValues(next);
const { classes, columns: cells, values } = recordedFeatures(next);
const columns: FeatureColumn[] = cells.map((column) => ({ kind: 'number', values: column }));
const places = Uint32Array.from({ length: recordedRows }, (_, row) => row);
const train = places.filter((row) => row % 3 !== 0);
const test = places.filter((row) => row % 3 === 0);
const multiclass: TargetForm = { task: 'multiclass', classes: 3 };
const binary: TargetForm = { task: 'binary', classes: 2 };
const regression: TargetForm = { task: 'regression', classes: 1 };

function fitted(form: TargetForm, truth: Float64Array, from: readonly FeatureColumn[] = columns) {
  const model = fitLinear(form, from, truth, train, { seed: 1 })!;
  const predictions = predictLinear(model, from, test);
  return {
    model,
    predictions,
    scores: scoresOf(
      form,
      Float64Array.from(test, (row) => truth[row]!),
      predictions,
    ),
  };
}

// LogisticRegression(C=1), Ridge(alpha=1) on columns standardised by the rows trained on; scikit-learn 1.2.1.
describe('the linear baseline predicts as scikit-learn does', () => {
  it('three classes', () => {
    const { model, predictions, scores } = fitted(multiclass, classes);
    expect(model.isSettled).toBe(true);
    expect(scores.logloss).toBeCloseTo(0.6880951803098003, 4);
    for (const [place, expected] of [0.43535050423701244, 0.3516784077463963, 0.21297108801659118].entries()) {
      expect(predictions[place]).toBeCloseTo(expected, 3);
    }
  });

  it('two classes', () => {
    const { predictions, scores } = fitted(
      binary,
      classes.map((place) => (place >= 1 ? 1 : 0)),
    );
    expect(scores.logloss).toBeCloseTo(0.3725954414546157, 4);
    expect(predictions[1]).toBeCloseTo(0.5874489175784567, 3);
  });

  it('a number', () => {
    const { predictions, scores } = fitted(regression, values);
    expect(scores.rmse).toBeCloseTo(1.3787900393944674, 3);
    expect(predictions[0]).toBeCloseTo(16.15754122427187, 2);
  });

  it('classes that a line divides', () => {
    const { model, scores } = fitted(
      binary,
      cells[0]!.map((value) => (value > 5 ? 1 : 0)),
    );
    expect(model.isSettled).toBe(true);
    expect(scores.logloss).toBeCloseTo(0.07653765519619722, 4);
  });
});

describe('what the linear baseline learns', () => {
  it('nothing from rows that it is tested on', () => {
    const spoilt = columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: column.values.map((value, row) => (row % 3 === 0 ? 1e9 : value)) }
        : column,
    );
    expect(
      fitted(
        binary,
        classes.map((place) => Math.min(1, place)),
        spoilt,
      ).model.weights,
    ).toEqual(
      fitted(
        binary,
        classes.map((place) => Math.min(1, place)),
      ).model.weights,
    );
  });

  it('weights of frequent categories and of gaps', () => {
    const codes = Int32Array.from(places, (row) => (row * 7) % 5);
    const truth = Float64Array.from(codes, (code, row) => [4, -2, 0, 9, 1][code]! + (row % 4 === 1 ? 6 : 0));
    const gaps = Float64Array.from(places, (row) => (row % 4 === 1 ? Number.NaN : row % 11));
    const table: FeatureColumn[] = [
      { kind: 'category', codes, levels: 5 },
      { kind: 'number', values: gaps },
    ];
    expect(fitted(regression, truth, table).scores.r2).toBeGreaterThan(0.999);
  });

  it('stays finite with infinite, constant and unseen cells', () => {
    const table: FeatureColumn[] = [
      { kind: 'number', values: cells[0]!.map((value, row) => (row % 50 === 0 ? Number.POSITIVE_INFINITY : value)) },
      { kind: 'number', values: new Float64Array(recordedRows).fill(3) },
      { kind: 'number', values: new Float64Array(recordedRows).fill(Number.NaN) },
      { kind: 'category', codes: Int32Array.from(places, (row) => (row % 3 === 0 ? 7 : row % 2)), levels: 8 },
    ];
    const { predictions } = fitted(multiclass, classes, table);
    expect(predictions.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
  });

  it('nothing where no column can tell anything', () => {
    const constant: FeatureColumn[] = [{ kind: 'number', values: new Float64Array(recordedRows).fill(3) }];
    expect(fitLinear(regression, constant, values, train, { seed: 1 })).toBeNull();
  });
});

it('the trivial baseline says shares, the mean, or a quantile', () => {
  const truth = Float64Array.of(0, 1, 1, 1, 2);
  const rows = Uint32Array.of(0, 1, 2, 3);
  expect(trivialPredictions(multiclass, truth, rows, 2)).toEqual(Float64Array.of(0.25, 0.75, 0, 0.25, 0.75, 0));
  expect(trivialPredictions(regression, truth, rows, 1)).toEqual(Float64Array.of(0.75));
  expect(trivialPredictions(regression, Float64Array.of(1, 9, 2, 3), rows, 1, 0.5)).toEqual(Float64Array.of(2.5));
});
