import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import { readChunk } from '../../explore/parquet/chunk-reader.ts';
import type { StoredFile } from '../../explore/parquet/stored-file.ts';
import { fromTable } from '../../explore/view/table-file.ts';
import { dictionaryText } from '../../tabular/segment.ts';
import { pairCell, pairForm, type Side, tableOf } from '../rows/side-sql.ts';
import { type ComparedTables, fileOf, rowsOf } from '../with-tables.ts';
import type { FirstPlace } from './category-shift.ts';

/** A text this long is no category a person reads to its end. */
const shownCharacters = 200;

/** What is written at some places of a pair of columns, in the form in which both are compared. */
export async function writtenCells(
  tables: ComparedTables,
  pair: ColumnPair,
  places: readonly FirstPlace[],
): Promise<string[]> {
  const isMixed = pairForm(tables, pair) === 'mixed';
  const texts = { earlier: new Map<number, string>(), later: new Map<number, string>() };
  for (const side of ['earlier', 'later'] as const) {
    const rows = places.filter((place) => place.side === side).map(({ row }) => row);
    if (rows.length === 0) continue;
    texts[side] = isMixed
      ? await askDatabase(tables, pair, side, rows)
      : readStored(fileOf(tables, side), pair[side], rows);
  }
  return places.map(({ row, side }) => (texts[side].get(row) ?? '').slice(0, shownCharacters));
}

async function askDatabase(
  tables: ComparedTables,
  pair: ColumnPair,
  side: Side,
  rows: readonly number[],
): Promise<Map<number, string>> {
  const cell = `CAST(${pairCell(tables, pair, side)} AS VARCHAR)`;
  const from = fromTable(tableOf(tables, side));
  const sql = `SELECT file_row_number, ${cell} FROM ${from} WHERE file_row_number IN (${rows.join(', ')})`;
  return new Map((await rowsOf(tables.connection, sql)).map(([row, text]) => [Number(row), String(text)]));
}

/** Texts and truth values as they are stored. */
function readStored(file: StoredFile, place: number, wanted: readonly number[]): Map<number, string> {
  const texts = new Map<number, string>();
  let start = 0;
  for (const { chunks, rows } of file.rowGroups) {
    const here = wanted.filter((row) => row >= start && row < start + rows);
    const { fromByte, sizeBytes } = chunks[place]!;
    if (here.length > 0) {
      const { codes, dictionary, numbers } = readChunk(file.read(fromByte, sizeBytes), file.columns[place]!, rows);
      for (const row of here) {
        const isText = codes !== null && dictionary !== null;
        texts.set(row, isText ? dictionaryText(dictionary, codes[row - start]!) : String(numbers?.[row - start] === 1));
      }
    }
    start += rows;
  }
  return texts;
}
