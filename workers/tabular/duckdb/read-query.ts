import type { DuckDBBlobValue, DuckDBVector } from '@duckdb/node-api';
import type { TableQuery } from '../../../contract/orders.ts';
import type { DuckDbSession } from './session.ts';

/** Takes the cells of a query column by column, some thousand rows at a time. */
export interface QuerySink {
  /** `values[i]` is the cell of row `firstRow + i`: a number, 0 or 1, or milliseconds; NaN: missing. */
  numbers(column: number, firstRow: number, values: Float64Array): void;
  /** UTF-8, valid only during the call. */
  text(column: number, row: number, bytes: Uint8Array, from: number, to: number): void;
  /** So many rows have been given; false: no more are wanted. */
  rowsGiven(rows: number): boolean;
}

/**
 * Hands the cells of `query` to `sink`. Every column comes as plain doubles, a text as the number of its bytes, and the texts
 * of a row side by side in one value: a value of bytes costs a call for itself, whatever its length.
 */
export async function readQuery(
  session: DuckDbSession,
  query: Pick<TableQuery, 'from' | 'columns'>,
  clause: string,
  sink: QuerySink,
): Promise<void> {
  const { columns, from } = query;
  const asNumber = (expression: string) => `coalesce(${expression}, 'NaN'::DOUBLE)`;
  const selected = columns.map(({ expression, kind }) =>
    asNumber(kind === 'text' ? `strlen(${expression})::DOUBLE` : `(${expression})`),
  );
  const texts = columns.flatMap(({ kind, expression }, column) => (kind === 'text' ? [{ column, expression }] : []));
  if (texts.length > 0) selected.push(`encode(concat(${texts.map(({ expression }) => expression).join(', ')}))`);
  const sql = `SELECT ${selected.join(', ')} FROM ${from} ${clause}`;
  const result = await session.connection.stream(sql, session.parameters);
  let firstRow = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    const rows = chunk?.rowCount ?? 0;
    if (!chunk || rows === 0) return;
    const lengths: Float64Array[] = [];
    for (const [column, { kind }] of columns.entries()) {
      const values = doublesOf(chunk.getColumnVector(column), rows);
      if (kind === 'text') lengths.push(values);
      else sink.numbers(column, firstRow, values);
    }
    if (texts.length > 0) {
      const vector = chunk.getColumnVector(columns.length) as unknown as DuckDBVector<DuckDBBlobValue>;
      for (let row = 0; row < rows; row++) {
        if (lengths.every((values) => !((values[row] as number) >= 0))) continue;
        const { bytes } = vector.getItem(row) as DuckDBBlobValue;
        let from = 0;
        for (const [index, { column }] of texts.entries()) {
          const length = lengths[index]?.[row] as number;
          if (!(length >= 0)) continue;
          sink.text(column, firstRow + row, bytes, from, from + length);
          from += length;
        }
      }
    }
    firstRow += rows;
    if (!sink.rowsGiven(firstRow)) return;
  }
}

function doublesOf(vector: DuckDBVector, rows: number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = vector.getItem(row) as number;
  return values;
}
