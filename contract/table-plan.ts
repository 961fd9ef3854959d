import type { TableFormat, TextFormat } from './files.ts';
import type { ReadingNote } from './reading-notes.ts';

/** Where a table stands in a file and how it is read; made by `plan-table`, understood only by workers. */
export interface TablePlan {
  readonly path: string;
  readonly fileName: string;
  readonly format: TableFormat;
  readonly sheet: string;
  readonly sizeBytes: number;
  readonly reader: 'scanner' | 'exceljs' | 'text' | 'duckdb' | 'sheetjs';
  readonly textFormat: TextFormat | null;
  /** The part of the sheet that the table stands in; absent: the whole of it. */
  readonly range?: string;
  /** 0-based row of the first header line and how many lines the header takes (0: none). */
  readonly headerStart: number;
  readonly headerRows: number;
  readonly firstDataRow: number;
  /** Unique names, and the names as they stand in the file. */
  readonly columnNames: readonly string[];
  readonly originalNames: readonly string[];
  /** 0-based places in the sheet of the columns that hold the table; wholly blank columns are left out. */
  readonly sourceColumns: readonly number[];
  /** Independent slices; a text file is cut at line breaks (bytes from–to), a workbook sheet is one slice. */
  readonly parts: readonly { readonly fromByte: number; readonly toByte: number }[];
  /**
   * The text was cut, and its encoding told, by its beginning and by what stands around the cuts; whoever reads the parts
   * finds out whether that was right (`ReadReply.isDoubtful`).
   */
  readonly unsurveyed?: { readonly checksEncoding: boolean };
  readonly estimatedRows: number | null;
  readonly estimatedMemoryBytes: number;
  /** Reading stops with TABLE_TOO_LARGE when the columns outgrow this; files can claim to be smaller than they are. */
  readonly memoryLimitBytes?: number;
  /** For a text file: from this field on, only single rows have values, which makes them ragged. */
  readonly usualFields?: number;
  /** For a text file: the last column holds the rest of each row, whatever delimiters are in it. */
  readonly joinsRest?: boolean;
  /** For Parquet and JSON. */
  readonly query?: TableQuery;
  readonly notes?: readonly ReadingNote[];
  /** Merged cells among the rows of a sheet, by 0-based rows and columns of the sheet. */
  readonly mergedRanges?: readonly MergedArea[];
  /** The sheet is so large that its merged cells are found while it is read (`ReadReply.merged`), and filled where `isFilled`. */
  readonly unseenMerges?: { readonly isFilled: boolean };
  /** What the numbers of each column mean, once its texts were read (by place); absent: nothing is known. */
  readonly columnFacts?: readonly ColumnFacts[];
}

/** Cells that are one: the value stands in the first, the others are empty. */
export interface MergedArea {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface ColumnFacts {
  /** Such as kg, ℃ or ¥. */
  readonly unit: string | null;
  /** 0.125 was written 12.5 %. */
  readonly isPercent: boolean;
  /** How truth values were written first, where that was in words; absent: they are no words, or the column holds none. */
  readonly words?: { readonly yes: string; readonly no: string };
}

/** How DuckDB gives the columns of a file. */
export interface TableQuery {
  /** What stands behind FROM; the file is the parameter `$path`. */
  readonly from: string;
  /** By place in the plan; `expression` gives a DOUBLE, or for text a VARCHAR. */
  readonly columns: readonly { readonly expression: string; readonly kind: 'number' | 'boolean' | 'date' | 'text' }[];
  /** Rows of each part, 0-based, `toRow` not included; null: there is one part, and it has all. */
  readonly rowRanges: readonly { readonly fromRow: number; readonly toRow: number }[] | null;
}

/** A slice of the table in memory: see workers/tabular/segment.ts. */
export type SegmentBuffer = SharedArrayBuffer;
