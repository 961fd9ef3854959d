import type { TextFormat } from '../../../contract/files.ts';
import { type SplitRow, type SplitRules, splitRows } from './split-rows.ts';

type Units = Uint8Array | Uint16Array;
export type LineBreak = TextFormat['lineBreak'];

export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly lineBreak: LineBreak;
  /** Lines at the beginning that are no part of the table: `sep=;`, comments. */
  readonly preambleRows: number;
}

/** Candidates; of two that fit alike the one with more fields wins, then the earlier one. */
const delimiters = ['\t', ';', '|', ','] as const;
const examinedRows = 120;
const code = (sign: string): number => sign.charCodeAt(0);

/** What separates lines: LF or CR LF, or CR alone where no LF stands. */
export function detectLineBreak(units: Units): LineBreak {
  let feeds = 0;
  let pairs = 0;
  let returns = 0;
  for (let index = 0; index < units.length; index++) {
    const unit = units[index];
    if (unit === 10) {
      feeds++;
      if (units[index - 1] === 13) pairs++;
    } else if (unit === 13 && units[index + 1] !== 10 && index + 1 < units.length) returns++;
    else if (unit === 13 && index + 1 === units.length) returns++;
  }
  if (returns > feeds * 4) return '\r';
  return pairs * 2 > feeds ? '\r\n' : '\n';
}

/** Delimiter, quote and preamble of a sample that begins at unit `start` (after a byte order mark). */
export function detectDialect(units: Units, start: number, isDoubleByte: boolean, isWhole: boolean): Dialect {
  const lineBreak = detectLineBreak(units.subarray(start, start + 2 ** 18));
  const lineEnd = lineBreak === '\r' ? 13 : 10;
  const split = (delimiter: string, quote: number): SplitRow[] => {
    const rules: SplitRules = { delimiter: code(delimiter), quote, lineEnd, isDoubleByte };
    return splitRows(units, start, rules, examinedRows, isWhole);
  };
  const declared = declaredDelimiter(units, start, lineEnd);
  const quote = detectQuote(units, start);
  const candidates = declared === null ? delimiters : [declared];
  const scores = candidates.map((delimiter) => ({
    delimiter,
    ...consistency(units, split(delimiter, code(quote)), code(quote)),
  }));
  // Decimal commas can be as regular as delimiters: a comma wins only where no other candidate fits as well.
  const best = scores.reduce((leader, next) => {
    if (next.share > leader.share + 0.05) return next;
    if (next.share < leader.share - 0.05) return leader;
    if (next.delimiter === ',' && leader.fields > 1) return isDecimalComma(units) ? leader : wider(leader, next);
    return wider(leader, next);
  });
  const delimiter = best.fields > 1 || declared !== null ? best.delimiter : ',';
  const rows = split(delimiter, code(quote));
  const isComment = (row: SplitRow): boolean => units[row.start] === 35 && row.fields.length !== best.fields;
  let preambleRows = declared === null ? 0 : 1;
  while (rows[preambleRows] && isComment(rows[preambleRows] as SplitRow)) preambleRows++;
  return { delimiter, quote, lineBreak, preambleRows };
}

function wider<T extends { fields: number }>(leader: T, next: T): T {
  return next.fields > leader.fields ? next : leader;
}

/** The delimiter that Excel's first line `sep=;` declares. */
function declaredDelimiter(units: Units, start: number, lineEnd: number): string | null {
  const line = String.fromCharCode(...units.subarray(start, start + 12));
  const match = /^"?sep=([^\r\n"])"?\r?[\r\n]/i.exec(line);
  if (!match) return null;
  const isInFirstLine = units.indexOf(lineEnd, start) >= start + 5;
  return isInFirstLine ? (match[1] as string) : null;
}

/** The double quote, unless single quotes alone stand at the beginnings of fields. */
function detectQuote(units: Units, start: number): string {
  const limit = Math.min(units.length, start + 2 ** 17);
  let singleStarts = 0;
  let singleEnds = 0;
  for (let index = start; index < limit; index++) {
    if (units[index] === 34) return '"';
    if (units[index] !== 39) continue;
    if (index === start || isBoundary(units[index - 1])) singleStarts++;
    if (index + 1 >= units.length || isBoundary(units[index + 1])) singleEnds++;
  }
  return singleStarts >= 2 && singleEnds >= singleStarts * 0.9 && singleStarts >= singleEnds * 0.9 ? "'" : '"';
}

function isBoundary(unit: number | undefined): boolean {
  return unit === 10 || unit === 13 || unit === 44 || unit === 59 || unit === 9 || unit === 124;
}

/** How many rows have the usual number of fields (of at least two), and what that number is. */
function consistency(units: Units, rows: readonly SplitRow[], quote: number): { share: number; fields: number } {
  const counts = new Map<number, number>();
  let total = 0;
  for (const row of rows) {
    if (row.fields.length === 0) continue;
    total++;
    // A quoted field that goes on after its closing quote was cut by a sign that is no delimiter.
    if (row.fields.some((field) => field.isQuoted && units[field.to - 1] !== quote)) continue;
    counts.set(row.fields.length, (counts.get(row.fields.length) ?? 0) + 1);
  }
  let fields = 1;
  let most = 0;
  for (const [width, count] of counts) {
    if (width > 1 && (count > most || (count === most && width > fields))) {
      fields = width;
      most = count;
    }
  }
  return { share: total === 0 ? 0 : most / total, fields };
}

/** Whether the commas mostly stand between digits. */
function isDecimalComma(units: Units): boolean {
  let commas = 0;
  let between = 0;
  const isDigit = (unit: number | undefined): boolean => unit !== undefined && unit >= 48 && unit <= 57;
  for (let index = 0; index < Math.min(units.length, 2 ** 17); index++) {
    if (units[index] !== 44) continue;
    commas++;
    if (isDigit(units[index - 1]) && isDigit(units[index + 1])) between++;
  }
  return between * 2 > commas;
}

/** Whether numbers are written with a decimal comma, judged by the cells of the first rows. */
export function detectDecimal(cells: Iterable<string>, delimiter: string): '.' | ',' {
  if (delimiter === ',') return '.';
  let commas = 0;
  let points = 0;
  for (const cell of cells) {
    if (/^\s*[+-]?\d+(\.\d{3})*,\d+\s*$/.test(cell)) commas++;
    else if (/^\s*[+-]?\d*\.\d+\s*$/.test(cell)) points++;
  }
  return commas > points ? ',' : '.';
}
