import type { Reply, ScratchFile } from '../../../contract/orders.ts';
import type { MatchedInput, ScoredPart } from '../../../contract/predict/predict-orders.ts';
import type { Checkpoints, FinishedShard } from '../recipe.ts';
import type { StoredTable, StoredTableFacts } from '../table/store-table.ts';
import {
  layoutPlace,
  matchPlace,
  type PredictPlan,
  reportPlace,
  scorePlace,
  tablePlace,
  writePlace,
} from './predict-plan.ts';

type Assembled = Reply<'assemble-predictions'>;

/** What the assembled predictions tell beside their files. */
export type AssembledFacts = Omit<Assembled, 'predictions' | 'report'>;

export interface WrittenFacts {
  readonly rows: number;
  readonly cutTexts: number;
}

export interface WrittenPart extends WrittenFacts {
  readonly filePath: string;
  readonly manifestPath: string;
}

/** What the shards of a prediction answer; null where one is missing. */
export interface PredictShards {
  /** `rowsPath` null: the input itself is the stored table. */
  readonly table:
    | (StoredTableFacts & { readonly rowsPath: string | null; readonly importReport: ScratchFile | null })
    | null;
  readonly matched: MatchedInput | null;
  readonly scored: readonly ((ScoredPart & { readonly rows: number }) | null)[];
  readonly assembled: (AssembledFacts & { readonly predictions: ScratchFile; readonly report: ScratchFile }) | null;
  readonly layout: { readonly layoutPath: string; readonly arrangedPath: string | null } | null;
  readonly written: readonly (WrittenPart | null)[];
}

export function finishedPartsOf(plan: PredictPlan, finished: ReadonlyMap<number, FinishedShard>): PredictShards {
  const table = finished.get(tablePlace);
  const assembled = finished.get(reportPlace(plan));
  const layout = finished.get(layoutPlace(plan));
  const each = <T>(count: number, make: (part: number) => T): T[] =>
    Array.from({ length: count }, (_, part) => make(part));
  return {
    table: table
      ? {
          ...(table.reply as StoredTableFacts),
          rowsPath: table.files.rows?.path ?? null,
          importReport: table.files.report ?? null,
        }
      : null,
    matched: (finished.get(matchPlace)?.reply as MatchedInput | undefined) ?? null,
    scored: each(plan.scoreParts, (part) => {
      const shard = finished.get(scorePlace(part));
      if (!shard) return null;
      const { columns, facts, predictions } = shard.files;
      const paths = { columnsPath: columns!.path, factsPath: facts!.path, predictionsPath: predictions!.path };
      return { ...(shard.reply as { rows: number }), ...paths };
    }),
    assembled: assembled
      ? {
          ...(assembled.reply as AssembledFacts),
          predictions: assembled.files.predictions!,
          report: assembled.files.report!,
        }
      : null,
    layout: layout
      ? { layoutPath: layout.files.layout!.path, arrangedPath: layout.files.arranged?.path ?? null }
      : null,
    written: each(plan.writeParts, (part) => {
      const shard = finished.get(writePlace(plan, part));
      if (!shard) return null;
      const { made, manifest } = shard.files;
      return { ...(shard.reply as WrittenFacts), filePath: made!.path, manifestPath: manifest!.path };
    }),
  };
}

/** Hands in shards of a prediction by what they are. */
export class PredictCheckpoints {
  readonly #checkpoints: Checkpoints;
  readonly #plan: PredictPlan;

  constructor(plan: PredictPlan, checkpoints: Checkpoints) {
    this.#plan = plan;
    this.#checkpoints = checkpoints;
  }

  table({ facts, files }: StoredTable, startedAtMs: number): void {
    const kept = files && {
      rows: { ...files.rows, extension: '.parquet' },
      report: { ...files.report, extension: '.json' },
    };
    this.#checkpoints.finish(tablePlace, { reply: facts, files: kept ?? {} }, startedAtMs);
  }

  matched(matched: MatchedInput, startedAtMs: number): void {
    this.#checkpoints.finish(matchPlace, { reply: matched, files: {} }, startedAtMs);
  }

  scored(part: number, { columns, facts, predictions, rows }: Reply<'score-rows'>, startedAtMs: number): void {
    const files = {
      columns: { ...columns, extension: '.parquet' },
      predictions: { ...predictions, extension: '.bin' },
      facts: { ...facts, extension: '.json' },
    };
    this.#checkpoints.finish(scorePlace(part), { reply: { rows }, files }, startedAtMs);
  }

  assembled({ predictions, report, ...facts }: Assembled, startedAtMs: number): void {
    const files = {
      predictions: { ...predictions, extension: '.parquet' },
      report: { ...report, extension: '.json' },
    };
    this.#checkpoints.finish(reportPlace(this.#plan), { reply: facts, files }, startedAtMs);
  }

  layout(layout: ScratchFile, arranged: ScratchFile | null, startedAtMs: number): void {
    const files = {
      layout: { ...layout, extension: '.json' },
      ...(arranged ? { arranged: { ...arranged, extension: '.parquet' } } : {}),
    };
    this.#checkpoints.finish(layoutPlace(this.#plan), { reply: {}, files }, startedAtMs);
  }

  written(part: number, facts: WrittenFacts, made: ScratchFile, manifest: ScratchFile, startedAtMs: number): void {
    const files = { made: { ...made, extension: '.part' }, manifest: { ...manifest, extension: '.json' } };
    this.#checkpoints.finish(writePlace(this.#plan, part), { reply: facts, files }, startedAtMs);
  }
}
