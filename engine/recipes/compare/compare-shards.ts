import type { ScratchFile } from '../../../contract/orders.ts';
import type { Checkpoints, FinishedShard, ShardOutcome } from '../recipe.ts';
import { type ComparePlan, earlierPlace, groupPlace, laterPlace, matchPlace, rowsPlace } from './compare-plan.ts';

/** Facts about a table as it was read. */
export interface TableFacts {
  readonly rows: number;
  readonly columns: number;
  /** Of both inputs; kept with the later table alone. */
  readonly sha256: string | null;
}

export interface StoredTable extends TableFacts {
  /** null: the input itself is the stored table. */
  readonly rowsPath: string | null;
  readonly importReport: ScratchFile | null;
}

/** What there is of a comparison so far; null where a shard is missing. */
export interface CompareShards {
  readonly later: StoredTable | null;
  readonly earlier: StoredTable | null;
  readonly matchPath: string | null;
  readonly differences: { readonly rows: ScratchFile; readonly factsPath: string } | null;
  readonly groups: readonly (string | null)[];
}

export function finishedPartsOf(plan: ComparePlan, finished: ReadonlyMap<number, FinishedShard>): CompareShards {
  const table = (place: number): StoredTable | null => {
    const shard = finished.get(place);
    if (!shard) return null;
    const { rows, report } = shard.files;
    return { ...(shard.reply as TableFacts), rowsPath: rows?.path ?? null, importReport: report ?? null };
  };
  const differences = finished.get(rowsPlace)?.files;
  return {
    later: table(laterPlace),
    earlier: table(earlierPlace),
    matchPath: finished.get(matchPlace)?.files.made?.path ?? null,
    differences: differences ? { rows: differences.rows!, factsPath: differences.facts!.path } : null,
    groups: Array.from(
      { length: plan.groups },
      (_, group) => finished.get(groupPlace(group))?.files.made?.path ?? null,
    ),
  };
}

/** Hands in shards of a comparison by what they are. */
export class CompareCheckpoints {
  readonly #checkpoints: Checkpoints;

  constructor(checkpoints: Checkpoints) {
    this.#checkpoints = checkpoints;
  }

  table(
    side: 'later' | 'earlier',
    facts: TableFacts,
    files: { rows: ScratchFile; report: ScratchFile } | null,
    startedAtMs: number,
  ): void {
    const kept: ShardOutcome['files'] = files
      ? { rows: { ...files.rows, extension: '.parquet' }, report: { ...files.report, extension: '.json' } }
      : {};
    const place = side === 'later' ? laterPlace : earlierPlace;
    this.#checkpoints.finish(place, { reply: facts, files: kept }, startedAtMs);
  }

  match(file: ScratchFile, startedAtMs: number): void {
    this.#checkpoints.finish(matchPlace, { reply: {}, files: { made: { ...file, extension: '.json' } } }, startedAtMs);
  }

  differences(rows: ScratchFile, facts: ScratchFile, startedAtMs: number): void {
    const files = { rows: { ...rows, extension: '.parquet' }, facts: { ...facts, extension: '.json' } };
    this.#checkpoints.finish(rowsPlace, { reply: {}, files }, startedAtMs);
  }

  group(group: number, file: ScratchFile, startedAtMs: number): void {
    const files = { made: { ...file, extension: '.json' } };
    this.#checkpoints.finish(groupPlace(group), { reply: {}, files }, startedAtMs);
  }
}
