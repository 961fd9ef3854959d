import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { TextFormat } from '../../../contract/files.ts';
import { previewCellParser } from '../cell-types.ts';
import { regularFileSize } from '../file-size.ts';
import type { PreviewRow } from '../preview-cell.ts';
import { textDecoder } from './decode-text.ts';
import { detectDecimal, detectDialect } from './detect-dialect.ts';
import { detectEncoding, type Encoding } from './detect-encoding.ts';
import { type FieldRange, type SplitRow, splitRows } from './split-rows.ts';

/** Columns that a table may have, as in a workbook. */
export const maximumColumns = 16_384;
const firstSampleBytes = 2 ** 18;
const largestSampleBytes = 2 ** 25;
const wantedLines = 220;
const sampleRows = 220;
const enoughRows = 20;
/** Cells of a sample that are looked at; wide tables show fewer rows. */
const sampleCells = 400_000;

/** What the beginning of a text file tells about it. */
export interface TextSample {
  readonly sizeBytes: number;
  readonly sampleBytes: number;
  /** The sample, as far as it was looked at, is plain ASCII: it fits several encodings. */
  readonly isAscii: boolean;
  /** The sample is the whole file. */
  readonly isWhole: boolean;
  readonly format: TextFormat;
  /** Rows of the sample; lines that are no part of the table (comments, `sep=;`) are blank. */
  readonly rows: readonly PreviewRow[];
  /** The byte of the file at which each row begins. */
  readonly rowStarts: readonly number[];
  /** The byte after the last of `rows`. */
  readonly rowsEnd: number;
}

/**
 * Reads the beginning of a text file and detects encoding, delimiter, quote, line break and decimal sign. Throws
 * FILE_EMPTY, FILE_IS_FOLDER, TEXT_UNDECODABLE, TABLE_TOO_WIDE. `encoding` overrides the detection of the encoding.
 */
export function readTextSample(path: string, fileName: string, encoding: Encoding | null = null): TextSample {
  const file = openSync(path, 'r');
  try {
    const sizeBytes = regularFileSize(file, fileName);
    const bytes = readBeginning(file, sizeBytes, firstSampleBytes);
    const sample = examine(bytes, sizeBytes, fileName, encoding);
    if (sample.isWhole || sample.rows.length >= enoughRows || bytes.length >= largestSampleBytes) return sample;
    // A quote that is open for long hides the rows behind it; it may turn out never to be closed.
    return examine(readBeginning(file, sizeBytes, largestSampleBytes), sizeBytes, fileName, encoding);
  } finally {
    closeSync(file);
  }
}

function examine(bytes: Uint8Array, sizeBytes: number, fileName: string, encoding: Encoding | null): TextSample {
  if (bytes.length === 0) throw new Fault('FILE_EMPTY', { file: fileName });
  const isWhole = bytes.length >= sizeBytes;
  const detected = detectEncoding(bytes, isWhole);
  if (detected === null) throw new Fault('TEXT_UNDECODABLE', { file: fileName });
  const used = encoding ?? detected.encoding;
  const isWide = used === 'utf-16le' || used === 'utf-16be';
  const isDoubleByte = used === 'gb18030' || used === 'big5';
  const units = isWide ? unitsOf(bytes, used === 'utf-16be') : bytes;
  const start = isWide ? detected.markBytes >> 1 : detected.markBytes;
  const dialect = detectDialect(units, start, isDoubleByte, isWhole);
  const rules = {
    delimiter: dialect.delimiter.charCodeAt(0),
    quote: dialect.quote.charCodeAt(0),
    lineEnd: dialect.lineBreak === '\r' ? 13 : 10,
    isDoubleByte,
  };
  const split = limitCells(splitRows(units, start, rules, sampleRows, isWhole));
  if (split.some((row) => row.fields.length > maximumColumns)) {
    throw new Fault('TABLE_TOO_WIDE', { file: fileName, limit: maximumColumns });
  }
  const quote = dialect.quote;
  const read = cellReader(units, isWide ? 'utf-16le' : used, quote);
  const texts = split.map((row, index) => (index < dialect.preambleRows ? [] : row.fields.map(read)));
  const decimal = detectDecimal(texts.flat(), dialect.delimiter);
  const toPreviewCell = previewCellParser(decimal);
  const bytesPerUnit = isWide ? 2 : 1;
  const last = split[split.length - 1];
  return {
    sizeBytes,
    sampleBytes: bytes.length,
    isWhole,
    isAscii: isAscii(bytes),
    format: {
      encoding: used,
      hasByteOrderMark: detected.markBytes > 0,
      delimiter: dialect.delimiter,
      quote,
      decimal,
      lineBreak: dialect.lineBreak,
    },
    rows: texts.map((row) => row.map(toPreviewCell)),
    rowStarts: split.map((row) => row.start * bytesPerUnit),
    rowsEnd: last ? Math.min(bytes.length, endOf(last) * bytesPerUnit) : bytes.length,
  };
}

function endOf(row: SplitRow): number {
  return (row.fields[row.fields.length - 1]?.to ?? row.start) + 1;
}

/** Enough of the beginning to see `wantedLines` lines, or all there is. */
function readBeginning(file: number, sizeBytes: number, atLeast: number): Uint8Array {
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
    if (wanted >= sizeBytes || wanted >= largestSampleBytes || hasLines(read, wantedLines)) return read;
    wanted = Math.min(sizeBytes, wanted * 4, largestSampleBytes);
  }
}

function hasLines(bytes: Uint8Array, wanted: number): boolean {
  let lines = 0;
  for (const byte of bytes) if ((byte === 10 || byte === 13) && ++lines >= wanted) return true;
  return false;
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
    if (!isQuoted) return text;
    const close = closingPlace(text, quote);
    return text.slice(1, close).replaceAll(doubled, quote) + text.slice(close + 1);
  };
}

function closingPlace(text: string, quote: string): number {
  let index = text.indexOf(quote, 1);
  while (index >= 0 && text[index + 1] === quote) index = text.indexOf(quote, index + 2);
  return index < 0 ? text.length : index;
}
