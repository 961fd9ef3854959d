import type { SplitRow } from './split-rows.ts';

const rowsAhead = 10;
const usualShare = 0.8;

/** The first row from which on most rows have `fields` fields; −1: there is none. */
export function tableStart(rows: readonly SplitRow[], fields: number): number {
  return rows.findIndex((row, place) => row.fields.length === fields && isUsual(rows, place, fields));
}

/**
 * How many rows at the beginning are a block of their own: each has fewer fields than the table (a title, pairs of words and
 * values), and a blank line stands between them and a row of the table. 0: there is no such block.
 */
export function blockAbove(rows: readonly SplitRow[], fields: number): number {
  let blank = -1;
  for (const [place, row] of rows.entries()) {
    const width = row.fields.length;
    if (width === 0) blank = place;
    else if (width >= fields) return blank === place - 1 && isUsual(rows, place, fields) ? place : 0;
  }
  return 0;
}

function isUsual(rows: readonly SplitRow[], place: number, fields: number): boolean {
  const next = rows.slice(place, place + rowsAhead).filter((row) => row.fields.length > 0);
  return next.filter((row) => row.fields.length === fields).length >= next.length * usualShare;
}
