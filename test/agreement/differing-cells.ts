import path from 'node:path';
import { inspectWorkbook } from '../../workers/tabular/xlsx/inspect-workbook.ts';
import type { SegmentCell } from '../builders/segment-cells.ts';
import type { OpenpyxlBook, OpenpyxlCell } from './openpyxl.ts';
import { sheetCells } from './sheet-cells.ts';

const dayMs = 86_400_000;
/** openpyxl rounds times to the microsecond on its way through calendar and clock. */
const timeSlackDays = 2e-8;
const bits = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): string {
  bits.setFloat64(0, value);
  return bits.getBigUint64(0).toString(16).padStart(16, '0');
}

function numberOf(hexadecimal: string): number {
  bits.setBigUint64(0, BigInt(`0x${hexadecimal}`));
  return bits.getFloat64(0);
}

/** Whether our cell is the one of openpyxl. */
function isSame(ours: SegmentCell, [, , kind, value]: OpenpyxlCell): boolean {
  if (typeof ours === 'number') {
    if (kind === 'number') return bitsOf(ours) === value || (ours === 0 && numberOf(value as string) === 0);
    // A time of day, or a length of time: a fraction of a day to us, a clock to openpyxl.
    return kind === 'time' && Math.abs(ours - (value as number)) <= timeSlackDays;
  }
  if (typeof ours === 'string') return kind === 'text' && ours === value;
  if (typeof ours === 'boolean') return kind === 'boolean' && ours === value;
  if (ours === null) return false;
  if ('error' in ours) return kind === 'error' && ours.error === value;
  if (kind === 'date') return Math.abs(Date.parse(ours.date) - Date.parse(`${value}Z`)) <= 1;
  // A date within the first day of the calendar is a clock to openpyxl.
  return (
    kind === 'time' && Math.abs(fraction(Date.parse(ours.date) / dayMs) - fraction(value as number)) <= timeSlackDays
  );
}

const fraction = (days: number): number => days - Math.floor(days);
const told = (cell: SegmentCell | undefined): string => (cell === undefined ? 'nothing' : JSON.stringify(cell));

/**
 * Where our cells of a workbook differ from those of openpyxl, each as `sheet row,column: ours / theirs`, at most ten of a sheet. A fault
 * is told as it is thrown.
 */
export async function differingCells(book: OpenpyxlBook): Promise<string[]> {
  const differences: string[] = [];
  const { sheets } = await inspectWorkbook({ path: book.file, fileName: path.basename(book.file) });
  for (const { name, cells } of book.sheets ?? []) {
    // Sheets of macros and dialogs are not offered.
    if (!sheets.some((sheet) => sheet.name === name)) continue;
    const columns = cells.reduce((most, [, column]) => Math.max(most, column + 1), 1);
    const ours = await sheetCells(book.file, name, columns);
    const found: string[] = [];
    let seen = 0;
    for (const cell of cells) {
      const [row, column] = cell;
      const own = ours[row]?.[column];
      if (own !== undefined && own !== null) seen++;
      if (own === undefined || !isSame(own, cell)) {
        found.push(`${name} ${row},${column}: ${told(own)} / ${JSON.stringify(cell.slice(2))}`);
      }
    }
    const filled = ours.reduce((sum, line) => sum + line.filter((cell) => cell !== null).length, 0);
    if (filled !== seen) found.push(`${name}: ${filled - seen} cells that openpyxl does not find`);
    differences.push(...found.slice(0, 10));
  }
  return differences;
}
