import { statSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { ColumnBuilder } from '../column-builder.ts';
import { checkMemory, defaultMemoryLimitBytes } from '../memory-limit.ts';
import { packSegment } from '../pack-segment.ts';
import { cellKind } from '../segment.ts';
import { rowsClause } from './parquet-source.ts';
import { type QuerySink, readQuery } from './read-query.ts';
import { withDuckDb } from './session.ts';
import { sessionMemory } from './session-memory.ts';

/**
 * The rows of one part of a Parquet or JSON file. Cells bear their own types. Faults: FILE_CHANGED, TABLE_TOO_LARGE,
 * JOB_CANCELLED, and what DuckDB says of the file.
 */
export async function readQueryPart(order: Order<'read-part'>, context: OrderContext): Promise<Reply<'read-part'>> {
  const { plan } = order;
  const { query, path, fileName } = plan;
  if (!query || !plan.parts[order.part]) throw new Fault('REQUEST_INVALID', { reason: `no part ${order.part}` });
  if (statSync(path).size !== plan.sizeBytes) throw new Fault('FILE_CHANGED', { file: fileName });
  const limitBytes = plan.memoryLimitBytes ?? defaultMemoryLimitBytes;
  const range = query.rowRanges?.[order.part];
  const expectedRows = range ? range.toRow - range.fromRow : (plan.estimatedRows ?? 0);
  const columns = new QueryColumns(
    query.columns.map(({ kind }) => cellKind[kind]),
    expectedRows,
  );
  // Parts go side by side, each with a thread; what is one part has two, since nobody else works then.
  const limits = { threads: range ? 1 : 2, memoryBytes: sessionMemory(limitBytes) };
  await withDuckDb(path, fileName, limits, context, (session) =>
    readQuery(session, query, rowsClause(range), {
      numbers: (column, firstRow, values) => columns.numbers(column, firstRow, values),
      text(column, row, bytes, from, to) {
        if (to > from) columns.text(column, row, bytes, from, to);
      },
      rowsGiven(rows) {
        context.throwIfCancelled();
        columns.rows = rows;
        checkMemory(columns.bytes, limitBytes, fileName);
        context.notify({ fraction: Math.min(1, rows / Math.max(1, expectedRows)), rowsDone: rows, subject: null });
        return true;
      },
    }),
  );
  const { rows } = columns;
  return { segment: columns.pack(), rows, mixtures: null, raggedRows: 0, undecodableCells: 0 };
}

/** Puts the cells of a query into columns. */
class QueryColumns implements Pick<QuerySink, 'numbers' | 'text'> {
  rows = 0;
  readonly #kinds: readonly number[];
  readonly #builders: readonly ColumnBuilder[];

  constructor(kinds: readonly number[], expectedRows: number) {
    this.#kinds = kinds;
    // A footer can claim any number of rows.
    const room = Math.min(expectedRows, 2 ** 20);
    this.#builders = kinds.map(() => new ColumnBuilder(room));
  }

  numbers(column: number, firstRow: number, values: Float64Array): void {
    const builder = this.#builders[column] as ColumnBuilder;
    const kind = this.#kinds[column] as number;
    builder.reserve(firstRow + values.length);
    const numbers = builder.needNumbers();
    const { kinds } = builder;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      if (Number.isNaN(value)) continue;
      numbers[firstRow + index] = value;
      kinds[firstRow + index] = kind;
    }
  }

  text(column: number, row: number, bytes: Uint8Array, from: number, to: number): void {
    (this.#builders[column] as ColumnBuilder).setText(row, bytes, from, to);
  }

  get bytes(): number {
    return this.#builders.reduce((sum, { kinds, numbers, codes, dictionaryBytesUsed, dictionarySize }) => {
      const arrays = kinds.byteLength + (numbers?.byteLength ?? 0) + (codes?.byteLength ?? 0);
      return sum + arrays + dictionaryBytesUsed + dictionarySize * 20;
    }, 0);
  }

  pack(): Reply<'read-part'>['segment'] {
    return packSegment(this.#builders, this.rows);
  }
}
