import { type ColumnView, cellKind } from '../../tabular/segment.ts';
import { ByteSink } from './byte-sink.ts';
import { renderCell } from './cell-text.ts';
import {
  type ColumnChunk,
  encodings,
  type StorageType,
  writeDataPageHeader,
  writeDictionaryPageHeader,
} from './file-metadata.ts';
import { writeAllPresent, writePresence } from './levels.ts';
import { NumericEncoder } from './numeric-chunk.ts';
import { TextChunkEncoder } from './text-chunk.ts';

interface Target {
  readonly position: number;
  write(bytes: Uint8Array): void;
}

const kindFlags = (...kinds: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, kind) => (kinds.includes(kind) ? 1 : 0));

/** Kinds that become values; a cell of any other kind is stored as null. */
const wantedKinds: Readonly<Record<StorageType, Uint8Array>> = {
  double: kindFlags(cellKind.number),
  int32: kindFlags(cellKind.number),
  int64: kindFlags(cellKind.number),
  boolean: kindFlags(cellKind.boolean),
  date: kindFlags(cellKind.date),
  timestamp: kindFlags(cellKind.date),
  text: kindFlags(cellKind.number, cellKind.text, cellKind.boolean, cellKind.date, cellKind.error),
};

/** Writes one column of one row group at a time; its buffers serve every chunk. */
export class ChunkEncoder {
  readonly #numeric = new NumericEncoder();
  readonly #text = new TextChunkEncoder();
  readonly #levels = new ByteSink();
  readonly #values = new ByteSink(65_536);
  readonly #header = new ByteSink();

  /** Rows `from`..`to` of `view` as the pages of a column chunk. */
  write(target: Target, view: ColumnView, from: number, to: number, storage: StorageType): ColumnChunk {
    this.#levels.clear();
    this.#values.clear();
    const present = this.#writeLevels(view, from, to, storage);
    const base = { values: to - from, nulls: to - from - present };
    const start = target.position;
    if (storage === 'text') return { ...base, ...this.#writeText(target, start, view, from, to, present) };
    if (storage === 'boolean') {
      this.#packBooleans(view, from, to);
      this.#writeDataPage(target, to - from, this.#values.view(), encodings.plain);
      return { ...base, ...placed(start, null, start, target) };
    }
    const kind = storage === 'date' || storage === 'timestamp' ? cellKind.date : cellKind.number;
    const bytes = this.#numeric.encode(view, from, to, kind, present, storage);
    this.#writeDataPage(target, to - from, bytes, encodings.plain);
    return { ...base, ...placed(start, null, start, target) };
  }

  #writeLevels(view: ColumnView, from: number, to: number, storage: StorageType): number {
    const wanted = wantedKinds[storage];
    const wantedCells = view.counts.reduce((sum, count, kind) => sum + (wanted[kind] === 1 ? count : 0), 0);
    if (wantedCells !== view.rows) return writePresence(this.#levels, view.kinds, from, to, wanted);
    writeAllPresent(this.#levels, to - from);
    return to - from;
  }

  #writeText(target: Target, start: number, view: ColumnView, from: number, to: number, present: number) {
    const { codes, dictionary, counts } = view;
    const rendered = (counts[cellKind.number] ?? 0) + (counts[cellKind.boolean] ?? 0) + (counts[cellKind.date] ?? 0);
    if (codes === null || dictionary === null || rendered > 0) {
      if (present > 0) this.#renderTexts(view, from, to);
      this.#writeDataPage(target, to - from, this.#values.view(), encodings.plain);
      return placed(start, null, start, target);
    }
    const kinds = present === to - from ? null : view.kinds;
    if (!this.#text.collect(Uint32Array.from(codes), kinds, from, to, dictionary.count, view.rows)) {
      this.#text.writePlain(this.#values, dictionary);
      this.#writeDataPage(target, to - from, this.#values.view(), encodings.plain);
      return placed(start, null, start, target);
    }
    this.#text.writeDictionary(this.#values, dictionary);
    this.#header.clear();
    writeDictionaryPageHeader(this.#header, this.#values.length, this.#text.entries);
    target.write(this.#header.view());
    target.write(this.#values.view());
    const dataStart = target.position;
    this.#values.clear();
    this.#text.writeIndices(this.#values);
    this.#writeDataPage(target, to - from, this.#values.view(), encodings.dictionaryIndex);
    return placed(start, start, dataStart, target);
  }

  #renderTexts(view: ColumnView, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (view.kinds[row] !== cellKind.missing) this.#values.plainText(renderCell(view, row));
    }
  }

  #packBooleans(view: ColumnView, from: number, to: number): void {
    const sink = this.#values;
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

function placed(fileOffset: number, dictionaryPageOffset: number | null, dataPageOffset: number, target: Target) {
  return { fileOffset, dictionaryPageOffset, dataPageOffset, sizeBytes: target.position - fileOffset };
}
