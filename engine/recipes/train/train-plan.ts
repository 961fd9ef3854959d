import type { TablePlan } from '../../../contract/orders.ts';

/** How the work on a training is cut; the same whatever the number of threads. */
export interface TrainPlan {
  /** How each file is read, the job's own first. */
  readonly tables: readonly TablePlan[];
  /** The last so many of them are test files. */
  readonly testTables: number;
  readonly folds: number;
  /** Settings that a search tries at most; 0: there is no search. */
  readonly trials: number;
  /** Orders that the final fit is cut into, each with a checkpoint. */
  readonly finalParts: number;
}

/** The shards of a training, by place. */
export interface TrainPlaces {
  readonly table: number;
  readonly trials: readonly number[];
  readonly folds: readonly number[];
  readonly baselines: readonly number[];
  readonly holdout: number;
  readonly final: readonly number[];
  readonly scores: number;
  readonly importance: number;
  readonly dependence: number;
  readonly curve: number;
  readonly rows: number;
}

export function placesOf({ finalParts, folds, trials }: TrainPlan): TrainPlaces {
  let next = 0;
  const one = () => next++;
  const several = (count: number) => Array.from({ length: count }, one);
  return {
    table: one(),
    trials: several(trials),
    folds: several(folds),
    baselines: several(folds),
    holdout: one(),
    final: several(finalParts),
    ...{ scores: one(), importance: one(), dependence: one(), curve: one(), rows: one() },
  };
}

/** The name of the shards in which the final model is fitted. */
export const finalShardName = 'final model';

/** In the order of their places. */
export function shardNamesOf({ finalParts, folds, trials }: TrainPlan): string[] {
  const several = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => (count === 1 ? name : `${name} ${at + 1}/${count}`));
  return [
    'table',
    ...several('search', trials),
    ...several('fold', folds),
    ...several('baseline', folds),
    'holdout',
    ...several(finalShardName, finalParts),
    ...['scores', 'importance', 'dependence', 'learning curve', 'rows'],
  ];
}

/** Cells × rounds that the final fit does between two checkpoints: about a minute on one thread. */
const partWork = 4e9;
const mostParts = 8;

/** Orders for a final fit of about so many rows and columns. */
export function finalPartsFor(rows: number, columns: number, rounds: number): number {
  return Math.max(1, Math.min(mostParts, Math.round((rows * columns * rounds) / partWork)));
}
