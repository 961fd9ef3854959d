import type { SegmentBuffer } from '../../contract/orders.ts';
import { isoDateText } from '../explore/parquet/cell-text.ts';
import { cellKind, columnView, type DictionaryView, dictionaryText, segmentRows } from '../tabular/segment.ts';
import type { ModelColumnType } from './column-types.ts';
import type { InputColumn } from './input-column.ts';
import { valueOfNumber, valueOfText } from './read-text.ts';

/** A column that is asked for. */
export interface WantedColumn {
  /** Its place in the plan; null: the table has none, so that every cell is missing. */
  readonly place: number | null;
  readonly type: ModelColumnType;
}

/** What became of the cells of a column. */
export interface CoercionTally {
  /** Without a cell. */
  readonly missing: number;
  /** With a cell that does not read as the column's type; such count as missing. */
  readonly unreadable: number;
  /** The first of these, as written, at most five different ones. */
  readonly unreadableExamples: readonly string[];
}

export interface InputColumns {
  readonly rows: number;
  /** By place in what was asked for. */
  readonly columns: readonly InputColumn[];
  readonly tallies: readonly CoercionTally[];
}

const exampleCount = 5;
const exampleCharacters = 100;

/** Rows of the table, 0-based, `toRow` not included. */
export interface RowRange {
  readonly fromRow: number;
  readonly toRow: number;
}

/**
 * The cells of columns of a table as values of the types a model has them in, whatever they were read as. The same rows give the
 * same columns however the table was cut into segments.
 */
export function inputColumns(
  segments: readonly SegmentBuffer[],
  wanted: readonly WantedColumn[],
  range: RowRange | null = null,
): InputColumns {
  const all = segments.reduce((sum, segment) => sum + segmentRows(segment), 0);
  const { fromRow, toRow } = range ?? { fromRow: 0, toRow: all };
  const rows = toRow - fromRow;
  const made = wanted.map(({ place, type }) =>
    columnOfPieces(place === null ? [] : piecesOf(segments, place, fromRow, toRow), rows, type),
  );
  return { rows, columns: made.map(({ column }) => column), tallies: made.map(({ tally }) => tally) };
}

/** Cells as segments and stored tables hold them. */
interface Cells {
  readonly kinds: Uint8Array;
  readonly numbers: Float64Array | null;
  readonly codes: ArrayLike<number> | null;
  readonly dictionary: DictionaryView | null;
}

/** A stretch of the cells of a column, and the row where it goes. */
export interface ColumnPiece {
  readonly cells: Cells;
  readonly from: number;
  readonly to: number;
  readonly start: number;
}

/** A column of `rows` rows from the pieces of it that there are. */
export function columnOfPieces(
  pieces: readonly ColumnPiece[],
  rows: number,
  type: ModelColumnType,
): { column: InputColumn; tally: CoercionTally } {
  const { column, tally } = type === 'text' ? textColumn(pieces, rows) : valueColumn(pieces, rows, type);
  return { column, tally: tally.facts(rows) };
}

function piecesOf(segments: readonly SegmentBuffer[], place: number, fromRow: number, toRow: number): ColumnPiece[] {
  const pieces: ColumnPiece[] = [];
  let first = 0;
  for (const segment of segments) {
    const length = segmentRows(segment);
    const from = Math.max(fromRow, first) - first;
    const to = Math.min(toRow, first + length) - first;
    if (from < to) pieces.push({ cells: columnView(segment, place), from, to, start: first + from - fromRow });
    first += length;
  }
  return pieces;
}

class Tally {
  present = 0;
  unreadable = 0;
  readonly #examples = new Set<string>();

  note(text: () => string): void {
    this.unreadable++;
    // Some thousand cells are looked at for different ones, not all of a large table.
    if (this.#examples.size < exampleCount && this.unreadable < 5000) {
      this.#examples.add(text().slice(0, exampleCharacters));
    }
  }

  facts(rows: number): CoercionTally {
    const { unreadable, present } = this;
    return { missing: rows - present - unreadable, unreadable, unreadableExamples: [...this.#examples] };
  }
}

function valueColumn(pieces: readonly ColumnPiece[], rows: number, type: Exclude<ModelColumnType, 'text'>) {
  const values = new Float64Array(rows).fill(Number.NaN);
  const tally = new Tally();
  for (const { cells, from, to, start } of pieces) {
    const { kinds, numbers, codes, dictionary } = cells;
    const readings = dictionary ? new Float64Array(dictionary.count) : null;
    const states = dictionary ? new Uint8Array(dictionary.count) : null;
    for (let row = from; row < to; row++) {
      const kind = kinds[row] as number;
      let value: number | null = Number.NaN;
      if (kind === cellKind.text) {
        const code = (codes as NonNullable<typeof codes>)[row] as number;
        if (states![code] === 0) {
          const read = valueOfText(dictionaryText(dictionary!, code), type);
          states![code] = read === null ? 2 : 1;
          readings![code] = read ?? Number.NaN;
        }
        if (states![code] === 2) value = null;
        else value = readings![code] as number;
      } else if (kind !== cellKind.missing && kind !== cellKind.error) {
        const written = (numbers as Float64Array)[row] as number;
        if (kind === cellKind[type]) value = type !== 'number' || written - written === 0 ? written : null;
        else if (kind === cellKind.number) value = valueOfNumber(written, type);
        else if (kind === cellKind.boolean && type === 'number') value = written;
        else value = null;
      } else if (kind === cellKind.error) value = null;
      if (value === null) tally.note(() => writtenText(cells, row));
      else if (!Number.isNaN(value)) {
        values[start + row - from] = value;
        tally.present++;
      }
    }
  }
  return { column: { kind: type, values } satisfies InputColumn, tally };
}

function textColumn(pieces: readonly ColumnPiece[], rows: number) {
  const out = new Int32Array(rows).fill(-1);
  const places = new Map<string, number>();
  const tally = new Tally();
  const placeOf = (written: string): number => {
    const text = written.trim();
    if (text === '') return -1;
    const place = places.get(text);
    if (place !== undefined) return place;
    places.set(text, places.size);
    return places.size - 1;
  };
  for (const { cells, from, to, start } of pieces) {
    const { kinds, codes, dictionary } = cells;
    const entries = dictionary ? new Int32Array(dictionary.count).fill(-2) : null;
    for (let row = from; row < to; row++) {
      const kind = kinds[row] as number;
      if (kind === cellKind.missing) continue;
      let place: number;
      if (kind === cellKind.text) {
        const code = (codes as NonNullable<typeof codes>)[row] as number;
        place = entries![code] as number;
        if (place === -2) {
          place = placeOf(dictionaryText(dictionary!, code));
          entries![code] = place;
        }
      } else if (kind === cellKind.error) {
        tally.note(() => writtenText(cells, row));
        continue;
      } else place = placeOf(writtenText(cells, row));
      out[start + row - from] = place;
      if (place >= 0) tally.present++;
    }
  }
  return { column: { kind: 'text', codes: out, texts: [...places.keys()] } satisfies InputColumn, tally };
}

/** A cell as a text of a column of texts: numbers in their shortest exact form, dates in ISO form. */
function writtenText(cells: Cells, row: number): string {
  const kind = cells.kinds[row];
  if (kind === cellKind.text || kind === cellKind.error) {
    return dictionaryText(cells.dictionary!, cells.codes![row] as number);
  }
  const value = cells.numbers![row] as number;
  if (kind === cellKind.date) return isoDateText(value);
  return kind === cellKind.boolean ? (value === 1 ? 'true' : 'false') : String(value);
}
