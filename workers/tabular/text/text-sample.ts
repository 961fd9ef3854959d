import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { TextFormat } from '../../../contract/files.ts';
import type { Reading } from '../../../contract/reading.ts';
import { previewCellParser } from '../cell-types.ts';
import { regularFileSize } from '../file-size.ts';
import type { PreviewRow } from '../preview-cell.ts';
import { textDecoder } from './decode-text.ts';
import { detectDecimal } from './detect-decimal.ts';
import { detectDialect, type TextPiece } from './detect-dialect.ts';
import { type DetectedEncoding, detectEncoding, type Encoding } from './detect-encoding.ts';
import { type FieldRange, type SplitRow, type SplitRules, splitRows } from './split-rows.ts';
import { blockAbove, tableStart } from './table-start.ts';
import { readFurther, readProbes } from './text-probes.ts';

/** Columns that a table may have, as in a workbook. */
export const maximumColumns = 16_384;
const firstSampleBytes = 2 ** 18;
const largestSampleBytes = 2 ** 25;
const wantedLines = 220;
const sampleRows = 220;
const enoughRows = 20;
/** Cells of a sample that are looked at; wide tables show fewer rows. */
const sampleCells = 400_000;
/** Of a smaller file the beginning is nearly all. */
const leastLookedFurtherBytes = 2 ** 12;
/** Rows above a table that are looked through for its beginning. */
const longestPreamble = 200_000;
/** Lines right above a table that may be its header. */
const headerLines = 3;

/** What of a reading says how the bytes of a text become rows. */
type TextWishes = Pick<Reading, 'text' | 'header'>;
const asDetected: TextWishes = { text: null, header: null };

/** What the beginning of a text file, and a look at places behind it, tell about it. */
export interface TextSample {
  readonly sizeBytes: number;
  readonly sampleBytes: number;
  /** The sample, as far as it was looked at, is plain ASCII: it fits several encodings. */
  readonly isAscii: boolean;
  /** The sample is the whole file. */
  readonly isWhole: boolean;
  readonly format: TextFormat;
  /** Rows of the sample; lines that are no part of the table (comments, `sep=;`, all that stands far above it) are blank. */
  readonly rows: readonly PreviewRow[];
  /** By row: whether the line holds anything. */
  readonly hasContent: readonly boolean[];
  /** The byte of the file at which each row begins. */
  readonly rowStarts: readonly number[];
  /** The byte after the last of `rows`. */
  readonly rowsEnd: number;
}

/**
 * Reads the beginning of a text file and detects encoding, delimiter, quote, line break and decimal sign, where `reading`
 * does not give them. Throws FILE_EMPTY, FILE_IS_FOLDER, TEXT_UNDECODABLE, TABLE_TOO_WIDE. `encoding`: found by a look at
 * the whole file.
 */
export function readTextSample(
  path: string,
  fileName: string,
  reading: TextWishes = asDetected,
  encoding: Encoding | null = null,
): TextSample {
  const file = openSync(path, 'r');
  try {
    const sizeBytes = regularFileSize(file, fileName);
    const text = { ...reading.text, encoding: reading.text?.encoding ?? encoding ?? undefined };
    const lines = wantedLines + (reading.header?.row ?? 0);
    const sampleAt = (bytes: Uint8Array): TextSample | null => {
      if (bytes.length === 0) throw new Fault('FILE_EMPTY', { file: fileName });
      const source = { file, fileName, bytes, sizeBytes };
      return examine(source, { ...reading, text }, encodingOf(source, text.encoding));
    };
    const first = sampleAt(readBeginning(file, sizeBytes, firstSampleBytes, lines));
    const isEnough = first !== null && (first.isWhole || first.rows.length >= enoughRows);
    if (isEnough || (first && first.sampleBytes >= largestSampleBytes)) return first;
    // A quote that is open for long hides the rows behind it; it may turn out never to be closed. Or a table begins far down.
    const second = sampleAt(readBeginning(file, sizeBytes, largestSampleBytes, lines));
    if (second === null) throw new Fault('TABLE_EMPTY', { file: fileName });
    return second;
  } finally {
    closeSync(file);
  }
}

interface SampleSource {
  readonly file: number;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
}

/** Where the beginning leaves a choice, places all over the file are looked at. */
function encodingOf({ file, fileName, bytes, sizeBytes }: SampleSource, given?: Encoding): DetectedEncoding {
  const isWhole = bytes.length >= sizeBytes;
  let detected = detectEncoding(bytes, isWhole);
  const isOpen = detected !== null && detected.markBytes === 0 && !detected.encoding.startsWith('utf-16');
  if (isOpen && !isWhole && (detected?.encoding !== 'utf-8' || isAscii(bytes))) {
    const probes = readProbes(file, sizeBytes, bytes.length);
    const beginning = bytes.subarray(0, bytes.lastIndexOf(10, firstSampleBytes) + 1);
    if (!isAscii(probes)) detected = detectEncoding(Buffer.concat([beginning, probes]), true) ?? detected;
  }
  if (detected === null && given === undefined) throw new Fault('TEXT_UNDECODABLE', { file: fileName });
  return { encoding: given ?? (detected as DetectedEncoding).encoding, markBytes: detected?.markBytes ?? 0 };
}

/** null: the table begins behind the sample. */
function examine(source: SampleSource, reading: TextWishes, detected: DetectedEncoding): TextSample | null {
  const { file, fileName, bytes, sizeBytes } = source;
  const isWhole = bytes.length >= sizeBytes;
  const { encoding } = detected;
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const isDoubleByte = encoding === 'gb18030' || encoding === 'big5';
  const unitsIn = (piece: Uint8Array) => (isWide ? unitsOf(piece, encoding === 'utf-16be') : piece);
  const units = unitsIn(bytes);
  const bytesPerUnit = isWide ? 2 : 1;
  const start = detected.markBytes / bytesPerUnit;
  const rest = sizeBytes > leastLookedFurtherBytes ? unitsIn(readFurther(file, sizeBytes, bytesPerUnit)) : null;
  const further: TextPiece | null = rest && { units: rest, start: 0, isWhole: false };
  const dialect = detectDialect({ units, start, isWhole }, further, isDoubleByte, reading.text);
  const rules: SplitRules = {
    delimiter: dialect.delimiter.charCodeAt(0),
    quote: dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0),
    lineEnd: dialect.lineBreak === '\r' ? 13 : 10,
    isDoubleByte,
  };
  let { preambleRows } = dialect;
  if (dialect.isFurtherDown && reading.header === null) {
    const first = tableStart(splitRows(units, start, rules, longestPreamble, isWhole), dialect.fields);
    if (first < 0 && !isWhole && bytes.length < largestSampleBytes) return null;
    preambleRows = Math.max(preambleRows, first - headerLines);
  }
  const rowCount = sampleRows + preambleRows + (reading.header?.row ?? 0);
  const split = limitCells(splitRows(units, start, rules, rowCount, isWhole));
  if (reading.header === null) preambleRows = Math.max(preambleRows, blockAbove(split, dialect.fields));
  if (split.some((row) => row.fields.length > maximumColumns)) {
    throw new Fault('TABLE_TOO_WIDE', { file: fileName, limit: maximumColumns });
  }
  const read = cellReader(units, isWide ? 'utf-16le' : encoding, dialect.quote);
  const texts = split.map((row, index) => (index < preambleRows ? [] : row.fields.map(read)));
  const decimal = reading.text?.decimal ?? detectDecimal(texts.flat(), dialect.delimiter);
  const toPreviewCell = previewCellParser(decimal);
  const last = split[split.length - 1];
  return {
    sizeBytes,
    sampleBytes: bytes.length,
    isWhole,
    isAscii: isAscii(bytes),
    format: {
      encoding,
      hasByteOrderMark: detected.markBytes > 0,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      decimal,
      lineBreak: dialect.lineBreak,
    },
    rows: texts.map((row) => row.map(toPreviewCell)),
    hasContent: split.map((row) => row.fields.some(({ from, to }) => to > from)),
    rowStarts: split.map((row) => row.start * bytesPerUnit),
    rowsEnd: last ? Math.min(bytes.length, endOf(last) * bytesPerUnit) : bytes.length,
  };
}

function endOf(row: SplitRow): number {
  return (row.fields[row.fields.length - 1]?.to ?? row.start) + 1;
}

/** Enough of the beginning to see so many lines, or all there is. */
function readBeginning(file: number, sizeBytes: number, atLeast: number, lines: number): Uint8Array {
  let wanted = Math.min(sizeBytes, atLeast);
  for (;;) {
    const bytes = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const count = readSync(file, bytes, filled, wanted - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    const read = bytes.subarray(0, filled);
    if (wanted >= sizeBytes || wanted >= largestSampleBytes || hasLines(read, lines)) return read;
    wanted = Math.min(sizeBytes, wanted * 4, largestSampleBytes);
  }
}

function hasLines(bytes: Uint8Array, wanted: number): boolean {
  let lines = 0;
  for (const end of [10, 13]) {
    for (let at = bytes.indexOf(end); at >= 0 && lines < wanted; at = bytes.indexOf(end, at + 1)) lines++;
  }
  return lines >= wanted;
}

function unitsOf(bytes: Uint8Array, isBigEndian: boolean): Uint16Array {
  const units = new Uint16Array(bytes.length >> 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < units.length; index++) units[index] = view.getUint16(index * 2, !isBigEndian);
  return units;
}

function limitCells(rows: readonly SplitRow[]): readonly SplitRow[] {
  let cells = 0;
  const count = rows.findIndex((row, index) => {
    cells += row.fields.length;
    return cells > sampleCells && index >= 20;
  });
  return count < 0 ? rows : rows.slice(0, count);
}

/** Gives the text of a field: decoded, without its quotes. */
function cellReader(units: Uint8Array | Uint16Array, encoding: Encoding, quote: string): (field: FieldRange) => string {
  const decode = textDecoder(encoding);
  const doubled = quote + quote;
  return ({ from, to, isQuoted }) => {
    const part = units.subarray(from, to);
    const text = decode(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), true);
    if (!isQuoted || quote === '') return text;
    const close = closingPlace(text, quote);
    return text.slice(1, close).replaceAll(doubled, quote) + text.slice(close + 1);
  };
}

function closingPlace(text: string, quote: string): number {
  let index = text.indexOf(quote, 1);
  while (index >= 0 && text[index + 1] === quote) index = text.indexOf(quote, index + 2);
  return index < 0 ? text.length : index;
}
