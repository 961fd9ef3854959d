import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { Order, OrderKind, Reply, SegmentBuffer, TablePlan } from '../../contract/orders.ts';
import { mainTable } from '../../contract/reading.ts';
import { ThreadPool } from '../../engine/pool/thread-pool.ts';
import type { Found } from './javascript-peers.ts';
import { cellsOf } from './segment-cells.ts';

const memoryBytes = 4 * 1024 ** 3;

/** Our reader on the threads of the product: every sheet planned and read, two at a time where there are two cores. */
export class OurReader {
  readonly #pool: ThreadPool;
  readonly #threads: number;

  /** A workbook of one sheet is read by one thread, for which another one unpacks. */
  constructor(sheets: number) {
    this.#threads = Math.min(sheets, Math.max(2, availableParallelism()));
    this.#pool = new ThreadPool({ threads: { compute: this.#threads }, prewarmedLanes: ['compute'] });
  }

  /** The threads have started, as those of the running app have. */
  async warm(file: string): Promise<void> {
    await Promise.all(
      Array.from({ length: this.#threads }, () => this.#run('inspect-file', { path: file, fileName: 'table.xlsx' })),
    );
  }

  async read(file: string): Promise<Found> {
    const { sheets } = await this.#run('inspect-file', { path: file, fileName: 'table.xlsx' });
    const found = await Promise.all(
      sheets.map(async ({ name }) => {
        const { plan, segments, rows } = await this.#readSheet(file, name);
        const cells = segments.reduce((sum, segment) => sum + cellsOf(segment), plan.columnNames.length);
        return { rows: rows + plan.headerRows, cells };
      }),
    );
    return {
      rows: found.reduce((sum, { rows }) => sum + rows, 0),
      cells: found.reduce((sum, { cells }) => sum + cells, 0),
    };
  }

  /** The first sheet as a Parquet file that DuckDB has counted. */
  async readIntoDuckDb(file: string): Promise<Found> {
    const scratch = mkdtempSync(path.join(tmpdir(), 'auspex-bench-read-'));
    try {
      const { sheets } = await this.#run('inspect-file', { path: file, fileName: 'table.xlsx' });
      const { plan, segments, rows } = await this.#readSheet(file, sheets[0]?.name ?? '');
      const scratchPath = path.join(scratch, 'rows.parquet');
      await this.#run('store-rows', { plan, segments, scratchPath });
      const { DuckDBInstance } = await import('@duckdb/node-api');
      const connection = await (await DuckDBInstance.create()).connect();
      const answer = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet('${scratchPath}')`);
      if (Number(answer.getRows()[0]?.[0]) !== rows) throw new Error('DuckDB finds another number of rows');
      return { rows: rows + plan.headerRows, cells: rows * plan.columnNames.length };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #readSheet(file: string, sheet: string): Promise<SheetRows> {
    const order = { path: file, fileName: 'table.xlsx', maxParts: 1, maxMemoryBytes: memoryBytes };
    const plan = await this.#run('plan-table', { ...order, reading: { ...mainTable, sheet } });
    const { segment, further = [], rows } = await this.#run('read-part', { plan, part: 0, textColumns: [] });
    return { plan, segments: [segment, ...further], rows };
  }

  #run<K extends OrderKind>(kind: K, order: Order<K>): Promise<Reply<K>> {
    return this.#pool.run(kind, order, { lane: 'compute' });
  }
}

interface SheetRows {
  readonly plan: TablePlan;
  readonly segments: readonly SegmentBuffer[];
  readonly rows: number;
}
