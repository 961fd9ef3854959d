/** A rectangle of cells, 0-based and inclusive. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

const lastSheetRow = 1_048_575;
const lastSheetColumn = 16_383;
const cellsPattern = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i;
const columnsPattern = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i;
const rowsPattern = /^\$?(\d{1,7}):\$?(\d{1,7})$/;

/** The range that `text` means (`B4:F200`, `$A:$D`, `3:9`, `A1`), whatever corner comes first; null when it means none. */
export function parseRange(text: string): CellRange | null {
  const cells = cellsPattern.exec(text);
  if (cells !== null) {
    const [, left = '', top = '', right = left, bottom = top] = cells;
    return rangeOf(columnOfLetters(left), Number(top) - 1, columnOfLetters(right), Number(bottom) - 1);
  }
  const columns = columnsPattern.exec(text);
  if (columns !== null) {
    return rangeOf(columnOfLetters(columns[1] as string), 0, columnOfLetters(columns[2] as string), lastSheetRow);
  }
  const rows = rowsPattern.exec(text);
  return rows === null ? null : rangeOf(0, Number(rows[1]) - 1, lastSheetColumn, Number(rows[2]) - 1);
}

function rangeOf(left: number, top: number, right: number, bottom: number): CellRange | null {
  const isInSheet = (column: number, row: number) =>
    column >= 0 && column <= lastSheetColumn && row >= 0 && row <= lastSheetRow;
  if (!isInSheet(left, top) || !isInSheet(right, bottom)) return null;
  return {
    firstRow: Math.min(top, bottom),
    lastRow: Math.max(top, bottom),
    firstColumn: Math.min(left, right),
    lastColumn: Math.max(left, right),
  };
}

/** `range` as spreadsheets write it: `B4:F200`. */
export function rangeText({ firstRow, lastRow, firstColumn, lastColumn }: CellRange): string {
  return `${lettersOfColumn(firstColumn)}${firstRow + 1}:${lettersOfColumn(lastColumn)}${lastRow + 1}`;
}

/** 0-based place of a column named `A`, `AB` … */
export function columnOfLetters(letters: string): number {
  return [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** `A` for 0, `AA` for 26. */
export function lettersOfColumn(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? lettersOfColumn(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
