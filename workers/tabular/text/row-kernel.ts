import { isUtf8 } from 'node:buffer';
import type { ColumnTally } from '../../../contract/column-decision.ts';
import { keptRowsOf } from '../../../contract/import-changes.ts';
import { type Kernel, threadKernel } from '../../kernel-instance.ts';
import { cellKindCount, type DictionaryView } from '../segment.ts';
import { DecimalNotes } from './decimal-notes.ts';
import { CellParser, wordShapes } from './parse-cell.ts';
import type { RowRules } from './row-rules.ts';

/** Cells read at a time: with the bytes they stand in, they stay within the processor's second cache. */
const batchCells = 1 << 13;
const largestBatch = 1024;
/** Numbers kept of blank lines: where every second line is blank, the numbers of later rows are told too low. */
const mostBlankLines = 400_000;

/** How the kernel keeps the numbers of a column (see kernel/column-state.ts). */
export const numberMode = { unset: 0, scaled: 1, days: 2, doubles: 3 } as const;

/** Words of a column's state, in their order there. */
const stateWords = 40;
const stateOrder = [
  ...(['mode', 'decimals', 'minimum', 'maximum', 'values', 'codes', 'kinds', 'isText'] as const),
  ...(['missing', 'numbers', 'texts', 'booleans', 'dates', 'errors', 'ids'] as const),
  ...(['entries', 'bytesUsed', 'bytes', 'bytesRoom', 'offsets', 'hashes', 'entriesRoom'] as const),
  ...(['slots', 'slotMask', 'isLoose'] as const),
  ...(['keptMode', 'keptDecimals', 'keptValues', 'keptCodes', 'keptKinds', 'onlyKind', 'commas', 'grouped'] as const),
] as const;
type StateName = (typeof stateOrder)[number];
const stateWord = Object.fromEntries(stateOrder.map((name, word) => [name, word])) as Record<StateName, number>;

/** First bytes of texts that can be nothing but text, and of what may be a number or a date. */
const startsTable = new Uint8Array(256).fill(1);
for (const sign of ' \t+.,"\r\n') startsTable[sign.charCodeAt(0)] = 2;
for (const sign of '-0123456789') startsTable[sign.charCodeAt(0)] = 0;
wordShapes.lengths.forEach((lengths, first) => {
  if (lengths !== 0 && startsTable[first] === 1) startsTable[first] = 2;
});

/**
 * Reads the rows of one part in the kernel, some at a time: `scan` and `readBatch` by turns, until no row is left in the bytes
 * at hand. Everything that belongs to a part lies in the kernel's memory until the next one begins.
 */
export class RowKernel {
  readonly kernel: Kernel;
  raggedRows = 0;
  undecodableCells = 0;
  #rowsRead = 0;
  readonly #blankLines: number[] = [];
  /** null: the decimal sign is a point, and nothing is to be noted. */
  readonly #decimals: { readonly notes: DecimalNotes; readonly keptRows: number } | null;
  readonly #states: number;

  constructor(columns: number, rules: RowRules) {
    this.kernel = threadKernel();
    this.#decimals = rules.decimal === ',' ? { notes: new DecimalNotes(), keptRows: keptRowsOf(columns) } : null;
    const { call } = this.kernel;
    const fields = rules.targets.length;
    const batch = Math.max(16, Math.min(largestBatch, Math.floor(batchCells / Math.max(1, fields))));
    call.reset();
    call.forgetScratch();
    const decimal = rules.decimal.charCodeAt(0);
    call.setRules(rules.delimiter, rules.quote, rules.lineEnd, decimal, fields, rules.expectedFields, batch);
    call.setUsualFields(rules.usualFields, rules.joinsRest);
    this.#states = call.startColumns(columns) >> 2;
    const { bytes, words } = this.kernel;
    const starts = startsTable.slice();
    // What ends a field is no first byte of one: the field is empty.
    for (const byte of [rules.delimiter, rules.lineEnd, 13, rules.quote]) if (byte >= 0) starts[byte] = 2;
    words.set(rules.targets, call.tableAt(0) >> 2);
    bytes.set(starts, call.tableAt(1));
    words.set(wordShapes.lengths, call.tableAt(2) >> 2);
    bytes.set(wordShapes.ends, call.tableAt(3));
    for (const column of rules.textColumns) words[this.#states + column * stateWords + stateWord.isText] = 1;
    this.#answer(new CellParser(rules.decimal), rules);
  }

  /** A word of the state of a column. */
  state(column: number, name: StateName): number {
    return this.kernel.words[this.#states + column * stateWords + stateWord[name]] as number;
  }

  /** Cells of each kind so far, by `cellKind`. */
  counts(column: number): Int32Array {
    const at = this.#states + column * stateWords + stateWord.missing;
    return this.kernel.words.subarray(at, at + cellKindCount);
  }

  /** The distinct texts of a column so far, in the kernel's memory; null when there are none. */
  dictionary(column: number): DictionaryView | null {
    const count = this.state(column, 'entries');
    if (count === 0) return null;
    const { buffer } = this.kernel.bytes;
    return {
      count,
      offsets: new Uint32Array(buffer, this.state(column, 'offsets'), count + 1),
      bytes: new Uint8Array(buffer, this.state(column, 'bytes'), this.state(column, 'bytesUsed')),
      hashes: new Int32Array(buffer, this.state(column, 'hashes'), count * 2),
    };
  }

  /** Reads the rows that `scanRows` has found into the columns. */
  readBatch(rows: number): void {
    this.raggedRows += this.kernel.call.readColumns(rows);
    if (this.#decimals) this.kernel.call.noteDecimals(rows, this.#decimals.keptRows);
    this.#rowsRead += rows;
  }

  /** Lines without a cell so far: the row that follows them and how many they are, one after another; null: there are none. */
  blankLines(): Float64Array | null {
    return this.#blankLines.length === 0 ? null : Float64Array.from(this.#blankLines);
  }

  /** What was done to numbers so far: decimal commas, points between thousands. */
  changes(): ColumnTally[] {
    const countOf = (column: number, change: string) => this.state(column, change === 'grouped' ? 'grouped' : 'commas');
    return this.#decimals?.notes.tallies(countOf) ?? [];
  }

  #noteBlankLine(row: number): void {
    const lines = this.#blankLines;
    const last = lines.length - 2;
    const isKnown = last >= 0 && (lines[last] === row || lines.length >= mostBlankLines);
    if (isKnown) lines[last + 1] = (lines[last + 1] as number) + 1;
    else lines.push(row, 1);
  }

  #answer(parser: CellParser, rules: RowRules): void {
    const { kernel } = this;
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    kernel.host = {
      parseCell: (from, to, value) => {
        const kind = parser.parse(kernel.bytes, from, to);
        new DataView(kernel.bytes.buffer).setFloat64(value, parser.value, true);
        return kind;
      },
      noteBlankLine: (row) => this.#noteBlankLine(this.#rowsRead + row),
      noteDecimal: (column, row, from, to, isGrouped) => {
        const [start, end] = kernel.bytes[from] === rules.quote ? [from + 1, to - 1] : [from, to];
        parser.parse(kernel.bytes, start, end);
        const written = decoder.decode(kernel.bytes.subarray(start, end)).trim();
        const change = isGrouped ? 'grouped' : 'decimalComma';
        this.#decimals?.notes.note(column, this.#rowsRead + row, change, written, parser.value);
      },
      mendText: (from, to, target) => {
        const bytes = kernel.bytes.subarray(from, to);
        if (!isDamagedText(bytes)) return -1;
        this.undecodableCells++;
        return new TextEncoder().encodeInto(decoder.decode(bytes), kernel.bytes.subarray(target)).written;
      },
    };
  }
}

/** Not UTF-8, or with the sign that stands for what an earlier conversion could not read. */
function isDamagedText(text: Uint8Array): boolean {
  return !isUtf8(text) || Buffer.from(text.buffer, text.byteOffset, text.length).includes('\ufffd');
}
