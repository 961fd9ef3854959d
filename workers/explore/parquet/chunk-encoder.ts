import { threadKernel } from '../../kernel-instance.ts';
import { putWords } from '../../tabular/put-words.ts';
import { type CodeArray, type ColumnView, cellKind, type WholeArray } from '../../tabular/segment.ts';
import { ByteSink } from './byte-sink.ts';
import { renderCell } from './cell-text.ts';
import { type Renumbered, writeIndices } from './dictionary-chunk.ts';
import {
  type ColumnChunk,
  encodings,
  type StorageType,
  writeDataPageHeader,
  writeDictionaryPageHeader,
} from './file-metadata.ts';
import { writeAllPresent, writePresence } from './levels.ts';
import { NumericEncoder, renumberWholes } from './numeric-chunk.ts';
import { renumberTexts, writeTexts } from './text-chunk.ts';

interface Target {
  readonly position: number;
  write(bytes: Uint8Array): void;
}

const bitsOf = (...kinds: readonly number[]): number => kinds.reduce((bits, kind) => bits | (1 << kind), 0);

/** Kinds that become values, a bit each; a cell of any other kind is stored as null. */
const wantedKinds: Readonly<Record<StorageType, number>> = {
  double: bitsOf(cellKind.number),
  int32: bitsOf(cellKind.number),
  int64: bitsOf(cellKind.number),
  boolean: bitsOf(cellKind.boolean),
  date: bitsOf(cellKind.date),
  timestamp: bitsOf(cellKind.date),
  text: bitsOf(cellKind.number, cellKind.text, cellKind.boolean, cellKind.date, cellKind.error),
};

/** Some rows of a column, and what is known of them. */
interface Chunk {
  readonly view: ColumnView;
  readonly from: number;
  readonly to: number;
  readonly storage: StorageType;
  /** Rows that hold a value, of the kinds told by the bits of `wanted`. */
  readonly present: number;
  readonly wanted: number;
  /** The kinds of all rows in the kernel's memory; 0 where every row holds a value. */
  readonly kindsAt: number;
}

/** Writes one column of one row group at a time; its buffers serve every chunk. All of the kernel's memory is its own. */
export class ChunkEncoder {
  readonly #numeric = new NumericEncoder();
  readonly #levels = new ByteSink();
  readonly #values = new ByteSink(65_536);
  readonly #header = new ByteSink();

  /** Rows `from`..`to` of `view` as the pages of a column chunk. */
  write(target: Target, view: ColumnView, from: number, to: number, storage: StorageType): ColumnChunk {
    this.#levels.clear();
    this.#values.clear();
    threadKernel().call.reset();
    const chunk = this.#begin(view, from, to, storage);
    const base = { values: to - from, nulls: to - from - chunk.present };
    const start = target.position;
    if (storage === 'text') return { ...base, ...this.#writeTexts(target, start, chunk) };
    if (storage !== 'boolean') return { ...base, ...this.#writeNumbers(target, start, chunk, storage) };
    this.#packBooleans(chunk);
    return { ...base, ...this.#writePlain(target, start, chunk, this.#values.view()) };
  }

  /** Writes the levels of a chunk, which tell where it has values. */
  #begin(view: ColumnView, from: number, to: number, storage: StorageType): Chunk {
    const wanted = wantedKinds[storage];
    const rows = to - from;
    const wantedCells = view.counts.reduce((sum, count, kind) => sum + ((wanted >> kind) & 1 ? count : 0), 0);
    if (wantedCells === view.rows) {
      writeAllPresent(this.#levels, rows);
      return { view, from, to, storage, present: rows, wanted, kindsAt: 0 };
    }
    const kernel = threadKernel();
    const kindsAt = kernel.call.allocate(rows);
    kernel.bytes.set(view.kinds.subarray(from, to), kindsAt);
    const present = writePresence(this.#levels, kindsAt, rows, wanted);
    return { view, from, to, storage, present, wanted, kindsAt };
  }

  /** The words of the rows that hold a value, one after another in the kernel's memory. */
  #takeWords({ from, to, wanted, kindsAt }: Chunk, words: WholeArray | CodeArray): number {
    const kernel = threadKernel();
    const wordsAt = kernel.call.allocate((to - from) * 4 + 16);
    putWords(kernel, words, from, to, wordsAt);
    if (kindsAt !== 0) kernel.call.takeWanted(wordsAt, kindsAt, to - from, wanted);
    return wordsAt;
  }

  #writeTexts(target: Target, start: number, chunk: Chunk): Placed {
    const { view, present } = chunk;
    const { codes, dictionary, counts } = view;
    const rendered = (counts[cellKind.number] ?? 0) + (counts[cellKind.boolean] ?? 0) + (counts[cellKind.date] ?? 0);
    if (codes === null || dictionary === null || rendered > 0) {
      if (present > 0) this.#renderTexts(view, chunk.from, chunk.to);
      return this.#writePlain(target, start, chunk, this.#values.view());
    }
    const renumbered = renumberTexts(this.#takeWords(chunk, codes), present, dictionary, view.rows);
    if (renumbered) {
      writeTexts(this.#values, dictionary, renumbered.codesAt, renumbered.entries);
      return this.#writeDictionary(target, start, chunk, renumbered, this.#values.view());
    }
    writeTexts(this.#values, dictionary, this.#takeWords(chunk, codes), present);
    return this.#writePlain(target, start, chunk, this.#values.view());
  }

  #writeNumbers(
    target: Target,
    start: number,
    chunk: Chunk,
    storage: Exclude<StorageType, 'text' | 'boolean'>,
  ): Placed {
    const { view, from, to, present } = chunk;
    const { wholes } = view;
    const kind = storage === 'date' || storage === 'timestamp' ? cellKind.date : cellKind.number;
    if (!wholes || present === 0) {
      const bytes = this.#numeric.encode(view, from, to, kind, present, storage);
      return this.#writePlain(target, start, chunk, bytes);
    }
    const wordsAt = this.#takeWords(chunk, wholes.values);
    const renumbered = renumberWholes(wholes, wordsAt, present, storage);
    if (!renumbered) {
      return this.#writePlain(target, start, chunk, this.#numeric.encodeWholes(wholes, wordsAt, present, storage));
    }
    const { codesAt, entries } = renumbered;
    const values = this.#numeric.encodeWholes(wholes, codesAt, entries, storage);
    return this.#writeDictionary(target, start, chunk, renumbered, values);
  }

  #writePlain(target: Target, start: number, { from, to }: Chunk, values: Uint8Array): Placed {
    this.#writeDataPage(target, to - from, values, encodings.plain);
    return placed(start, null, start, target);
  }

  #writeDictionary(
    target: Target,
    start: number,
    { from, to }: Chunk,
    renumbered: Renumbered,
    values: Uint8Array,
  ): Placed {
    this.#header.clear();
    writeDictionaryPageHeader(this.#header, values.length, renumbered.entries);
    target.write(this.#header.view());
    target.write(values);
    const dataStart = target.position;
    this.#values.clear();
    writeIndices(this.#values, renumbered);
    this.#writeDataPage(target, to - from, this.#values.view(), encodings.dictionaryIndex);
    return placed(start, start, dataStart, target);
  }

  #renderTexts(view: ColumnView, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (view.kinds[row] !== cellKind.missing) this.#values.plainText(renderCell(view, row));
    }
  }

  #packBooleans(chunk: Chunk): void {
    const { view, from, to, present } = chunk;
    const sink = this.#values;
    const { wholes } = view;
    if (wholes && wholes.multiply === wholes.divide) {
      const wordsAt = this.#takeWords(chunk, wholes.values);
      const kernel = threadKernel();
      const flagsAt = kernel.call.allocate(Math.ceil(present / 8) + 16);
      kernel.call.packBits(wordsAt, present, 1, flagsAt);
      sink.append(kernel.bytes.subarray(flagsAt, flagsAt + Math.ceil(present / 8)));
      return;
    }
    sink.reserve(Math.ceil((to - from) / 8));
    let count = 0;
    let packed = 0;
    const { kinds, numbers } = view;
    for (let row = from; row < to; row++) {
      if (kinds[row] !== cellKind.boolean) continue;
      packed |= (numbers?.[row] === 1 ? 1 : 0) << (count & 7);
      if ((++count & 7) !== 0) continue;
      sink.byte(packed);
      packed = 0;
    }
    if ((count & 7) !== 0) sink.byte(packed);
  }

  #writeDataPage(target: Target, rows: number, values: Uint8Array, encoding: number): void {
    this.#header.clear();
    writeDataPageHeader(this.#header, this.#levels.length + values.length, rows, encoding);
    target.write(this.#header.view());
    target.write(this.#levels.view());
    target.write(values);
  }
}

type Placed = Pick<ColumnChunk, 'fileOffset' | 'dictionaryPageOffset' | 'dataPageOffset' | 'sizeBytes'>;

function placed(
  fileOffset: number,
  dictionaryPageOffset: number | null,
  dataPageOffset: number,
  target: Target,
): Placed {
  return { fileOffset, dictionaryPageOffset, dataPageOffset, sizeBytes: target.position - fileOffset };
}
