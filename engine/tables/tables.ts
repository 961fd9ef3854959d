import { Fault } from '../../contract/faults.ts';
import type { Notice, Order, OrderKind, Reply } from '../../contract/orders.ts';
import type { CopiedTable } from '../../contract/table-orders.ts';
import { isWholeTable, type TableView } from '../../contract/table-view.ts';
import type {
  ColumnStatistics,
  FirstMatch,
  FoundCell,
  OpenedTable,
  RangeSummary,
  TablePage,
  TableSource,
  TableState,
  ViewState,
} from '../../contract/tables.ts';
import { maxCopiedBytes, maxCopiedCells } from '../../contract/tables.ts';
import { runInteractive } from '../pool/run-interactive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { importTable, type ReadingProgress } from './import-table.ts';
import { SharedWork } from './shared-work.ts';
import type { TableCache } from './table-cache.ts';
import { type ReadyTable, type TableSources, tableExtension, type UnreadTable } from './table-sources.ts';

interface TablesOptions {
  readonly sources: TableSources;
  readonly cache: TableCache;
  readonly pool: ThreadPool;
  /** What a table may take in memory while it is read. */
  readonly maxTableBytes: () => number;
}

interface Viewed {
  readonly source: TableSource;
  readonly view: TableView;
}

interface CellRange {
  readonly rows: { readonly offset: number; readonly limit: number };
  readonly columns: readonly number[];
}

const listExtension = '.rows';
/** Rises when the same view would have other rows or another order. */
const viewVersion = 1;

/**
 * Looking at the rows of results and of chosen files. Nothing of a table is held here: rows lie in files, and so do the
 * orders of views, which can be made again at any time. Pages are read on the interactive thread; what takes long
 * (reading a file, sorting, statistics) on threads of its own, so that no page waits behind it.
 */
export class Tables {
  readonly #options: TablesOptions;
  readonly #imports = new SharedWork<ReadingProgress, ReadyTable>();
  readonly #lists = new SharedWork<number, string>();

  constructor(options: TablesOptions) {
    this.#options = options;
  }

  /** The columns, and while the table has not been read to its end, its first rows. */
  async open(source: TableSource, signal?: AbortSignal): Promise<OpenedTable> {
    const found = await this.#options.sources.find(source);
    if ('path' in found) {
      const { columns, rows } = await this.#page('describe-table', { path: found.path }, signal);
      return { state: 'ready', columns: [...columns], rows, firstRows: [] };
    }
    const { input, reading } = found;
    const order = { path: input.path, fileName: input.fileName, reading };
    const preview = await this.#page('preview-sheet', order, signal);
    const columns = preview.columns.map(({ interpretation, name, type }) => {
      const { isPercent = false, unit = null } = interpretation ?? {};
      return { name, type, ...(unit === null ? {} : { unit }), ...(isPercent ? { isPercent } : {}) };
    });
    return { state: 'reading', columns, rows: preview.estimatedRows, firstRows: preview.rows };
  }

  /** The stored rows of a table; a chosen file is read to its end unless that was done. */
  async stored(source: TableSource, signal?: AbortSignal): Promise<ReadyTable> {
    const found = await this.#options.sources.find(source);
    if ('path' in found) return found;
    return this.#imports.join(found.key, (stop, report) => this.#import(found, stop, report), signal);
  }

  /** Reads a chosen file to its end unless that was done, telling how far it is. */
  async *watch(source: TableSource, signal?: AbortSignal): AsyncGenerator<TableState, void, void> {
    const found = await this.#options.sources.find(source);
    let ready: ReadyTable;
    if ('path' in found) ready = found;
    else {
      const reading = this.#imports.watch(found.key, (stop, report) => this.#import(found, stop, report), signal);
      for (;;) {
        const step = await reading.next();
        if (step.done) {
          ready = step.value;
          break;
        }
        yield { state: 'reading', progress: step.value };
      }
    }
    const { columns, rows } = await this.#page('describe-table', { path: ready.path }, signal);
    yield { state: 'ready', columns: [...columns], rows };
  }

  /** Makes the order of a view unless that was done, telling how far it is. */
  async *watchView({ source, view }: Viewed, signal?: AbortSignal): AsyncGenerator<ViewState, void, void> {
    const table = await this.#options.sources.findReady(source);
    let orderPath: string | null = null;
    if (!isWholeTable(view)) {
      const making = this.#lists.watch(...this.#viewWork(table, view), signal);
      for (;;) {
        const step = await making.next();
        if (step.done) {
          orderPath = step.value;
          break;
        }
        yield { state: 'making', fraction: step.value };
      }
    }
    const order = { path: table.path, orderPath, columns: [], offset: 0, limit: 0 };
    yield { state: 'ready', rows: (await this.#page('page-view', order, signal)).totalRows };
  }

  async page(
    viewed: Viewed & { readonly columns: readonly number[]; readonly offset: number; readonly limit: number },
    signal?: AbortSignal,
  ): Promise<TablePage> {
    const { columns, offset, limit } = viewed;
    return this.#page('page-view', { ...(await this.#rowsOf(viewed, signal)), columns, offset, limit }, signal);
  }

  async describeColumns(
    asked: Viewed & { readonly columns: readonly number[]; readonly topValues: number; readonly bins: number },
    signal?: AbortSignal,
  ): Promise<{ columns: ColumnStatistics[] }> {
    const { source, view, columns, topValues, bins } = asked;
    const { path } = await this.#options.sources.findReady(source);
    const order = { path, view, columns, topValues, bins, spillFolder: this.#options.cache.spillFolder };
    return this.#heavy('describe-view', order, 'statistics', signal);
  }

  /** A range as text for the clipboard. Throws COPY_TOO_LARGE. */
  async copyRange(
    asked: Viewed & CellRange & { readonly hasHeader: boolean },
    signal?: AbortSignal,
  ): Promise<CopiedTable> {
    const { rows, columns, hasHeader } = asked;
    if (rows.limit * columns.length > maxCopiedCells) {
      throw new Fault('COPY_TOO_LARGE', { limit: maxCopiedCells.toLocaleString('en') });
    }
    const range = { rows, columns, hasHeader, maxBytes: maxCopiedBytes };
    const order = { ...(await this.#rowsOf(asked, signal)), ...range, spillFolder: this.#options.cache.spillFolder };
    return this.#heavy('copy-view', order, 'copy', signal);
  }

  async summarizeRange(asked: Viewed & CellRange, signal?: AbortSignal): Promise<RangeSummary> {
    const { view, rows, columns } = asked;
    const { spillFolder } = this.#options.cache;
    const order = { ...(await this.#rowsOf(asked, signal)), view, rows, columns, spillFolder };
    return this.#heavy('summarize-view', order, 'summary', signal);
  }

  /** The next match of a text; the rows that contain it are found once. */
  async find(
    asked: Viewed & Pick<Order<'find-match'>, 'text' | 'columns' | 'from' | 'direction'>,
    signal?: AbortSignal,
  ): Promise<FoundCell> {
    const { source, view, text, columns, from, direction } = asked;
    const { cache } = this.#options;
    const table = await this.#options.sources.findReady(source);
    const viewed = await this.#rowsOf(asked, signal);
    const sought = [...columns].sort((one, other) => one - other);
    const parts = [viewVersion, 'match', table.key, view, text.toLowerCase(), sought];
    const matchesPath = await this.#lists.join(
      ...this.#listWork(parts, 'match-view', (scratchPath) => ({
        ...{ ...viewed, text, columns: sought, scratchPath, spillFolder: cache.spillFolder },
      })),
      signal,
    );
    return this.#page('find-match', { ...viewed, matchesPath, text, columns, from, direction }, signal);
  }

  /** The first match of a text from a row on, without counting the others; null for a view with an order of its own. */
  async findFirst(
    asked: Viewed & Pick<Order<'find-first'>, 'text' | 'columns' | 'fromRow'>,
    signal?: AbortSignal,
  ): Promise<{ match: FirstMatch }> {
    const { columns, fromRow, source, text, view } = asked;
    if (!isWholeTable(view)) return { match: null };
    const { path } = await this.#options.sources.findReady(source);
    const sought = [...columns].sort((one, other) => one - other);
    return { match: await this.#heavy('find-first', { path, text, columns: sought, fromRow }, 'first', signal) };
  }

  async close(): Promise<void> {
    this.#imports.close();
    this.#lists.close();
    await this.#options.cache.close();
  }

  async #rowsOf({ source, view }: Viewed, signal?: AbortSignal): Promise<{ path: string; orderPath: string | null }> {
    const table = await this.#options.sources.findReady(source);
    if (isWholeTable(view)) return { path: table.path, orderPath: null };
    return { path: table.path, orderPath: await this.#lists.join(...this.#viewWork(table, view), signal) };
  }

  #viewWork({ path, key }: ReadyTable, view: TableView) {
    const { spillFolder } = this.#options.cache;
    const parts = [viewVersion, 'view', key, view];
    return this.#listWork(parts, 'make-view', (scratchPath) => ({ path, view, scratchPath, spillFolder }));
  }

  /** The work that writes a list of rows, unless it lies in the cache. */
  #listWork<K extends 'make-view' | 'match-view'>(
    parts: readonly unknown[],
    kind: K,
    orderOf: (scratchPath: string) => Order<K>,
  ): [string, (signal: AbortSignal, report: (fraction: number) => void) => Promise<string>] {
    const { cache } = this.#options;
    const work = async (signal: AbortSignal, report: (fraction: number) => void): Promise<string> => {
      const made = await cache.find(listExtension, ...parts);
      if (made !== null) return made;
      return cache.make(listExtension, parts, (scratchPath) =>
        this.#heavy(kind, orderOf(scratchPath), 'view', signal, ({ fraction }) => report(fraction)),
      );
    };
    return [JSON.stringify(parts), work];
  }

  async #import(
    { input, reading, parts, key }: UnreadTable,
    signal: AbortSignal,
    onProgress: (progress: ReadingProgress) => void,
  ): Promise<ReadyTable> {
    const { cache, maxTableBytes } = this.#options;
    const path = await cache.make(tableExtension, parts, (scratchPath) =>
      importTable({
        ...{ input, reading, scratchPath, onProgress, maxTableBytes: maxTableBytes() },
        run: (kind, order, onNotice) => this.#heavy(kind, order, key, signal, onNotice),
      }),
    );
    return { path, key };
  }

  #page<K extends OrderKind>(kind: K, order: Order<K>, signal?: AbortSignal): Promise<Reply<K>> {
    return runInteractive(this.#options.pool, kind, order, signal);
  }

  #heavy<K extends OrderKind>(
    kind: K,
    order: Order<K>,
    owner: string,
    signal?: AbortSignal,
    onNotice?: (notice: Notice) => void,
  ): Promise<Reply<K>> {
    return this.#options.pool.run(kind, order, { lane: 'explore', owner, signal, onNotice });
  }
}
