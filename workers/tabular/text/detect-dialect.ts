import type { Reading } from '../../../contract/reading.ts';
import { detectLineBreak, type LineBreak, type Units } from './detect-line-break.ts';
import { absentDelimiter, isOneColumn } from './one-column.ts';
import { type SplitRow, type SplitRules, splitRows } from './split-rows.ts';

export interface Dialect {
  readonly delimiter: string;
  /** '': none. */
  readonly quote: string;
  readonly lineBreak: LineBreak;
  /** Fields that most rows have. */
  readonly fields: number;
  /** Lines at the beginning that are no part of the table: `sep=;`, comments. */
  readonly preambleRows: number;
  /** The table was seen only behind the beginning, which is of another form. */
  readonly isFurtherDown: boolean;
}

/** A piece of text: the units from `start` on, to the end of a line unless it `isWhole`. */
export interface TextPiece {
  readonly units: Units;
  readonly start: number;
  readonly isWhole: boolean;
}

/** Candidates; of two that fit alike the one with more fields wins, then the earlier one. */
const delimiters = ['\t', ';', '|', ','] as const;
/** Signs that seldom separate fields: taken only where none of those above does and they fit nearly everywhere. */
const rareDelimiters = ['\u0001', '\u001f', '^', '~', ' '] as const;
const sureShare = 0.95;
const examinedRows = 120;
const code = (sign: string): number => sign.charCodeAt(0);

interface Fit {
  readonly delimiter: string;
  /** Of the rows, those with the usual number of fields. */
  readonly share: number;
  readonly fields: number;
}

/**
 * Delimiter, quote and preamble of a text, by its `beginning` and by `further` lines from behind it, which count where
 * the beginning is of another form than they are. What `given` names is not looked for.
 */
export function detectDialect(
  beginning: TextPiece,
  further: TextPiece | null,
  isDoubleByte: boolean,
  given: Reading['text'] = null,
): Dialect {
  const { units, start } = beginning;
  const lineBreak = detectLineBreak(units.subarray(start, start + 2 ** 18));
  const lineEnd = lineBreak === '\r' ? 13 : 10;
  const declared = declaredDelimiter(units, start, lineEnd);
  const quote = given?.quote ?? detectQuote(units, start);
  const quoteUnit = quote === '' ? -1 : code(quote);
  const splits = new Map<TextPiece, Map<string, SplitRow[]>>();
  const split = (piece: TextPiece, delimiter: string): SplitRow[] => {
    const ofPiece = splits.get(piece) ?? new Map<string, SplitRow[]>();
    splits.set(piece, ofPiece);
    const rules: SplitRules = { delimiter: code(delimiter), quote: quoteUnit, lineEnd, isDoubleByte };
    const rows = ofPiece.get(delimiter) ?? splitRows(piece.units, piece.start, rules, examinedRows, piece.isWhole);
    ofPiece.set(delimiter, rows);
    return rows;
  };
  const certain = given?.delimiter ?? declared;
  const fitTo = (piece: TextPiece): Fit => {
    const fitOf = (delimiter: string): Fit => ({
      delimiter,
      ...consistency(piece.units, split(piece, delimiter), quoteUnit),
    });
    if (certain !== null) return fitOf(certain);
    const best = bestOf(delimiters.map(fitOf), piece.units);
    return best.fields > 1 ? best : (rareFit(rareDelimiters.map(fitOf), piece.units) ?? best);
  };
  const first = fitTo(beginning);
  const behind = further === null ? null : fitTo(further);
  const shareOf = (piece: TextPiece, { delimiter, fields }: Fit): number =>
    consistency(piece.units, split(piece, delimiter), quoteUnit, fields).share;
  const isFurtherDown =
    behind !== null &&
    further !== null &&
    behind.fields > 1 &&
    behind.share >= 0.8 &&
    shareOf(beginning, behind) < 0.5 &&
    // Decimal commas behind can look like the commas of a preamble.
    (shareOf(further, first) < 0.5 || (behind.share >= sureShare && behind.fields > first.fields));
  const best = isFurtherDown ? (behind as Fit) : first;
  const isPlain = certain === null && !isFurtherDown && best.fields > 1;
  if (isPlain && isOneColumn(units, split(beginning, best.delimiter), best.delimiter, best.share)) {
    const absent = absentDelimiter(units);
    if (absent !== null) return { delimiter: absent, quote, lineBreak, fields: 1, preambleRows: 0, isFurtherDown };
  }
  const delimiter = best.fields > 1 || certain !== null ? best.delimiter : ',';
  const rows = split(beginning, delimiter);
  const isComment = (row: SplitRow): boolean => isCommentAt(units, row.start) && row.fields.length !== best.fields;
  let preambleRows = declared === null ? 0 : 1;
  while (rows[preambleRows] && isComment(rows[preambleRows] as SplitRow)) preambleRows++;
  return { delimiter, quote, lineBreak, fields: best.fields, preambleRows, isFurtherDown };
}

/** `#`, `%` or `//`. */
function isCommentAt(units: Units, at: number): boolean {
  return units[at] === 35 || units[at] === 37 || (units[at] === 47 && units[at + 1] === 47);
}

function bestOf(fits: readonly Fit[], units: Units): Fit {
  // Decimal commas can be as regular as delimiters: a comma wins only where no other candidate fits as well.
  return fits.reduce((leader, next) => {
    if (next.share > leader.share + 0.05) return next;
    if (next.share < leader.share - 0.05) return leader;
    if (next.delimiter === ',' && leader.fields > 1) return isDecimalComma(units) ? leader : wider(leader, next);
    return wider(leader, next);
  });
}

/** Blanks separate numbers, never the words of a text. */
function rareFit(fits: readonly Fit[], units: Units): Fit | null {
  return (
    fits.find(({ delimiter, share, fields }) => {
      const isSure = fields > 1 && share >= sureShare;
      return isSure && (delimiter !== ' ' || isMostlyNumeric(units));
    }) ?? null
  );
}

function isMostlyNumeric(units: Units): boolean {
  const limit = Math.min(units.length, 2 ** 16);
  let numeric = 0;
  let signs = 0;
  // The first line may hold the names.
  for (let index = Math.max(0, units.indexOf(10)); index < limit; index++) {
    const unit = units[index] as number;
    if (unit <= 32) continue;
    signs++;
    if ((unit >= 48 && unit <= 57) || unit === 46 || unit === 45 || unit === 43 || unit === 101) numeric++;
  }
  return numeric > signs * 0.8;
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

/**
 * The double quote, unless single quotes alone stand at the beginnings and ends of fields, and there they are needed (a field
 * holds a delimiter) or about every row has one. Of a few words such as 'so' the apostrophes are part.
 */
function detectQuote(units: Units, start: number): string {
  const limit = Math.min(units.length, start + 2 ** 17);
  const double = units.indexOf(34, start);
  if (double >= 0 && double < limit) return '"';
  let singleStarts = 0;
  let singleEnds = 0;
  let open = -1;
  let isNeeded = false;
  for (let index = units.indexOf(39, start); index >= 0 && index < limit; index = units.indexOf(39, index + 1)) {
    if (open < 0 && (index === start || isBoundary(units[index - 1]))) {
      singleStarts++;
      open = index;
    }
    if (index > open && (index + 1 >= units.length || isBoundary(units[index + 1]))) {
      singleEnds++;
      if (open >= 0) isNeeded ||= units.subarray(open + 1, index).some(isBoundary);
      open = -1;
    }
  }
  if (singleStarts < 2 || singleEnds < singleStarts * 0.9 || singleStarts < singleEnds * 0.9) return '"';
  return isNeeded || singleStarts * 2 >= countLines(units.subarray(start, limit)) ? "'" : '"';
}

function countLines(units: Units): number {
  let lines = 1;
  for (const unit of units) if (unit === 10 || unit === 13) lines++;
  return lines;
}

function isBoundary(unit: number | undefined): boolean {
  return unit === 10 || unit === 13 || unit === 44 || unit === 59 || unit === 9 || unit === 124;
}

/** How many rows have the usual number of fields (of at least two), and what that number is; or how many have `wanted`. */
function consistency(
  units: Units,
  rows: readonly SplitRow[],
  quote: number,
  wanted: number | null = null,
): { share: number; fields: number } {
  const counts = new Map<number, number>();
  let total = 0;
  for (const row of rows) {
    if (row.fields.length === 0) continue;
    total++;
    // A quoted field that goes on after its closing quote was cut by a sign that is no delimiter.
    if (row.fields.some((field) => field.isQuoted && units[field.to - 1] !== quote)) continue;
    counts.set(row.fields.length, (counts.get(row.fields.length) ?? 0) + 1);
  }
  if (wanted !== null) return { share: total === 0 ? 0 : (counts.get(wanted) ?? 0) / total, fields: wanted };
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
