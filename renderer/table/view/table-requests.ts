import type { TableView } from '../../../contract/table-view.ts';
import type { TableSource } from '../../../contract/tables.ts';
import { client } from '../../bridge/client.ts';

/** What a table view asks of the engine about one table. */
export type TableRequests = ReturnType<typeof tableRequests>;

export function tableRequests(source: TableSource) {
  const { tables, desktop } = client;
  return {
    open: (signal: AbortSignal) => tables.openTable({ source }, { signal }),
    watch: (signal: AbortSignal) => tables.watchTable({ source }, { signal }),
    watchView: (view: TableView, signal: AbortSignal) => tables.watchView({ source, view }, { signal }),
    page: (view: TableView, window: { offset: number; limit: number; columns: number[] }, signal: AbortSignal) =>
      tables.pageTable({ source, view, ...window }, { signal }),
    describe: (view: TableView, columns: number[], topValues: number, signal: AbortSignal) =>
      tables.describeColumns({ source, view, columns, topValues }, { signal }),
    copy: (view: TableView, range: RequestedRange & { hasHeader: boolean }) =>
      desktop.copyRange({ source, view, ...range }),
    summarize: (view: TableView, range: RequestedRange, signal: AbortSignal) =>
      tables.summarizeRange({ source, view, ...range }, { signal }),
    find: (view: TableView, wanted: FindWish, signal: AbortSignal) =>
      tables.findInTable({ source, view, ...wanted }, { signal }),
    findFirst: (view: TableView, { text, columns, from }: FindWish, signal: AbortSignal) =>
      tables.findFirstInTable({ source, view, text, columns, fromRow: from.row }, { signal }),
  };
}

/** Columns are places in the table. */
export interface RequestedRange {
  readonly rows: { offset: number; limit: number };
  readonly columns: number[];
}

export interface FindWish {
  readonly text: string;
  readonly columns: number[];
  readonly from: { row: number; isIncluded: boolean };
  readonly direction: 'forward' | 'backward';
}
