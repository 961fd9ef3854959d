import type { ScratchFile } from '../../../contract/orders.ts';
import type { Checkpoints, FinishedShard } from '../recipe.ts';
import type { StoredTableFacts } from '../table/store-table.ts';
import { type ExportPlan, layoutPlace, partPlace, tablePlace } from './export-plan.ts';

export interface LayoutFacts {
  readonly rows: number;
  readonly groups: number;
}

export interface PartFacts {
  readonly rows: number;
  readonly cutTexts: number;
}

export interface ExportPart extends PartFacts {
  readonly filePath: string;
  readonly manifestPath: string;
}

/** What the shards of an export answer; null where one is missing. */
export interface ExportShards {
  /** `rowsPath`: null where the input itself is the stored table. */
  readonly table:
    | (StoredTableFacts & { readonly rowsPath: string | null; readonly importReport: ScratchFile | null })
    | null;
  readonly layout: (LayoutFacts & { readonly layoutPath: string; readonly arrangedPath: string | null }) | null;
  readonly parts: readonly (ExportPart | null)[];
}

export function finishedPartsOf(plan: ExportPlan, finished: ReadonlyMap<number, FinishedShard>): ExportShards {
  const table = finished.get(tablePlace);
  const layout = finished.get(layoutPlace);
  return {
    table: table
      ? {
          ...(table.reply as StoredTableFacts),
          rowsPath: table.files.rows?.path ?? null,
          importReport: table.files.report ?? null,
        }
      : null,
    layout: layout
      ? {
          ...(layout.reply as LayoutFacts),
          layoutPath: layout.files.layout!.path,
          arrangedPath: layout.files.arranged?.path ?? null,
        }
      : null,
    parts: Array.from({ length: plan.parts }, (_, part) => {
      const shard = finished.get(partPlace(part));
      if (!shard) return null;
      const { made, manifest } = shard.files;
      return { ...(shard.reply as PartFacts), filePath: made!.path, manifestPath: manifest!.path };
    }),
  };
}

/** Hands in shards of an export by what they are. */
export class ExportCheckpoints {
  readonly #checkpoints: Checkpoints;

  constructor(checkpoints: Checkpoints) {
    this.#checkpoints = checkpoints;
  }

  table(facts: StoredTableFacts, files: { rows: ScratchFile; report: ScratchFile } | null, startedAtMs: number): void {
    const kept = files && {
      rows: { ...files.rows, extension: '.parquet' },
      report: { ...files.report, extension: '.json' },
    };
    this.#checkpoints.finish(tablePlace, { reply: facts, files: kept ?? {} }, startedAtMs);
  }

  layout(facts: LayoutFacts, layout: ScratchFile, arranged: ScratchFile | null, startedAtMs: number): void {
    const files = {
      layout: { ...layout, extension: '.json' },
      ...(arranged ? { arranged: { ...arranged, extension: '.parquet' } } : {}),
    };
    this.#checkpoints.finish(layoutPlace, { reply: facts, files }, startedAtMs);
  }

  part(part: number, facts: PartFacts, made: ScratchFile, manifest: ScratchFile, startedAtMs: number): void {
    const files = { made: { ...made, extension: '.part' }, manifest: { ...manifest, extension: '.json' } };
    this.#checkpoints.finish(partPlace(part), { reply: facts, files }, startedAtMs);
  }
}
