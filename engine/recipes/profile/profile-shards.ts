import type { ScratchFile, TablePlan } from '../../../contract/orders.ts';
import type { Checkpoints, FinishedShard, ShardOutcome } from '../recipe.ts';
import { type ProfilePlaces, type ProfilePlan, placesOf } from './profile-plan.ts';

/** Facts about the table as it was read, and what another reading needs to know to be the same. */
export interface TableFacts {
  /** SHA-256 of the input. */
  readonly sha256: string;
  readonly rows: number;
  /** More than the plan had where some rows turned out longer. */
  readonly columns: number;
  readonly raggedRows: number;
  readonly undecodableCells: number;
  readonly reader: TablePlan['reader'];
  readonly textFormat: TablePlan['textFormat'];
  /** Columns that were read as text because kinds mix in them. */
  readonly textColumns: readonly number[];
}

/** The shard of the table: its facts, and the import report as a file. */
export interface TableShard extends TableFacts {
  readonly importReport: ScratchFile;
}

/** What the shards of a profile answer. */
export interface ProfileShards {
  readonly table: TableShard | null;
  readonly groups: readonly (GroupShard | null)[];
  readonly rows: ScratchFile | null;
  readonly measures: readonly (ScratchFile | null)[];
  readonly duplicateRows: number | null;
}

export interface GroupShard {
  /** ColumnProfile[] as JSON. */
  readonly file: ScratchFile;
  readonly missingCells: number;
  /** Whether one of its columns holds a value of its own in each row. */
  readonly hasKey: boolean;
}

const fileOf = (shard: FinishedShard | undefined): ScratchFile | null => shard?.files.made ?? null;

function tableOf(shard: FinishedShard | undefined): TableShard | null {
  const importReport = fileOf(shard);
  return shard && importReport ? { ...(shard.reply as TableFacts), importReport } : null;
}

/** What is there of a profile so far; null where a shard is missing. */
export function finishedPartsOf(plan: ProfilePlan, finished: ReadonlyMap<number, FinishedShard>): ProfileShards {
  const places = placesOf(plan);
  const reply = <T>(place: number) => (finished.get(place)?.reply ?? null) as T | null;
  return {
    table: tableOf(finished.get(places.table)),
    groups: places.groups.map((place) => {
      const file = fileOf(finished.get(place));
      return file && { file, ...reply<Omit<GroupShard, 'file'>>(place)! };
    }),
    rows: fileOf(finished.get(places.rows)),
    measures: places.measures.map((place) => fileOf(finished.get(place))),
    duplicateRows: reply<{ duplicateRows: number }>(places.duplicates)?.duplicateRows ?? null,
  };
}

/** Hands in shards of a profile by what they are. */
export class ProfileCheckpoints {
  readonly #checkpoints: Checkpoints;
  readonly #places: ProfilePlaces;

  constructor(plan: ProfilePlan, checkpoints: Checkpoints) {
    this.#checkpoints = checkpoints;
    this.#places = placesOf(plan);
  }

  table(facts: TableFacts, importReport: ScratchFile, startedAtMs: number): void {
    this.#finish(this.#places.table, { reply: facts, files: made(importReport, '.json') }, startedAtMs);
  }

  group(index: number, { file, ...reply }: GroupShard, startedAtMs: number): void {
    this.#finish(this.#places.groups[index]!, { reply, files: made(file, '.json') }, startedAtMs);
  }

  rows(file: ScratchFile, startedAtMs: number): void {
    this.#finish(this.#places.rows, { reply: {}, files: made(file, '.parquet') }, startedAtMs);
  }

  measure(index: number, file: ScratchFile, startedAtMs: number): void {
    this.#finish(this.#places.measures[index]!, { reply: {}, files: made(file, '.json') }, startedAtMs);
  }

  duplicates(duplicateRows: number, startedAtMs: number): void {
    this.#finish(this.#places.duplicates, { reply: { duplicateRows }, files: {} }, startedAtMs);
  }

  #finish(place: number, outcome: ShardOutcome, startedAtMs: number): void {
    this.#checkpoints.finish(place, outcome, startedAtMs);
  }
}

const made = (file: ScratchFile, extension: string): ShardOutcome['files'] => ({ made: { ...file, extension } });
