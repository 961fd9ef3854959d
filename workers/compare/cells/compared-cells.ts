import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import { readChunk } from '../../explore/parquet/chunk-reader.ts';
import type { StoredFile } from '../../explore/parquet/stored-file.ts';
import type { CellStorage } from '../../explore/view/table-file.ts';
import type { OrderContext } from '../../order-context.ts';
import { otherSide, pairForm, type Side, tableOf } from '../sides.ts';
import type { ComparedTables } from '../with-tables.ts';
import { alikeHashes } from './alike-texts.ts';
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
export function comparedCells(
  tables: ComparedTables,
  pair: ColumnPair,
  side: Side,
  context: OrderContext,
  rooms?: CellRooms,
): ComparedCells {
  context.throwIfCancelled();
  const target = rooms?.[side] ?? createRoom(tableOf(tables, side).rows);
  if (rooms) {
    target.numbers.fill(0);
    target.present.fill(0);
  }
  const form = pairForm(tables, pair);
  const { file } = tableOf(tables, side);
  const other = form === 'mixed' ? tableOf(tables, otherSide(side)).columns[pair[otherSide(side)]]!.storage : null;
  readStored(file, pair[side], target, other);
  return { ...target, isNumeric: form !== 'mixed' && form !== 'text' };
}

type Target = Pick<ComparedCells, 'numbers' | 'words' | 'present'>;

/** `other`: cells of that storage are written alike where they mean the same, and hashed; null: they are of one kind. */
function readStored(
  file: StoredFile,
  place: number,
  { numbers, present, words }: Target,
  other: CellStorage | null,
): void {
  const column = file.columns[place]!;
  let start = 0;
  for (const { chunks, rows } of file.rowGroups) {
    const { fromByte, sizeBytes } = chunks[place]!;
    const cells = readChunk(file.read(fromByte, sizeBytes), column, rows);
    markPresent(cells.kinds, start, present);
    if (other !== null) {
      const { codes, hashes } = alikeHashes(cells, other);
      takeTexts(codes, cells.kinds, hashes, start, words);
      start += rows;
      continue;
    }
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

function takeTexts(
  codes: ArrayLike<number>,
  kinds: Uint8Array,
  hashes: Int32Array,
  start: number,
  words: Int32Array,
): void {
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === 0) continue;
    const from = 2 * (codes[row] as number);
    const to = 2 * (start + row);
    words[to] = hashes[from] as number;
    words[to + 1] = hashes[from + 1] as number;
  }
}
