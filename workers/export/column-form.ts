import type { CellColumn } from '../tabular/cell-column.ts';
import { cellKind, dictionaryText } from '../tabular/segment.ts';
import { type NumberFacts, type NumberLook, numberLook } from './number-look.ts';

/** How the cells of a column are shown in a sheet. */
export interface ColumnForm {
  /** Excel's formats; null: the general one. */
  readonly number: string | null;
  readonly date: string;
  /** In characters. */
  readonly width: number;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
const secondMs = 1000;

/** The form of the column called `name` by its first cells. */
export function columnForm(name: string, sample: CellColumn, rows: number, facts: NumberFacts): ColumnForm {
  const look = numberLook(valuesOf(sample, rows, cellKind.number), facts);
  const date = dateFormat(valuesOf(sample, rows, cellKind.date));
  return { number: look.format, date, width: columnWidth(name, sample, rows, look, date) };
}

function valuesOf({ kinds, numbers }: CellColumn, rows: number, kind: number): number[] {
  const values: number[] = [];
  for (let row = 0; row < rows; row++) if (kinds[row] === kind && numbers) values.push(numbers[row] as number);
  return values;
}

function dateFormat(values: readonly number[]): string {
  if (values.every((value) => value % dayMs === 0)) return 'yyyy-mm-dd';
  if (values.every((value) => value % minuteMs === 0)) return 'yyyy-mm-dd hh:mm';
  return values.every((value) => value % secondMs === 0) ? 'yyyy-mm-dd hh:mm:ss' : 'yyyy-mm-dd hh:mm:ss.000';
}

const narrowest = 6;
const widest = 60;
/** A filter's arrow stands beside the name. */
const headerRoom = 4;

function columnWidth(name: string, sample: CellColumn, rows: number, look: NumberLook, date: string): number {
  let width = Math.min(widest / 2, textWidth(name) + headerRoom);
  for (let row = 0; row < rows && width < widest; row++) {
    width = Math.max(width, cellWidth(sample, row, look, date) + 2);
  }
  return Math.max(narrowest, Math.min(widest, Math.ceil(width)));
}

function cellWidth(cells: CellColumn, row: number, look: NumberLook, date: string): number {
  const { codes, dictionary, kinds, numbers } = cells;
  const kind = kinds[row] as number;
  if (kind === cellKind.missing) return 0;
  if (kind === cellKind.date) return date.length;
  if (kind === cellKind.boolean) return 5;
  if (kind === cellKind.number) return look.width(numbers?.[row] as number);
  return dictionary ? textWidth(dictionaryText(dictionary, codes?.[row] as number)) : 0;
}

/** The longest line; ideographs and the like take two places. */
function textWidth(text: string): number {
  let longest = 0;
  for (const line of text.slice(0, 400).split('\n')) {
    let width = 0;
    for (const sign of line) width += isWide(sign.codePointAt(0) as number) ? 2 : 1;
    longest = Math.max(longest, width);
  }
  return longest;
}

const isWide = (code: number): boolean =>
  code >= 0x1100 &&
  (code <= 0x115f || (code >= 0x2e80 && code <= 0xffe6 && !(code >= 0xd800 && code <= 0xf8ff)) || code >= 0x1f300);
