import type { ColumnCells } from '../evaluate/column-cells.ts';
import type { JoinedTables } from './join-tables.ts';

/** The values of a column as texts, by row: what groups of rows go by. −1: missing. */
export function codesOf(joined: JoinedTables, name: string): { codes: Int32Array; names: readonly string[] } {
  const column = joined.columns.find((one) => one.name === name)!;
  const { cells } = joined.cellsOf(column, 'text');
  if (cells.kind !== 'text') throw new TypeError('a column of texts is none');
  return { codes: cells.codes, names: cells.texts };
}

/** What rows follow each other by: times and numbers as they are, texts by their order. NaN: missing. */
export function timesOf(cells: ColumnCells | undefined, rows: number): Float64Array {
  if (!cells) return new Float64Array(rows).fill(Number.NaN);
  if (cells.kind !== 'text') return cells.values;
  const order = cells.texts.map((_, code) => code).sort((a, b) => (cells.texts[a]! < cells.texts[b]! ? -1 : 1));
  const ranks = new Float64Array(cells.texts.length);
  for (const [rank, code] of order.entries()) ranks[code] = rank;
  return Float64Array.from(cells.codes, (code) => (code < 0 ? Number.NaN : ranks[code]!));
}
