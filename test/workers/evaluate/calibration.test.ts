import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../workers/evaluate/calibration/calibrate.ts';
import { calibratedProbabilities, probabilitiesOf } from '../../../workers/evaluate/calibration/calibrated.ts';
import { fitTemperature } from '../../../workers/evaluate/calibration/fit-temperature.ts';
import { logLoss } from '../../../workers/evaluate/metrics/class-figures.ts';
import { likeliestClass } from '../../../workers/evaluate/metrics/likeliest-class.ts';
import { seededRandom } from '../../../workers/evaluate/seeded-random.ts';
import { outputsOf, type TargetForm } from '../../../workers/evaluate/target-form.ts';

const random = seededRandom(21, 'calibration test');
const binary: TargetForm = { task: 'binary', classes: 2 };
const multiclass: TargetForm = { task: 'multiclass', classes: 3 };

/** Classes drawn from honest margins; what a model states of them is `told(margin)`. */
function table(form: TargetForm, rows: number, told: (margin: number) => number) {
  const outputs = outputsOf(form);
  const honest = Float64Array.from({ length: rows * outputs }, () => 1.5 * random.normal());
  const probabilities = probabilitiesOf(form, honest);
  const truth = Float64Array.from({ length: rows }, (_, row) => {
    let draw = random.next();
    for (let place = 0; place < form.classes - 1; place++) {
      draw -= probabilities[row * form.classes + place]!;
      if (draw < 0) return place;
    }
    return form.classes - 1;
  });
  const folds = Uint8Array.from({ length: rows }, (_, row) => row % 5);
  return { form, truth, margins: honest.map(told), folds, seed: 1 };
}

it('a few rows that were missed by chance prove nothing: what the model says stays', () => {
  // 2 of 60 are missed where 1 of 55 was promised.
  const margins = Float64Array.from({ length: 60 }, (_, row) => (row % 2 === 0 ? -4 : 4));
  const truth = Float64Array.from({ length: 60 }, (_, row) => (row === 7 || row === 30 ? (row + 1) % 2 : row % 2));
  const folds = Uint8Array.from({ length: 60 }, (_, row) => row % 5);
  const { calibration, probabilities } = calibrate({ form: binary, truth, margins, folds, seed: 1 });
  expect(calibration).toEqual({ kind: 'temperature', temperature: 1 });
  expect(probabilities).toEqual(probabilitiesOf(binary, margins));
});

describe.each([
  ['two classes', binary],
  ['three classes', multiclass],
])('%s', (_, form) => {
  it('too sure by a factor: the temperature is that factor', () => {
    const order = table(form, 20_000, (margin) => margin * 2.5);
    const { calibration, report } = calibrate(order);
    expect(calibration).toMatchObject({ kind: 'temperature' });
    expect((calibration as { temperature: number }).temperature).toBeCloseTo(2.5, 0);
    expect(report!.after.ece).toBeLessThan(0.02);
    expect(report!.before.ece).toBeGreaterThan(0.08);
    expect(report!.after.brier).toBeLessThan(report!.before.brier);
  });

  it('the temperature is where the log-loss is least', () => {
    const { margins, truth } = table(form, 700, (margin) => margin * 0.6 + 0.1);
    const rows = Uint32Array.from(truth, (_, row) => row);
    const found = fitTemperature(form, margins, truth, rows);
    const lossAt = (temperature: number) =>
      logLoss(form.classes, truth, calibratedProbabilities(form, margins, { kind: 'temperature', temperature }));
    for (const factor of [0.8, 0.95, 1.05, 1.2]) expect(lossAt(found)).toBeLessThan(lossAt(found * factor));
  });

  it('honest already: hardly anything changes', () => {
    const order = table(form, 20_000, (margin) => margin);
    const { calibration, probabilities } = calibrate(order);
    const { temperature } = calibration as { temperature: number };
    expect(temperature).toBeGreaterThan(0.95);
    expect(temperature).toBeLessThan(1.05);
    const loss = logLoss(form.classes, order.truth, probabilities);
    expect(loss).toBeLessThanOrEqual(logLoss(form.classes, order.truth, probabilitiesOf(form, order.margins)) + 1e-9);
  });
});

it.each([
  ['two classes', binary],
  ['three classes', multiclass],
])('few rows, all told rightly, do not make probabilities certain: %s', (_, form) => {
  const outputs = outputsOf(form);
  const truth = Float64Array.from({ length: 30 * form.classes }, (_, row) => row % form.classes);
  const margins = new Float64Array(truth.length * outputs);
  truth.forEach((place, row) => {
    if (outputs === 1) margins[row] = place === 1 ? 2 : -2;
    else margins[row * outputs + place] = 2;
  });
  const folds = Uint8Array.from(truth, (_, row) => Math.floor(row / form.classes) % 5);
  const { calibration } = calibrate({ form, truth, margins, folds, seed: 1 });
  const told = calibratedProbabilities(form, margins, calibration);
  const likeliest = truth.map((_, row) => Math.max(...told.subarray(row * form.classes, (row + 1) * form.classes)));
  // As sure as 30 rows without an error allow, and surer than before.
  for (const probability of likeliest) {
    expect(probability).toBeGreaterThan(0.9);
    expect(probability).toBeLessThan(0.98);
  }
});

it('bent in a way that no temperature mends: step curves do', () => {
  const order = table(binary, 20_000, (margin) => margin ** 3 / 3 + 1.5);
  const { calibration, report } = calibrate(order);
  expect(calibration!.kind).toBe('isotonic');
  expect(report!.after.ece).toBeLessThan(0.02);
  expect(report!.before.ece).toBeGreaterThan(0.05);
});

it('where the likeliest classes are to stay, a temperature at most', () => {
  const order = table(multiclass, 6000, (margin) => margin ** 3 / 2 + 1);
  expect(calibrate(order).calibration!.kind).toBe('isotonic');
  const { calibration, probabilities } = calibrate({ ...order, keepsClasses: true });
  expect(calibration!.kind).toBe('temperature');
  const raw = probabilitiesOf(multiclass, order.margins);
  for (let offset = 0; offset < raw.length; offset += 3) {
    expect(likeliestClass(probabilities, offset, 3)).toBe(likeliestClass(raw, offset, 3));
  }
});

it('step curves keep probabilities that sum to 1, rise, and rule nothing out', () => {
  const order = table(multiclass, 6000, (margin) => margin ** 3 / 2 + 1);
  const { calibration } = calibrate(order);
  if (calibration?.kind !== 'isotonic') throw new Error('expected step curves');
  for (const { from, to } of calibration.curves) {
    expect(from.every((value, at) => at === 0 || value > from[at - 1]!)).toBe(true);
    expect(to.every((value, at) => at === 0 || value >= to[at - 1]!)).toBe(true);
    expect(to.every((value) => value > 0 && value < 1)).toBe(true);
  }
  const mapped = calibratedProbabilities(multiclass, order.margins, calibration);
  for (let offset = 0; offset < mapped.length; offset += 3) {
    expect(mapped[offset]! + mapped[offset + 1]! + mapped[offset + 2]!).toBeCloseTo(1, 12);
  }
});

it('what is told after calibration was not learned from the rows themselves', () => {
  // Margins without any meaning: a calibration that had seen the rows would still find something in them.
  const rows = 1200;
  const truth = Float64Array.from({ length: rows }, () => random.below(2));
  const margins = Float64Array.from({ length: rows }, () => 3 * random.normal());
  const folds = Uint8Array.from({ length: rows }, (_, row) => row % 5);
  const { probabilities } = calibrate({ form: binary, truth, margins, folds, seed: 1 });
  expect(logLoss(2, truth, probabilities)).toBeGreaterThan(Math.log(2) - 0.002);
  expect(logLoss(2, truth, probabilities)).toBeLessThan(Math.log(2) + 0.01);
});

it('a single fold is calibrated in halves; the order of margins stays', () => {
  const order = { ...table(multiclass, 500, (margin) => margin * 3), folds: new Uint8Array(500) };
  const { calibration, probabilities } = calibrate(order);
  expect((calibration as { temperature: number }).temperature).toBeGreaterThan(1.5);
  const before = probabilitiesOf(multiclass, order.margins);
  for (let row = 0; row < 500; row++) {
    expect(likeliestClass(probabilities, row * 3, 3)).toBe(likeliestClass(before, row * 3, 3));
  }
});
