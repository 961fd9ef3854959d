import * as layout from '../../trees-kernel/layout.ts';
import { type BoostingObjective, outputsOf } from '../boosting-options.ts';
import type { TrainingSet } from '../training-set.ts';
import type { Arena } from './fit-memory.ts';
import { type FitRows, fillPlaces } from './fit-rows.ts';

/** What a fit keeps of its rows between the rounds. */
export interface RoundMemory {
  /** Of each output, places one after the other. */
  readonly margins: Float64Array;
  readonly targets: Float64Array;
  /** Row weight times class weight; null where all count the same. */
  readonly weights: Float64Array | null;
  /** By chunk: for each output the sums of |gradient| and hessian, then the sum of the losses. */
  readonly partialSums: Float64Array;
  /** Weights of the rows of training and of validation in their losses, summed up. */
  readonly lossWeight: { readonly train: number; readonly validation: number };
}

const objectiveCodes: Readonly<Record<BoostingObjective['kind'], number>> = {
  squared: layout.squaredObjective,
  absolute: layout.absoluteObjective,
  quantile: layout.quantileObjective,
  logistic: layout.logisticObjective,
  softmax: layout.softmaxObjective,
  poisson: layout.poissonObjective,
};

/** Lays out margins, targets, weights and gradients; margins are yet to be filled. */
export function layOutRounds(
  set: TrainingSet,
  rows: FitRows,
  objective: BoostingObjective,
  classWeights: readonly number[] | null,
  arena: Arena,
): RoundMemory {
  const outputs = outputsOf(objective);
  const { places } = rows;
  const header = arena.words(layout.header, layout.headerBytes >> 2);
  const doubles = (count: number, at: number): Float64Array => {
    const address = arena.take(count * 8);
    header[at >> 2] = address;
    return arena.doubles(address, count);
  };
  header[layout.outputsAt >> 2] = outputs;
  header[layout.objectiveAt >> 2] = objectiveCodes[objective.kind];
  const quantile = objective.kind === 'quantile' ? objective.alpha : 0.5;
  arena.doubles(layout.header + layout.quantileAt, 1)[0] = quantile;
  // Behind the margins stand the probabilities of the true classes, or the means, for the loss.
  const margins = doubles((outputs + 1) * places, layout.marginsAt);
  const targets = doubles(places, layout.targetsAt);
  fillPlaces(rows, targets, (row) => set.target[row]!);
  let weights: Float64Array | null = null;
  header[layout.weightsAt >> 2] = 0;
  header[layout.lossWeightsAt >> 2] = 0;
  const weightOf = (row: number) => (set.weights === null ? 1 : set.weights[row]!);
  if (set.weights !== null) fillPlaces(rows, doubles(places, layout.lossWeightsAt), weightOf);
  if (set.weights !== null || classWeights !== null) {
    weights = doubles(places, layout.weightsAt);
    fillPlaces(rows, weights, (row) => weightOf(row) * (classWeights?.[set.target[row]!] ?? 1));
  }
  header[layout.gradientsAt >> 2] = arena.take(outputs * places * 8);
  header[layout.scratchAt >> 2] = arena.take(rows.chunks * outputs * 16);
  const partialSums = doubles(rows.chunks * (2 * outputs + 1), layout.partialSumsAt);
  const sumOf = (numbers: Uint32Array) => numbers.reduce((sum, row) => sum + weightOf(row), 0);
  return {
    margins,
    targets,
    weights,
    partialSums,
    lossWeight: { train: sumOf(rows.train), validation: sumOf(rows.validation) },
  };
}
