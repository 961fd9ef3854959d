import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import { readChunk } from '../../explore/parquet/chunk-reader.ts';
import type { StoredFile } from '../../explore/parquet/stored-file.ts';
import { fromTable } from '../../explore/view/table-file.ts';
import type { OrderContext } from '../../order-context.ts';
import { pairCell, pairForm, type Side, tableOf } from '../rows/side-sql.ts';
import { type ComparedTables, fileOf } from '../with-tables.ts';
import { entryHashes } from './entry-hashes.ts';

/**
 * The cells of one column in the form in which they are compared, row by row. Cells that are equal have equal words: the bits of
 * a number (0 and −0 are one, as are all that are no number), or a hash of 64 bits of a text.
 */
export interface ComparedCells {
  /** 1 where the row holds a value. */
  readonly present: Uint8Array;
  /** Two for each row; 0 where it holds none. */
  readonly words: Int32Array;
  /** The same bits as doubles: what the cells are worth where they are numbers, dates (in milliseconds) or truth values. */
  readonly numbers: Float64Array;
  readonly isNumeric: boolean;
}

/** Memory for the cells of column after column: those of one are overwritten by those of the next. */
export type CellRooms = Readonly<Record<Side, Pick<ComparedCells, 'numbers' | 'words' | 'present'>>>;

export function createCellRooms({ earlier, later }: ComparedTables): CellRooms {
  return { earlier: createRoom(earlier.rows), later: createRoom(later.rows) };
}

function createRoom(rows: number): Target {
  const numbers = new Float64Array(rows);
  return { numbers, words: new Int32Array(numbers.buffer), present: new Uint8Array(rows) };
}

/** Reads one side of a pair of columns, into its room if there is one. Throws JOB_CANCELLED. */
export async function comparedCells(
  tables: ComparedTables,
  pair: ColumnPair,
  side: Side,
  context: OrderContext,
  rooms?: CellRooms,
): Promise<ComparedCells> {
  context.throwIfCancelled();
  const target = rooms?.[side] ?? createRoom(tableOf(tables, side).rows);
  if (rooms) {
    target.numbers.fill(0);
    target.present.fill(0);
  }
  const form = pairForm(tables, pair);
  if (form === 'mixed') await hashInDatabase(tables, pair, side, target, context);
  else readStored(fileOf(tables, side), pair[side], target);
  return { ...target, isNumeric: form !== 'mixed' && form !== 'text' };
}

type Target = Pick<ComparedCells, 'numbers' | 'words' | 'present'>;

function readStored(file: StoredFile, place: number, { numbers, present, words }: Target): void {
  const column = file.columns[place]!;
  let start = 0;
  for (const { chunks, rows } of file.rowGroups) {
    const { fromByte, sizeBytes } = chunks[place]!;
    const cells = readChunk(file.read(fromByte, sizeBytes), column, rows);
    markPresent(cells.kinds, start, present);
    if (cells.numbers) {
      // The numbers of rows that hold none are 0.
      numbers.set(cells.numbers, start);
      if (column.physical === 'double') uniteBits(numbers, start, start + rows);
    }
    if (cells.codes && cells.dictionary) {
      takeTexts(cells.codes, cells.kinds, entryHashes(cells.dictionary), start, words);
    }
    start += rows;
  }
}

function markPresent(kinds: Uint8Array, start: number, present: Uint8Array): void {
  if (!kinds.includes(0)) present.fill(1, start, start + kinds.length);
  else for (let row = 0; row < kinds.length; row++) present[start + row] = kinds[row] === 0 ? 0 : 1;
}

/** 0 and −0 are one number, and all that are none have the same bits. */
function uniteBits(numbers: Float64Array, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const value = numbers[row] as number;
    if (value === 0) numbers[row] = 0;
    else if (Number.isNaN(value)) numbers[row] = Number.NaN;
  }
}

function takeTexts(codes: Uint32Array, kinds: Uint8Array, hashes: Int32Array, start: number, words: Int32Array): void {
  for (let row = 0; row < codes.length; row++) {
    if (kinds[row] === 0) continue;
    const from = 2 * (codes[row] as number);
    const to = 2 * (start + row);
    words[to] = hashes[from] as number;
    words[to + 1] = hashes[from + 1] as number;
  }
}

/** Cells of different kinds are written alike, and hashed, by the database. */
async function hashInDatabase(
  tables: ComparedTables,
  pair: ColumnPair,
  side: Side,
  { words, present }: Omit<Target, 'numbers'>,
  context: OrderContext,
): Promise<void> {
  const cell = `CAST(${pairCell(tables, pair, side)} AS VARCHAR)`;
  const result = await tables.connection.stream(
    `SELECT CAST(row AS DOUBLE), CAST(h & 4294967295 AS DOUBLE), CAST(h >> 32 AS DOUBLE) FROM (SELECT file_row_number AS row, ` +
      `hash(${cell}) AS h FROM ${fromTable(tableOf(tables, side))} WHERE ${cell} IS NOT NULL)`,
  );
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    context.throwIfCancelled();
    const [rows, low, high] = [chunk.getColumnVector(0), chunk.getColumnVector(1), chunk.getColumnVector(2)];
    for (let index = 0; index < chunk.rowCount; index++) {
      const row = rows.getItem(index) as number;
      words[2 * row] = low.getItem(index) as number;
      words[2 * row + 1] = high.getItem(index) as number;
      present[row] = 1;
    }
  }
}
