import { describe, expect, it } from 'vitest';
import { type BoostingObjective, defaultBoostingOptions } from '../../../../workers/trees/boosting-options.ts';
import { BoostingFit } from '../../../../workers/trees/fit/boosting-fit.ts';
import { openFitKernel } from '../../../../workers/trees/fit/fit-kernel.ts';
import { LeaderPhases } from '../../../../workers/trees/fit/phases.ts';
import * as layout from '../../../../workers/trees-kernel/layout.ts';
import { createRandom } from '../../../builders/random.ts';
import { fitControl, numbers, trainingSet } from '../../../builders/tree-fits.ts';

const rows = 41;
const step = 1e-5;

interface Case {
  readonly objective: BoostingObjective;
  readonly targetOf: (random: () => number) => number;
  /** Loss of a row by its margins. */
  readonly loss: (margins: readonly number[], target: number) => number;
  /** How the hessian in use relates to the second derivative; null where it is held at 1. */
  readonly hessianFactor: number | null;
}

const logSumExp = (margins: readonly number[]) => Math.log(margins.reduce((sum, margin) => sum + Math.exp(margin), 0));
const cases: readonly Case[] = [
  {
    objective: { kind: 'squared' },
    targetOf: (random) => 4 * random() - 2,
    loss: ([margin], target) => (margin! - target) ** 2 / 2,
    hessianFactor: 1,
  },
  {
    objective: { kind: 'logistic' },
    targetOf: (random) => Math.round(random()),
    loss: ([margin], target) => Math.log1p(Math.exp(margin!)) - target * margin!,
    hessianFactor: 1,
  },
  {
    objective: { kind: 'poisson' },
    targetOf: (random) => Math.floor(5 * random()),
    loss: ([margin], target) => Math.exp(margin!) - target * margin!,
    hessianFactor: 1,
  },
  {
    objective: { kind: 'softmax', classes: 4 },
    targetOf: (random) => Math.floor(4 * random()),
    loss: (margins, target) => logSumExp(margins) - margins[target]!,
    // As XGBoost: twice the diagonal, which bounds the whole matrix.
    hessianFactor: 2,
  },
  {
    objective: { kind: 'absolute' },
    targetOf: (random) => 4 * random() - 2,
    loss: ([margin], target) => Math.abs(margin! - target),
    hessianFactor: null,
  },
  {
    objective: { kind: 'quantile', alpha: 0.8 },
    targetOf: (random) => 4 * random() - 2,
    loss: ([margin], target) => (margin! > target ? 0.2 * (margin! - target) : 0.8 * (target - margin!)),
    hessianFactor: null,
  },
];

describe.each(cases)('$objective.kind', ({ objective, targetOf, loss, hessianFactor }) => {
  const random = createRandom(7);
  const outputs = objective.kind === 'softmax' ? objective.classes : 1;
  const target = Array.from({ length: rows }, () => targetOf(random));
  const weights = Array.from({ length: rows }, () => 0.5 + random());
  const control = fitControl();
  const phases = new LeaderPhases(control, openFitKernel(control));
  const set = trainingSet(numbers(Array.from({ length: rows }, random)), target, { weights });
  const fit = new BoostingFit(control, phases, set, defaultBoostingOptions(objective));
  const words = new Int32Array(control.buffer);
  const place = (at: number) => words[(layout.header + at) >> 2]!;
  const places = place(layout.rowsAt);
  const margins = new Float64Array(control.buffer, place(layout.marginsAt), outputs * places);
  for (let output = 0; output < outputs; output++) {
    for (let row = 0; row < rows; row++) margins[output * places + row] = 3 * random() - 1.5;
  }
  const marginsOf = (row: number) => Array.from({ length: outputs }, (_, output) => margins[output * places + row]!);
  const scores = fit.startRound(0);
  const pairs = new Float32Array(control.buffer, place(layout.gradientsAt), 2 * outputs * places);

  /** The loss of a row with one margin moved. */
  const moved = (row: number, output: number, by: number) =>
    loss(
      marginsOf(row).map((margin, index) => (index === output ? margin + by : margin)),
      target[row]!,
    );

  it('has the slope of the loss as its gradient', () => {
    for (let output = 0; output < outputs; output++) {
      for (let row = 0; row < rows; row++) {
        const slope = (moved(row, output, step) - moved(row, output, -step)) / (2 * step);
        expect(pairs[2 * (output * places + row) + 1]).toBeCloseTo(weights[row]! * slope, 5);
      }
    }
  });

  it('has the curvature of the loss as its hessian', () => {
    for (let output = 0; output < outputs; output++) {
      for (let row = 0; row < rows; row++) {
        const wide = 1e-3;
        const curve = (moved(row, output, wide) - 2 * moved(row, output, 0) + moved(row, output, -wide)) / wide ** 2;
        const wanted = hessianFactor === null ? 1 : hessianFactor * curve;
        expect(pairs[2 * (output * places + row)]).toBeCloseTo(weights[row]! * wanted, 4);
      }
    }
  });

  it('tells the mean of the loss', () => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const sum = target.reduce((all, _, row) => all + weights[row]! * moved(row, 0, 0), 0);
    let wanted = sum / total;
    if (objective.kind === 'squared') wanted = Math.sqrt(2 * wanted);
    if (objective.kind === 'poisson') {
      const least = target.reduce((all, y, row) => all + weights[row]! * (y > 0 ? y - y * Math.log(y) : 0), 0);
      wanted = 2 * (wanted - least / total);
    }
    expect(scores.train).toBeCloseTo(wanted, 10);
    phases.end();
  });
});
