import type { CellColumn } from '../../tabular/cell-column.ts';
import { cellKind } from '../../tabular/segment.ts';
import { readRuns } from './read-levels.ts';
import { pagesOf, type ReadColumn, type ReadPage } from './stored-file.ts';
import { TextEntries } from './text-entries.ts';

const high32 = 2 ** 32;
const noValues = new Float64Array(0);

/** Reads the chunk of a column: `rows` cells. Text stays bytes; no string is made. */
export function readChunk(bytes: Uint8Array, column: ReadColumn, rows: number): CellColumn {
  return column.physical === 'text' ? readTexts(bytes, column, rows) : readNumbers(bytes, column, rows);
}

function readNumbers(bytes: Uint8Array, column: ReadColumn, rows: number): CellColumn {
  const { physical, unitMs } = column;
  const kind = physical === 'boolean' ? cellKind.boolean : unitMs === null ? cellKind.number : cellKind.date;
  const kinds = new Uint8Array(rows);
  const numbers = new Float64Array(rows);
  let dictionary: Float64Array = noValues;
  let indices = new Uint32Array(0);
  let row = 0;
  for (const page of pagesOf(bytes)) {
    if (page.isDictionary) {
      dictionary = plainNumbers(bytes, page.from, page.values, column);
      continue;
    }
    const { present, from } = readPresence(bytes, page, column, kinds, row);
    let values: Float64Array;
    if (page.isByDictionary) {
      if (indices.length < present) indices = new Uint32Array(present);
      readRuns(bytes, from + 1, bytes[from] as number, present, indices);
      values = new Float64Array(present);
      for (let index = 0; index < present; index++) values[index] = dictionary[indices[index] as number] as number;
    } else {
      values = plainNumbers(bytes, from, present, column);
    }
    spread(values, present, kinds, kind, row, page.values, numbers);
    row += page.values;
  }
  if (row !== rows) throw new Error('a column ends too early');
  return { kinds, numbers, codes: null, dictionary: null };
}

/** Values go to the rows that hold one, which `kinds` marks with 1; there stands their kind afterwards. */
function spread(
  values: Float64Array,
  present: number,
  kinds: Uint8Array,
  kind: number,
  row: number,
  count: number,
  numbers: Float64Array,
): void {
  if (present === count) {
    numbers.set(values, row);
    kinds.fill(kind, row, row + count);
    return;
  }
  let next = 0;
  for (let at = row; at < row + count; at++) {
    if (kinds[at] === 0) continue;
    numbers[at] = values[next++] as number;
    kinds[at] = kind;
  }
}

/** Which of a page's rows hold a value: 1 in `kinds`. Gives how many do, and where the values begin. */
function readPresence(bytes: Uint8Array, page: ReadPage, { isOptional }: ReadColumn, kinds: Uint8Array, row: number) {
  if (row + page.values > kinds.length) throw new Error('a column has too many values');
  if (!isOptional) {
    kinds.fill(1, row, row + page.values);
    return { present: page.values, from: page.from };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = page.from + 4;
  readRuns(bytes, from, 1, page.values, kinds, row);
  let present = 0;
  for (let at = row; at < row + page.values; at++) present += kinds[at] as number;
  return { present, from: from + view.getUint32(page.from, true) };
}

function plainNumbers(bytes: Uint8Array, from: number, count: number, { physical, unitMs }: ReadColumn): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(count);
  if (physical === 'double') for (let i = 0; i < count; i++) values[i] = view.getFloat64(from + i * 8, true);
  else if (physical === 'int32') for (let i = 0; i < count; i++) values[i] = view.getInt32(from + i * 4, true);
  else if (physical === 'boolean')
    for (let i = 0; i < count; i++) values[i] = ((bytes[from + (i >> 3)] as number) >> (i & 7)) & 1;
  else {
    for (let i = 0; i < count; i++) {
      values[i] = view.getInt32(from + i * 8 + 4, true) * high32 + view.getUint32(from + i * 8, true);
    }
  }
  if (unitMs !== null && unitMs !== 1) for (let i = 0; i < count; i++) values[i] = (values[i] as number) * unitMs;
  return values;
}

function readTexts(bytes: Uint8Array, column: ReadColumn, rows: number): CellColumn {
  const kinds = new Uint8Array(rows);
  const codes = new Uint32Array(rows);
  const entries = new TextEntries(bytes.length);
  let row = 0;
  for (const page of pagesOf(bytes)) {
    if (page.isDictionary) {
      entries.take(bytes, page.from, page.values);
      continue;
    }
    const { present, from } = readPresence(bytes, page, column, kinds, row);
    const end = row + page.values;
    if (page.isByDictionary) {
      readRuns(bytes, from + 1, bytes[from] as number, present, codes, row);
      if (present < page.values) spreadCodes(codes, kinds, row, end, present);
    } else {
      const first = entries.count;
      entries.take(bytes, from, present);
      for (let at = row, next = first; at < end; at++) if (kinds[at] === 1) codes[at] = next++;
    }
    for (let at = row; at < end; at++) if (kinds[at] === 1) kinds[at] = cellKind.text;
    row = end;
  }
  if (row !== rows) throw new Error('a column ends too early');
  return { kinds, numbers: null, codes, dictionary: entries.dictionary() };
}

/** Moves the codes, which stand side by side, to the rows they belong to; from the end, so that none is overwritten. */
function spreadCodes(codes: Uint32Array, kinds: Uint8Array, row: number, end: number, present: number): void {
  let next = row + present - 1;
  for (let at = end - 1; at >= row; at--) codes[at] = kinds[at] === 1 ? (codes[next--] as number) : 0;
}
