import type { FaultData } from '../../../contract/faults.ts';
import { isWholeTable, type TableView, wholeTable } from '../../../contract/table-view.ts';
import type { OpenedTable, TableColumn, TableState } from '../../../contract/tables.ts';
import { callFault, isAborted } from '../../bridge/client.ts';
import { RowBlocks } from '../rows/row-blocks.ts';
import { ColumnFigures } from './column-figures.ts';
import type { TableRequests } from './table-requests.ts';

/** What is known of a table at one moment. */
export interface TableSnapshot {
  /** `opening`: nothing can be shown yet; `reading`: its first rows; `ready`: all of them. */
  readonly state: 'opening' | 'reading' | 'ready' | 'fault';
  readonly fault: FaultData | null;
  readonly progress: (TableState & { state: 'reading' })['progress'] | null;
  readonly columns: readonly TableColumn[];
  /** Rows of the table; null while that is not known for certain. */
  readonly tableRows: number | null;
  readonly estimatedRows: number | null;
  /** The view that is asked for. */
  readonly view: TableView;
  /** The view whose rows are on screen, and how many it has. */
  readonly shownView: TableView;
  readonly shownRows: number;
  /** 0..1 while the view asked for is being made; null otherwise. */
  readonly making: number | null;
  readonly viewFault: FaultData | null;
}

/** Of a table that was not heard of yet. */
export const openingSnapshot: TableSnapshot = {
  ...{ state: 'opening', fault: null, progress: null, columns: [], tableRows: null, estimatedRows: null },
  ...{ view: wholeTable, shownView: wholeTable, shownRows: 0, making: null, viewFault: null },
};

/**
 * One table on screen: it is opened, read to its end if need be, and viewed. While another view is made the rows of the
 * last one stay. Nothing here knows how it is drawn.
 */
export class TableModel {
  readonly requests: TableRequests;
  readonly figures: ColumnFigures;
  #blocks: RowBlocks;
  #snapshot = openingSnapshot;
  readonly #listeners = new Set<() => void>();
  readonly #cellListeners = new Set<() => void>();
  #cellsVersion = 0;
  readonly #cellsCame = (): void => {
    if (this.#stop.signal.aborted) return;
    this.#cellsVersion += 1;
    for (const listener of this.#cellListeners) listener();
  };
  readonly #stop = new AbortController();
  #making: AbortController | null = null;

  constructor(requests: TableRequests) {
    this.requests = requests;
    this.#blocks = this.#blocksOf(wholeTable, 0);
    this.figures = new ColumnFigures(
      (view, columns, signal) => requests.describe(view, columns, 5, signal).then((answer) => answer.columns),
      this.#cellsCame,
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): TableSnapshot => this.#snapshot;

  /** Hears of every block of cells and every figure that comes; of nothing else. */
  readonly subscribeCells = (listener: () => void): (() => void) => {
    this.#cellListeners.add(listener);
    return () => this.#cellListeners.delete(listener);
  };

  /** Rises with every block of cells and every figure that comes. */
  readonly cellsVersion = (): number => this.#cellsVersion;

  /** The cells of the view on screen. */
  get blocks(): RowBlocks {
    return this.#blocks;
  }

  /** Opens the table; to be called once. */
  async open(): Promise<void> {
    const { signal } = this.#stop;
    try {
      const opened = await this.requests.open(signal);
      if (signal.aborted) return;
      if (opened.state === 'ready') this.#ready(opened.columns, opened.rows ?? 0);
      else {
        this.#showFirstRows(opened);
        await this.#read(signal);
      }
    } catch (error) {
      if (signal.aborted || isAborted(error)) return;
      this.#change({ state: 'fault', fault: callFault(error), progress: null });
    }
  }

  /** Shows another view as soon as it is made. What was being made for another one before stops. */
  setView(view: TableView): void {
    this.#making?.abort();
    this.#making = null;
    this.#change({ view, making: null, viewFault: null });
    if (this.#snapshot.state === 'ready') void this.#make(view);
  }

  /** Asks for the view again after it failed. */
  tryAgain(): void {
    this.setView(this.#snapshot.view);
  }

  /** Ends everything that is on its way. */
  close(): void {
    this.#stop.abort();
    this.#making?.abort();
    this.#blocks.dispose();
    this.figures.close();
  }

  async #read(signal: AbortSignal): Promise<void> {
    for await (const state of await this.requests.watch(signal)) {
      if (signal.aborted) return;
      if (state.state === 'reading') this.#change({ progress: state.progress });
      else this.#ready(state.columns, state.rows);
    }
  }

  #showFirstRows({ columns, rows, firstRows }: OpenedTable): void {
    this.#swapBlocks(
      new RowBlocks(
        async ({ offset, limit, columns: places }) => ({
          rows: firstRows.slice(offset, offset + limit).map((row) => places.map((place) => row[place] ?? null)),
          rowPlaces: firstRows.slice(offset, offset + limit).map((_, index) => offset + index),
          totalRows: firstRows.length,
        }),
        columns.length,
        this.#cellsCame,
      ),
    );
    this.#change({ state: 'reading', columns, estimatedRows: rows, shownRows: firstRows.length });
  }

  #ready(columns: readonly TableColumn[], rows: number): void {
    this.#swapBlocks(this.#blocksOf(wholeTable, columns.length));
    const { view } = this.#snapshot;
    this.#change({
      ...{ state: 'ready', progress: null, columns, tableRows: rows, estimatedRows: rows },
      ...{ shownView: wholeTable, shownRows: rows },
    });
    this.figures.show(wholeTable);
    if (!isWholeTable(view)) void this.#make(view);
  }

  async #make(view: TableView): Promise<void> {
    const making = new AbortController();
    this.#making = making;
    const { signal } = making;
    this.#change({ making: 0 });
    try {
      for await (const state of await this.requests.watchView(view, signal)) {
        if (signal.aborted) return;
        if (state.state === 'making') this.#change({ making: state.fraction });
        else await this.#show(view, state.rows, signal);
      }
    } catch (error) {
      if (signal.aborted || isAborted(error)) return;
      this.#change({ viewFault: callFault(error), making: null });
    } finally {
      if (this.#making === making) this.#making = null;
    }
  }

  /** The rows of the view take the place of the last one's when the first of them are here: nothing flickers. */
  async #show(view: TableView, rows: number, signal: AbortSignal): Promise<void> {
    const blocks = this.#blocksOf(view, this.#snapshot.columns.length);
    if (rows > 0) await blocks.fetchFirst();
    if (signal.aborted) return blocks.dispose();
    this.#swapBlocks(blocks);
    this.#change({ shownView: view, shownRows: rows, making: null });
    this.figures.show(view);
  }

  #blocksOf(view: TableView, columnCount: number): RowBlocks {
    return new RowBlocks((window, signal) => this.requests.page(view, window, signal), columnCount, this.#cellsCame);
  }

  #swapBlocks(blocks: RowBlocks): void {
    this.#blocks.dispose();
    this.#blocks = blocks;
  }

  #change(part: Partial<TableSnapshot>): void {
    if (this.#stop.signal.aborted) return;
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
