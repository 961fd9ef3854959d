import type { ScratchFile } from '../../../contract/orders.ts';
import type { FitReply, MatrixFacts, TriedSettings } from '../../../contract/train/train-orders.ts';
import type { Checkpoints, FinishedShard, ShardOutcome } from '../recipe.ts';
import { placesOf, type TrainPlaces, type TrainPlan } from './train-plan.ts';

/** What was read. */
export interface TableShard {
  readonly sha256: string;
  readonly facts: MatrixFacts;
}

/** A fit, or several whose mean is the model, as a shard keeps it; without a file there was nothing left to fit. */
export interface FitShard extends Pick<FitReply, 'isFinished' | 'durationMs'> {
  readonly file: ScratchFile | null;
  /** Of each fit the round with the best score. */
  readonly bestRounds: readonly number[];
}

/** One of the settings tried, or null where the time was up; and how long the search had taken by then. */
export interface TrialShard {
  readonly tried: TriedSettings | null;
  readonly elapsedMs: number;
}

/** What there is of a training so far; null where a shard is missing. */
export interface TrainShards {
  readonly table: (TableShard & { readonly matrix: ScratchFile; readonly importReport: ScratchFile }) | null;
  readonly trials: readonly (TrialShard | null)[];
  readonly folds: readonly (FitShard | null)[];
  readonly baselines: readonly (ScratchFile | 'none' | null)[];
  readonly holdout: FitShard | null;
  readonly final: readonly (FitShard | null)[];
  readonly scores: { readonly scores: ScratchFile; readonly predictions: ScratchFile } | null;
  readonly importance: ScratchFile | null;
  readonly dependence: ScratchFile | null;
  readonly curve: ScratchFile | 'none' | null;
  readonly rows: ScratchFile | null;
}

export function finishedPartsOf(plan: TrainPlan, finished: ReadonlyMap<number, FinishedShard>): TrainShards {
  const places = placesOf(plan);
  const file = (place: number): ScratchFile | null => finished.get(place)?.files.made ?? null;
  const fileOrNone = (place: number) => (finished.has(place) ? (file(place) ?? 'none') : null);
  const fitAt = (place: number): FitShard | null => {
    const shard = finished.get(place);
    return shard ? { ...(shard.reply as Omit<FitShard, 'file'>), file: shard.files.made ?? null } : null;
  };
  const table = finished.get(places.table);
  const scores = finished.get(places.scores)?.files;
  return {
    table: table
      ? { ...(table.reply as TableShard), matrix: table.files.matrix!, importReport: table.files.report! }
      : null,
    trials: places.trials.map((place) => (finished.get(place)?.reply ?? null) as TrialShard | null),
    folds: places.folds.map(fitAt),
    baselines: places.baselines.map(fileOrNone),
    holdout: fitAt(places.holdout),
    final: places.final.map(fitAt),
    scores: scores ? { scores: scores.scores!, predictions: scores.predictions! } : null,
    importance: file(places.importance),
    dependence: file(places.dependence),
    curve: fileOrNone(places.curve),
    rows: file(places.rows),
  };
}

/** Hands in shards of a training by what they are. */
export class TrainCheckpoints {
  readonly places: TrainPlaces;
  readonly #checkpoints: Checkpoints;

  constructor(plan: TrainPlan, checkpoints: Checkpoints) {
    this.places = placesOf(plan);
    this.#checkpoints = checkpoints;
  }

  table(shard: TableShard, matrix: ScratchFile, report: ScratchFile, startedAtMs: number): void {
    const files = { matrix: { ...matrix, extension: '.matrix' }, report: { ...report, extension: '.json' } };
    this.#finish(this.places.table, { reply: shard, files }, startedAtMs);
  }

  trial(index: number, shard: TrialShard, startedAtMs: number): void {
    this.#finish(this.places.trials[index]!, { reply: shard, files: {} }, startedAtMs);
  }

  /** Its time is that of the fit alone, without what it waited for a thread. */
  fit(place: number, { file, ...reply }: FitShard): void {
    this.#finish(place, { reply, files: made(file) }, performance.now() - reply.durationMs);
  }

  scores(scores: ScratchFile, predictions: ScratchFile, startedAtMs: number): void {
    const files = { scores: { ...scores, extension: '.json' }, predictions: { ...predictions, extension: '.matrix' } };
    this.#finish(this.places.scores, { reply: {}, files }, startedAtMs);
  }

  /** A shard that is one file, or nothing. */
  file(place: number, file: ScratchFile | null, startedAtMs: number): void {
    this.#finish(place, { reply: {}, files: made(file) }, startedAtMs);
  }

  #finish(place: number, outcome: ShardOutcome, startedAtMs: number): void {
    this.#checkpoints.finish(place, outcome, startedAtMs);
  }
}

const made = (file: ScratchFile | null): ShardOutcome['files'] =>
  file === null ? {} : { made: { ...file, extension: extensionOf(file.path) } };

const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.'));
