import { headerVotes, isBodyCell, kindsBelow } from './header-votes.ts';
import { isIdText } from './interpret/number-form.ts';
import type { MergedRange, PreviewCell, PreviewRow } from './preview-cell.ts';

export interface HeaderDetection {
  /** 0-based row of the first header line; of the first data row when there is no header. */
  readonly headerStart: number;
  /** Lines the header takes; 0: the table begins with data. */
  readonly headerRows: number;
  /** 0-based row of the first data row; beyond the last given row when no data stands below the header. */
  readonly firstDataRow: number;
  /** 0-based places that hold the table: every place with a name or with a value among the given rows. */
  readonly columns: readonly number[];
  /** One per place of `columns`; '' where the column has no name. */
  readonly originalNames: readonly string[];
}

const maximumHeaderRows = 3;
/** A line of names fills more than this share of the table's usual width; titles and notes above it fill less. */
const headerFill = 0.5;
const separator = ' / ';

/**
 * Where the header and the data of a table begin, from its first rows (about 200 are enough). Copes with titles and
 * notes above the table, blank rows and columns, headers of up to three lines (joined “Top / Sub”, the name of a group
 * of columns carried to the right), a line of units, and tables without a header. Rows after the header are data, a
 * line of totals too.
 */
export function detectHeader(rows: readonly PreviewRow[], merges: readonly MergedRange[] = []): HeaderDetection {
  const filled = rows.map((row) => row.reduce((sum, cell) => sum + (isFilled(cell) ? 1 : 0), 0));
  const nameRow = findNameRow(rows, merges, filled);
  if (nameRow < 0) return { headerStart: 0, headerRows: 0, firstDataRow: 0, columns: [], originalNames: [] };
  if (!isHeader(rows, nameRow)) {
    const columns = filledColumns(rows, nameRow);
    const originalNames = columns.map(() => '');
    return { headerStart: nameRow, headerRows: 0, firstDataRow: nameRow, columns, originalNames };
  }
  let start = nameRow;
  while (nameRow - start < maximumHeaderRows - 1 && isGroupLine(rows, merges, filled, start - 1)) start--;
  let end = nameRow + 1;
  while (end - start < maximumHeaderRows && isFurtherHeaderLine(rows, merges, start, end)) end++;
  return headerOfLines(rows, merges, start, end);
}

/** The header that stands in `rows` lines from the 0-based row `row` on; 0 lines: the columns have no names. */
export function headerAt(
  rows: readonly PreviewRow[],
  merges: readonly MergedRange[],
  given: { readonly row: number; readonly rows: number },
): HeaderDetection {
  return headerOfLines(rows, merges, given.row, given.row + given.rows);
}

/**
 * Whether merged cells of the sheet, which nobody has looked for, could make `header` another one. They leave all but their first
 * cell empty, so they cannot where each column has a name of its own, nothing stands above, and the line below is data.
 */
export function hangsOnMerges(
  rows: readonly PreviewRow[],
  { headerStart, headerRows, columns }: HeaderDetection,
): boolean {
  const names = rows[headerStart];
  if (headerRows !== 1 || !columns.every((column) => isFilled(names?.[column]))) return true;
  if (rows.slice(0, headerStart).some((row) => row.some(isFilled))) return true;
  return !rows[headerStart + 1]?.some(isBodyCell);
}

function headerOfLines(
  rows: readonly PreviewRow[],
  merges: readonly MergedRange[],
  start: number,
  end: number,
): HeaderDetection {
  const columns = filledColumns(rows, start);
  const lines = rows
    .slice(start, end)
    .map((_, index) => lineNames(rows, merges, start + index, index === end - start - 1));
  const originalNames = columns.map((column) => joinedName(lines.map((line) => line[column] ?? '')));
  let firstDataRow = end;
  while (firstDataRow < rows.length && !rows[firstDataRow]?.some(isFilled)) firstDataRow++;
  return {
    headerStart: start,
    headerRows: end - start,
    firstDataRow: firstDataRow < rows.length ? firstDataRow : end,
    columns,
    originalNames,
  };
}

/** Names for people and programs: an empty one becomes “Column 3” (its place in the table), a repeated one gets “ (2)”. */
export function uniqueNames(originalNames: readonly string[]): string[] {
  const wanted = originalNames.map((name, index) => name.trim() || `Column ${index + 1}`);
  const reserved = new Set(wanted);
  const used = new Set<string>();
  const nextNumber = new Map<string, number>();
  return wanted.map((name) => {
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
    let number = nextNumber.get(name) ?? 2;
    while (used.has(`${name} (${number})`) || reserved.has(`${name} (${number})`)) number++;
    nextNumber.set(name, number + 1);
    const unique = `${name} (${number})`;
    used.add(unique);
    return unique;
  });
}

function isFilled(cell: PreviewCell | undefined): boolean {
  return cell !== undefined && cell.kind !== 'missing' && cell.text.trim() !== '';
}

/** The first row wide enough to be the names of the columns, or the first data when nothing is named; −1: all blank. */
function findNameRow(rows: readonly PreviewRow[], merges: readonly MergedRange[], filled: readonly number[]): number {
  const widths = filled.filter((count) => count > 0).sort((a, b) => a - b);
  if (widths.length === 0) return -1;
  // Titles and notes are few and narrow: the upper quartile is the width of the table itself.
  const wide = widths[Math.floor(widths.length * 0.75)] as number;
  for (let row = 0; row < rows.length; row++) {
    const count = filled[row] as number;
    if (count === 0) continue;
    if (wide === 1) return row;
    if (count < 2) continue;
    const covered = coveredColumns(rows, merges, row);
    // A note of some cells, a blank line, then the wider table.
    const isApart =
      filled[row + 1] === 0 && covered < wide && (filled.slice(row + 1).find((next) => next > 0) ?? 0) > count;
    if (covered > wide * headerFill && !isApart) return row;
  }
  return filled.findIndex((count) => count > 0);
}

/** Columns of `row` with a value of their own or one that a merged cell spreads over them. */
function coveredColumns(rows: readonly PreviewRow[], merges: readonly MergedRange[], row: number): number {
  const covered = new Set<number>();
  rows[row]?.forEach((cell, column) => {
    if (isFilled(cell)) covered.add(column);
  });
  for (const merge of merges) {
    if (merge.firstRow > row || merge.lastRow < row) continue;
    if (!isFilled(rows[merge.firstRow]?.[merge.firstColumn])) continue;
    const width = Math.min(merge.lastColumn, rows[row]?.length ?? 0) + 1;
    for (let column = merge.firstColumn; column < width; column++) covered.add(column);
  }
  return covered.size;
}

/** Whether the row of names really names: its cells are words above values of another kind, or words that never return. */
function isHeader(rows: readonly PreviewRow[], nameRow: number): boolean {
  const votes = headerVotes(rows, nameRow, nameRow + 1);
  if (votes.pro > 0 || votes.contra > 0) return votes.pro > votes.contra;
  return votes.repeated * 2 < votes.words || votes.words === 0;
}

/** Whether `row`, right above the names, holds names of groups of columns. */
function isGroupLine(
  rows: readonly PreviewRow[],
  merges: readonly MergedRange[],
  filled: readonly number[],
  row: number,
): boolean {
  const line = rows[row];
  const below = rows[row + 1];
  if (row < 0 || !line || !below || (filled[row] as number) < 2) return false;
  if (line.some((cell) => isFilled(cell) && cell.kind !== 'text' && !isYear(cell))) return false;
  const hasGroups = merges.some((merge) => {
    const isHere = merge.firstRow === row && isFilled(line[merge.firstColumn]);
    return isHere && (merge.lastColumn > merge.firstColumn || merge.lastRow > row);
  });
  if (hasGroups) return true;
  const names = below.filter(isFilled).map((cell) => cell.text.trim());
  const fillsGaps = line.some((cell, column) => isFilled(cell) && !isFilled(below[column]));
  return fillsGaps || new Set(names).size < names.length;
}

/** Whether `row`, below header lines that began at `start`, is one more of them: names of a group, or units. */
function isFurtherHeaderLine(
  rows: readonly PreviewRow[],
  merges: readonly MergedRange[],
  start: number,
  row: number,
): boolean {
  const line = rows[row];
  if (!line?.some(isFilled) || line.some((cell) => isBodyCell(cell) || isIdText(cell.text.trim()))) return false;
  const above = rows[row - 1] ?? [];
  const isUnderMerge = merges.some(
    (merge) =>
      merge.firstRow >= start && merge.firstRow < row && (merge.lastRow >= row || merge.lastColumn > merge.firstColumn),
  );
  const hasGaps = line.some((cell, column) => isFilled(cell) && !isFilled(above[column]));
  let typed = 0;
  let named = 0;
  const kinds = kindsBelow(rows, row + 1);
  for (const [column, kind] of kinds) {
    if (kind === 'text') continue;
    typed++;
    if (isFilled(line[column])) named++;
  }
  if (typed === 0) return isUnderMerge && hasGaps;
  if (isUnderMerge || hasGaps) return named * 2 >= typed && named > 0;
  // A whole header stands above: only words in every column of values (units, a second language) make this one more.
  return (
    named === typed &&
    (typed >= 2 || isUnit(line.find((cell, column) => isFilled(cell) && kinds.get(column) !== 'text')))
  );
}

/** Years may name groups of columns: “2023, , 2024, ” above “cost, sales, cost, sales”. */
const isYear = ({ kind, text }: PreviewCell): boolean => kind === 'number' && /^(?:19|20)\d{2}$/.test(text);

function isUnit(cell: PreviewCell | undefined): boolean {
  return cell !== undefined && (/^[(（[【].+[)）\]】]$/.test(cell.text.trim()) || [...cell.text.trim()].length <= 3);
}

/** The names in one header line, those of groups carried over the columns they stand above. */
function lineNames(
  rows: readonly PreviewRow[],
  merges: readonly MergedRange[],
  row: number,
  isLast: boolean,
): string[] {
  const line = rows[row] ?? [];
  const width = Math.max(line.length, rows[row + 1]?.length ?? 0);
  const names = Array.from({ length: width }, (_, column) => (isFilled(line[column]) ? cleanName(line[column]) : ''));
  let hasMerges = false;
  for (const merge of merges) {
    if (merge.firstRow !== row || merge.lastColumn === merge.firstColumn) continue;
    hasMerges = true;
    for (let column = merge.firstColumn + 1; column <= Math.min(merge.lastColumn, width - 1); column++) {
      names[column] ||= names[merge.firstColumn] ?? '';
    }
  }
  if (isLast || hasMerges) return names;
  const below = rows[row + 1] ?? [];
  for (let column = 1; column < width; column++) {
    const isOpen = names[column] === '' && isFilled(below[column]) && isFilled(below[column - 1]);
    if (isOpen) names[column] = names[column - 1] as string;
  }
  return names;
}

function cleanName(cell: PreviewCell | undefined): string {
  return (cell?.text ?? '').trim().replace(/\s+/g, ' ');
}

function joinedName(parts: readonly string[]): string {
  return parts.filter((part, index) => part !== '' && part !== parts[index - 1]).join(separator);
}

/** Places with a value in any row from `start` on. */
function filledColumns(rows: readonly PreviewRow[], start: number): number[] {
  const isUsed: boolean[] = [];
  for (const row of rows.slice(start)) {
    row.forEach((cell, column) => {
      if (isFilled(cell)) isUsed[column] = true;
    });
  }
  return Array.from(isUsed.keys()).filter((column) => isUsed[column]);
}
