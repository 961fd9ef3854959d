import type { ComparedColumn, ComparedTable, Comparison, NumericChange, RowKey, SchemaChanges } from './comparison.ts';
import type { ComparisonOptions } from './comparison-options.ts';
import type { ComparedColumnOrder } from './comparisons.ts';
import type { ReportFormat } from './results.ts';
import type { NamedScratchFile, ScratchFile } from './scratch-file.ts';
import type { Locale } from './texts.ts';

/** The two stored tables of a comparison. */
interface ComparedFiles {
  readonly laterPath: string;
  readonly earlierPath: string;
}

/** A column that both tables have, by its places. */
export interface ColumnPair {
  readonly later: number;
  readonly earlier: number;
}

/** What `match-tables` writes: which columns belong together, and what tells rows apart. */
export interface MatchedTables {
  readonly schema: SchemaChanges;
  /** In the order of the later table. */
  readonly pairs: readonly ColumnPair[];
  /** What the columns of `pairs` are called in the later table. */
  readonly names: readonly string[];
  readonly rows: { readonly earlier: number; readonly later: number };
  /** Places of the columns of `pairs` that are the key; null: whole rows are compared. */
  readonly keyPairs: readonly number[] | null;
  readonly key: RowKey | null;
  /** Places of the columns that only one table has. */
  readonly addedPlaces: readonly number[];
  readonly removedPlaces: readonly number[];
}

/** What `compare-rows` writes beside the rows themselves. */
export interface RowFacts {
  readonly rows: Comparison['rows'];
  /** Rows in which each pair changed. */
  readonly changedRows: readonly number[];
  readonly largestChanges: readonly NumericChange[];
  readonly changes: Comparison['changes'];
}

/** Orders about two tables that `store-rows` has written; see `OrderTypes`. */
export interface ComparisonOrders {
  /** Throws COMPARISON_NO_COMMON_COLUMN and COMPARISON_KEY_MISSING. */
  'match-tables': {
    order: ComparedFiles & {
      laterName: string;
      earlierName: string;
      options: ComparisonOptions;
      scratchPath: string;
    };
    reply: { file: ScratchFile; pairs: number };
  };
  'compare-rows': {
    order: ComparedFiles & {
      matchPath: string;
      options: ComparisonOptions;
      scratchPath: string;
      factsPath: string;
    };
    reply: { rows: ScratchFile; facts: ScratchFile };
  };
  /** Compares how the values of columns are spread; writes ComparedColumn[] as JSON. `pairs`: places in MatchedTables.pairs. */
  'compare-columns': {
    order: ComparedFiles & { matchPath: string; group: number; groups: number; scratchPath: string };
    reply: ScratchFile;
  };
  'assemble-comparison': {
    order: {
      matchPath: string;
      factsPath: string;
      /** By group. */
      columnPaths: readonly string[];
      later: ComparedTable;
      earlier: ComparedTable;
      options: ComparisonOptions;
      engineVersion: string;
      scratchFolder: string;
    };
    reply: { files: readonly NamedScratchFile[] };
  };
  'render-comparison': {
    order: {
      comparisonPath: string;
      columnsPath: string;
      rowsPath: string;
      /** What the files are called; the comparison may have been made from equal files of other names. */
      laterName: string;
      earlierName: string;
      format: ReportFormat;
      locale: Locale;
      scratchPath: string;
    };
    reply: ScratchFile;
  };
  'load-comparison': { order: { path: string }; reply: Comparison };
  /** A page of the columns whose names contain `search`, whatever the case or width of the letters. */
  'load-compared-columns': {
    order: { path: string; search: string; order: ComparedColumnOrder; offset: number; limit: number };
    reply: { columns: ComparedColumn[]; total: number };
  };
}
