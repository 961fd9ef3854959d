import type { CellColumn } from '../tabular/cell-column.ts';
import { cellKind, dictionaryText } from '../tabular/segment.ts';

/** How the cells of a column are shown in a sheet. */
export interface ColumnForm {
  /** Excel's formats; null: the general one. */
  readonly number: string | null;
  readonly date: string;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
const secondMs = 1000;
/** Numbers of more decimals are shown as the program sees fit. */
const maxDecimals = 4;

/** The form of a column by its first cells. */
export function columnForm(sample: CellColumn, rows: number, isPercent: boolean): ColumnForm {
  const numbers = valuesOf(sample, rows, cellKind.number);
  const dates = valuesOf(sample, rows, cellKind.date);
  return { number: numberFormat(numbers, isPercent), date: dateFormat(dates) };
}

function valuesOf({ kinds, numbers }: CellColumn, rows: number, kind: number): number[] {
  const values: number[] = [];
  for (let row = 0; row < rows; row++) if (kinds[row] === kind && numbers) values.push(numbers[row] as number);
  return values;
}

function numberFormat(values: readonly number[], isPercent: boolean): string | null {
  if (values.length === 0) return null;
  if (isPercent) {
    const decimals = Math.max(...values.map((value) => decimalsOf(value * 100)));
    return `${withDecimals(Math.min(decimals, 2))}%`;
  }
  const decimals = Math.max(...values.map(decimalsOf));
  // Whole numbers keep their digits together: they may be years or ids.
  return decimals > maxDecimals ? null : withDecimals(decimals);
}

const withDecimals = (decimals: number): string => (decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`);

/** How many decimals a number has; more than `maxDecimals` where it has no short form. */
function decimalsOf(value: number): number {
  if (!Number.isFinite(value)) return 0;
  for (let decimals = 0; decimals <= maxDecimals; decimals++) {
    const scaled = value * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) <= Math.abs(scaled) * 1e-14) return decimals;
  }
  return maxDecimals + 1;
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

/** The width of a column by its name and its first cells, in characters of a sheet. */
export function columnWidth(name: string, sample: CellColumn, rows: number, form: ColumnForm): number {
  let width = Math.min(widest / 2, textWidth(name) + headerRoom);
  for (let row = 0; row < rows && width < widest; row++) width = Math.max(width, cellWidth(sample, row, form) + 2);
  return Math.max(narrowest, Math.min(widest, Math.ceil(width)));
}

function cellWidth({ kinds, numbers, codes, dictionary }: CellColumn, row: number, form: ColumnForm): number {
  const kind = kinds[row] as number;
  if (kind === cellKind.missing) return 0;
  if (kind === cellKind.date) return form.date.length;
  if (kind === cellKind.boolean) return 5;
  if (kind === cellKind.number) return numberWidth(numbers?.[row] as number, form.number);
  return dictionary ? textWidth(dictionaryText(dictionary, codes?.[row] as number)) : 0;
}

function numberWidth(value: number, format: string | null): number {
  if (format === null) return Math.min(11, String(value).length);
  const decimals = (format.split('.')[1] ?? '').replace('%', '').length;
  const isPercent = format.endsWith('%');
  return (isPercent ? value * 100 : value).toFixed(decimals).length + (isPercent ? 1 : 0);
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
