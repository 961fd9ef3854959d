import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import { readChunk } from '../../explore/parquet/chunk-reader.ts';
import { dictionaryText } from '../../tabular/segment.ts';
import { alikeTextAt } from '../cells/alike-texts.ts';
import { otherSide, pairForm, type Side, tableOf } from '../sides.ts';
import type { ComparedTables } from '../with-tables.ts';
import type { FirstPlace } from './category-shift.ts';

/** A text this long is no category a person reads to its end. */
const shownCharacters = 200;

/** What is written at some places of a pair of columns, in the form in which both are compared. */
export function writtenCells(tables: ComparedTables, pair: ColumnPair, places: readonly FirstPlace[]): string[] {
  const texts = { earlier: new Map<number, string>(), later: new Map<number, string>() };
  for (const side of ['earlier', 'later'] as const) {
    const rows = places.filter((place) => place.side === side).map(({ row }) => row);
    if (rows.length > 0) texts[side] = readStored(tables, pair, side, rows);
  }
  return places.map(({ row, side }) => (texts[side].get(row) ?? '').slice(0, shownCharacters));
}

function readStored(
  tables: ComparedTables,
  pair: ColumnPair,
  side: Side,
  wanted: readonly number[],
): Map<number, string> {
  const { file } = tableOf(tables, side);
  const place = pair[side];
  const other = tableOf(tables, otherSide(side)).columns[pair[otherSide(side)]]!.storage;
  const isMixed = pairForm(tables, pair) === 'mixed';
  const texts = new Map<number, string>();
  let start = 0;
  for (const { chunks, rows } of file.rowGroups) {
    const here = wanted.filter((row) => row >= start && row < start + rows);
    const { fromByte, sizeBytes } = chunks[place]!;
    if (here.length > 0) {
      const cells = readChunk(file.read(fromByte, sizeBytes), file.columns[place]!, rows);
      const { codes, dictionary, numbers } = cells;
      for (const row of here) {
        const at = row - start;
        const isText = codes !== null && dictionary !== null;
        if (isMixed) texts.set(row, alikeTextAt(cells, at, other));
        else texts.set(row, isText ? dictionaryText(dictionary, codes[at]!) : String(numbers?.[at] === 1));
      }
    }
    start += rows;
  }
  return texts;
}
