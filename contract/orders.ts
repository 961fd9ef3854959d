import type { ColumnDecision, ColumnTally } from './column-decision.ts';
import type { ComparisonOrders } from './comparison-orders.ts';
import type { ExportOrders } from './export-orders.ts';
import type { FaultData } from './faults.ts';
import type { ColumnType, FileInspection, SheetPreview } from './files.ts';
import type { ImportReport } from './import-report.ts';
import type { LibraryOrders } from './library/library-orders.ts';
import type { ModelLibraryOrders } from './models/model-library-orders.ts';
import type { ModelOrders } from './models/model-orders.ts';
import type { PredictOrders } from './predict/predict-orders.ts';
import type { ColumnProfile, Correlations, Overview } from './profile.ts';
import type { Reading } from './reading.ts';
import type { ProfileOptions } from './recipes.ts';
import type { ReportOrders } from './report-orders.ts';
import type { ColumnOrder } from './results.ts';
import type { NamedScratchFile, ScratchFile } from './scratch-file.ts';
import type { TableOrders } from './table-orders.ts';
import type { SegmentBuffer, TablePlan } from './table-plan.ts';
import type { TrainOrders } from './train/train-orders.ts';
import type { TrainingReportOrders } from './train/training-report-orders.ts';

export type { NamedScratchFile, ScratchFile } from './scratch-file.ts';
export type { ColumnFacts, SegmentBuffer, TablePlan, TableQuery } from './table-plan.ts';

/**
 * Orders (main → worker) and their replies. Types only: both sides are ours.
 * Replies stay small, so that the host's thread never deserializes a table: rows travel as SharedArrayBuffers in the
 * layout of workers/tabular/segment.ts, which the host passes on unread, and results as files in the scratch folder.
 */

export interface ReadReply {
  readonly segment: SegmentBuffer;
  /** The rows after those, where a long sheet comes in several segments. */
  readonly further?: readonly SegmentBuffer[];
  /** Of all segments. */
  readonly rows: number;
  /** How kinds of cells mix in each column (by place in the plan); null where cells bear their own types, as in a workbook. */
  readonly mixtures: ColumnMixtures | null;
  readonly raggedRows: number;
  readonly undecodableCells: number;
  /**
   * The part of an unsurveyed text is none: a quoted field may reach beyond its end, or its encoding is another. Then no part
   * of the table counts.
   */
  readonly isDoubtful?: boolean;
  /** Some rows of a text have values where the plan has no column: `widen-plan` finds them. */
  readonly hasValuesBeyond?: boolean;
  /** Of a text file: see ReadFacts; absent: there are none. */
  readonly blankLines?: Float64Array;
  /** What was done to cells on the way: decimal commas and thousands of a text file; absent: nothing. */
  readonly changes?: readonly ColumnTally[];
  /** What was found of the plan's `unseenMerges`. */
  readonly merged?: Pick<TablePlan, 'notes' | 'mergedRanges'>;
  /** Given when it is not the reader of the plan that read the part in the end. */
  readonly reader?: TablePlan['reader'];
}

/** Counts over one part, by column. Whether a column is text is decided from the sums over all parts. */
export interface ColumnMixtures {
  readonly texts: Float64Array;
  /** Numbers, dates and booleans. */
  readonly values: Float64Array;
  /** Those of the texts that are digits which a number would damage, such as 007. */
  readonly ids: Float64Array;
}

/** What the import report tells of the reading of a table. */
export interface ReadFacts {
  readonly raggedRows: number;
  readonly undecodableCells: number;
  /** The first reader did not understand the file and handed over to that of the plan. */
  readonly hasFallenBack: boolean;
  readonly range: string | null;
  /** Rows of totals were taken out. */
  readonly skipsTotals: boolean;
  /** Lines without a cell, which are no rows: by part, [row of the part that follows them, how many lines] one after another. */
  readonly blankLines: readonly (Float64Array | null)[];
}

interface OrderTypes
  extends TableOrders,
    ComparisonOrders,
    ExportOrders,
    ReportOrders,
    ModelOrders,
    ModelLibraryOrders,
    LibraryOrders,
    PredictOrders,
    TrainOrders,
    TrainingReportOrders {
  'inspect-file': { order: { path: string; fileName: string }; reply: FileInspection };
  'preview-sheet': { order: { path: string; fileName: string; reading: Reading }; reply: SheetPreview };
  'plan-table': {
    order: { path: string; fileName: string; reading: Reading; maxParts: number; maxMemoryBytes: number };
    reply: TablePlan;
  };
  /** The parts and the encoding of an unsurveyed text, from all of its bytes. */
  'survey-table': { order: { plan: TablePlan; maxParts: number }; reply: Pick<TablePlan, 'parts' | 'textFormat'> };
  /** The plan of a text with a column for every field in which some row has a value, after `hasValuesBeyond`. */
  'widen-plan': { order: { plan: TablePlan }; reply: TablePlan };
  /** SHA-256 of the whole file, in hex. */
  'fingerprint-file': { order: { path: string; fileName: string }; reply: { sha256: string; sizeBytes: number } };
  'read-part': {
    order: { plan: TablePlan; part: number; textColumns: readonly number[] };
    reply: ReadReply;
  };
  /**
   * How the texts of `columns` (places in the plan) are read, from all their cells; those of `asWritten` stay, whole numbers of
   * `asDates` are days, and `missingWords` stand for a missing cell.
   */
  'decide-columns': {
    order: {
      plan: TablePlan;
      segments: readonly SegmentBuffer[];
      columns: readonly number[];
      asWritten: readonly number[];
      asDates: readonly number[];
      missingWords: readonly string[];
    };
    reply: {
      /** Columns that stay as they are have none. */
      decisions: readonly ColumnDecision[];
      /** Cells of each kind as they were read, six numbers for each of `columns`. */
      kinds: Float64Array;
      /** Whether one of the columns ascends from row to row: then it holds a value of its own in each. */
      hasKey: boolean;
    };
  };
  /** Converts the texts of some segments as decided, each for itself. Those given must not be looked into afterwards. */
  'convert-parts': {
    order: {
      segments: readonly SegmentBuffer[];
      decisions: readonly ColumnDecision[];
      /** Rows named for each change of a column at most. */
      keptRows: number;
    };
    reply: { segments: readonly SegmentBuffer[]; tallies: readonly (readonly ColumnTally[])[] };
  };
  /** Puts the value of merged cells into each row of a segment that they span; `firstRow`: rows of the table before it. */
  'fill-merged': {
    order: { plan: TablePlan; segment: SegmentBuffer; firstRow: number };
    reply: { segment: SegmentBuffer; rows: number };
  };
  /** Takes the rows of totals out of a table whose texts were converted; `rows`: how many there were. */
  'leave-out-totals': {
    order: { plan: TablePlan; segments: readonly SegmentBuffer[] };
    reply: { segments: readonly SegmentBuffer[]; rows: number };
  };
  /** Writes an ImportReport as JSON. */
  'write-import-report': {
    order: {
      plan: TablePlan;
      segments: readonly SegmentBuffer[];
      decisions: readonly ColumnDecision[];
      /** Of each segment. */
      tallies: readonly (readonly ColumnTally[])[];
      /** By place in the plan, as `decide-columns` gave them. */
      writtenKinds: Float64Array;
      asWritten: readonly number[];
      keptRows: number;
      facts: ReadFacts;
      scratchPath: string;
    };
    reply: ScratchFile;
  };
  /** One ImportReport of those of several files: the first with the others in it. */
  'join-import-reports': { order: { paths: readonly string[]; scratchPath: string }; reply: ScratchFile };
  'load-import-report': { order: { path: string }; reply: ImportReport };
  /** Profiles the columns `columns` (places in the plan) over all segments; writes ColumnProfile[] as JSON. */
  'describe-columns': {
    order: {
      plan: TablePlan;
      segments: readonly SegmentBuffer[];
      columns: readonly number[];
      scratchPath: string;
    };
    reply: {
      file: ScratchFile;
      missingCells: number;
      /** Whether one of the columns holds a value of its own in each row. */
      hasKey: boolean;
    };
  };
  /** How many rows equal an earlier row. */
  'count-duplicates': {
    order: { plan: TablePlan; segments: readonly SegmentBuffer[] };
    reply: { duplicateRows: number };
  };
  /** Writes the measures asked for as JSON, a part of `Correlations`. */
  'correlate-columns': {
    order: {
      measures: readonly CorrelationMeasure[];
      plan: TablePlan;
      segments: readonly SegmentBuffer[];
      descriptions: readonly ScratchFile[];
      options: ProfileOptions;
      scratchPath: string;
    };
    reply: ScratchFile;
  };
  /** Every row as Parquet. Without descriptions (null) the cells themselves decide how a column is stored. */
  'store-rows': {
    order: {
      plan: TablePlan;
      segments: readonly SegmentBuffer[];
      scratchPath: string;
      /** For a table that is read again in stretches: no more rows than these need be decoded at once. */
      rowGroupRows?: number;
    };
    reply: ScratchFile;
  };
  /** Puts the parts of a profile together. Without correlations and duplicates it gives what can be shown meanwhile. */
  'assemble-profile': {
    order: {
      plan: TablePlan;
      descriptions: readonly ScratchFile[];
      /** Files of `correlate-columns` that together hold every measure. */
      correlations: readonly ScratchFile[] | null;
      facts: ProfileFacts;
      options: ProfileOptions;
      scratchFolder: string;
    };
    reply: { files: readonly NamedScratchFile[] };
  };
  'load-overview': { order: { path: string }; reply: Overview };
  'load-columns': {
    order: {
      path: string;
      offset: number;
      limit: number;
      search: string;
      /** Only columns of this type; absent or null: of every type. */
      type?: ColumnType | null;
      /** Absent: in sheet order. */
      order?: ColumnOrder;
    };
    reply: { columns: ColumnProfile[]; total: number };
  };
  'load-correlations': { order: { path: string }; reply: Correlations };
  /** Looks for damage in the archive; `damage` is what SQLite says of it. */
  'check-archive': { order: { path: string; depth: 'quick' | 'full' }; reply: { damage: string | null } };
  /** Brings the log of the archive into its file; pages that the log holds, and those of them that are in the file by now. */
  'settle-archive': { order: { path: string }; reply: { logPages: number; settledPages: number } };
}

export type CorrelationMeasure = keyof Correlations;

/** What the engine knows of a profile beside the columns. */
export interface ProfileFacts {
  readonly sha256: string;
  readonly engineVersion: string;
  readonly rows: number;
  readonly missingCells: number;
  readonly raggedRows: number;
  readonly undecodableCells: number;
  readonly duplicateRows: number | null;
}

export type OrderKind = keyof OrderTypes;
export type Order<K extends OrderKind> = OrderTypes[K]['order'];
export type Reply<K extends OrderKind> = OrderTypes[K]['reply'];

/** Meanwhile, from worker to main: how much of an order is done. */
export interface Notice {
  /** 0..1 of this order. */
  readonly fraction: number;
  readonly rowsDone: number | null;
  readonly subject: string | null;
}

/**
 * What a thread is given: the order, where notices go, and flags. Element 0 becomes 1 with a cancel. Where there are more, the
 * thread counts in element 1 what it must not be ended in, and begins no more of that once element 2 is 1.
 */
export interface Envelope<K extends OrderKind = OrderKind> {
  readonly kind: K;
  readonly order: Order<K>;
  /** A MessagePort of node:worker_threads; typed by its one method, so that this room needs no Node types. */
  readonly noticePort: { postMessage(notice: Notice): void } | null;
  readonly cancelFlag: SharedArrayBuffer;
}

export type Answer<K extends OrderKind = OrderKind> =
  | { readonly ok: true; readonly reply: Reply<K> }
  | { readonly ok: false; readonly fault: FaultData };
