import type { TableView } from './table-view.ts';
import type { ColumnStatistics, FirstMatch, FoundCell, RangeSummary, TableColumn, TablePage } from './tables.ts';

/** A view's rows: those of the file at `path`, in the order that the file at `orderPath` tells (null: every row as it stands). */
export interface ViewedRows {
  readonly path: string;
  readonly orderPath: string | null;
}

/** Heavy queries put what memory cannot hold into this folder. */
interface Spilling {
  readonly spillFolder: string;
}

/** A range as it is put on the clipboard. */
export interface CopiedTable {
  /** Tab-separated, one row a line, as spreadsheet programs exchange it. */
  readonly text: string;
  /** The same as a table in HTML; null for large ranges. */
  readonly html: string | null;
  readonly rows: number;
  readonly columns: number;
}

interface RowRange {
  readonly offset: number;
  readonly limit: number;
}

/** Orders about stored tables and views of them; see `OrderTypes`. Columns are places in the table. */
export interface TableOrders {
  'describe-table': { order: { path: string }; reply: { columns: readonly TableColumn[]; rows: number } };
  /** Writes the places of a view's rows in the view's order; see workers/explore/view/row-list.ts. */
  'make-view': {
    order: { path: string; view: TableView; scratchPath: string } & Spilling;
    reply: { rows: number };
  };
  'page-view': { order: ViewedRows & RowRange & { columns: readonly number[] }; reply: TablePage };
  'describe-view': {
    order: { path: string; view: TableView; columns: readonly number[]; topValues: number; bins: number } & Spilling;
    reply: { columns: ColumnStatistics[] };
  };
  'copy-view': {
    order: ViewedRows & { rows: RowRange; columns: readonly number[]; hasHeader: boolean; maxBytes: number } & Spilling;
    reply: CopiedTable;
  };
  'summarize-view': {
    order: ViewedRows & { view: TableView; rows: RowRange; columns: readonly number[] } & Spilling;
    reply: RangeSummary;
  };
  /** Writes the places within the view of the rows that contain `text` in one of `columns`, rising. */
  'match-view': {
    order: ViewedRows & { text: string; columns: readonly number[]; scratchPath: string } & Spilling;
    reply: { rows: number };
  };
  /** The first match in a row from `fromRow` on of the whole table, as soon as it is met; null: there is none. */
  'find-first': {
    order: { path: string; text: string; columns: readonly number[]; fromRow: number };
    reply: FirstMatch;
  };
  /** The match after or before a row; `matchesPath` is what `match-view` wrote. */
  'find-match': {
    order: ViewedRows & {
      matchesPath: string;
      text: string;
      columns: readonly number[];
      from: { row: number; isIncluded: boolean };
      direction: 'forward' | 'backward';
    };
    reply: FoundCell;
  };
}
