import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ViewedRows } from '../../../../contract/table-orders.ts';
import { type TableViewInput, tableViewSchema } from '../../../../contract/table-view.ts';
import type { TableCell } from '../../../../contract/tables.ts';
import { makeView } from '../../../../workers/explore/view/make-view.ts';
import { pageView } from '../../../../workers/explore/view/page-view.ts';
import { quietContext, storeTable, type TestColumn } from '../stored-table.ts';

/** A stored table and views of it, for one test. */
export class TableBench {
  readonly folder: string;
  readonly columns: readonly TestColumn[];
  readonly path: string;
  #lists = 0;

  private constructor(folder: string, columns: readonly TestColumn[], file: string) {
    this.folder = folder;
    this.columns = columns;
    this.path = file;
  }

  static async open(columns: readonly TestColumn[], segmentRows?: number): Promise<TableBench> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-view-'));
    return new TableBench(folder, columns, (await storeTable(folder, columns, segmentRows)).path);
  }

  get spillFolder(): string {
    return path.join(this.folder, 'spill');
  }

  scratch(): string {
    return path.join(this.folder, `list-${this.#lists++}`);
  }

  /** The rows of a view, as its orders name them. */
  async view(view: TableViewInput): Promise<ViewedRows> {
    const orderPath = this.scratch();
    const order = { path: this.path, view: tableViewSchema.parse(view), scratchPath: orderPath };
    await makeView({ ...order, spillFolder: this.spillFolder }, quietContext());
    return { path: this.path, orderPath };
  }

  get whole(): ViewedRows {
    return { path: this.path, orderPath: null };
  }

  /** The places of a view's rows in the table. */
  async places(view: TableViewInput): Promise<number[]> {
    const page = await pageView({ ...(await this.view(view)), offset: 0, limit: 1e6, columns: [0] }, quietContext());
    return page.rowPlaces;
  }

  /** Every cell of the table, as pages give it. */
  async cells(): Promise<TableCell[][]> {
    const columns = this.columns.map((_, place) => place);
    return (await pageView({ ...this.whole, offset: 0, limit: 1e6, columns }, quietContext())).rows;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
