import { cellKind, type DictionaryView } from '../../tabular/segment.ts';
import type { ByteSink } from './byte-sink.ts';
import { bitWidth, writePacked, writeRepeated } from './levels.ts';

/** A dictionary pays as long as rows share entries; past these limits texts are written one by one. */
const maxEntries = 65_536;
const maxEntryShare = 0.5;

/** Numbers the distinct texts of one column chunk anew, in order of appearance, and writes what Parquet needs of them. */
export class TextChunkEncoder {
  /** New number + 1 of each code of the segment's dictionary; 0: not met in this chunk. */
  #numberOfCode = new Uint32Array(0);
  #codeOfNumber = new Uint32Array(0);
  #indices = new Uint32Array(0);
  #codes: Uint32Array = new Uint32Array(0);
  #count = 0;
  #entries = 0;

  /**
   * Takes the codes of the rows `from`..`to` that are not missing; without `kinds` all of them.
   * Gives whether a dictionary is worth its page; if not, only `writePlain` may follow.
   */
  collect(
    codes: Uint32Array,
    kinds: Uint8Array | null,
    from: number,
    to: number,
    dictionarySize: number,
    segmentRows: number,
  ): boolean {
    const rows = to - from;
    this.#codes = codes.subarray(from, to);
    this.#count = rows;
    this.#entries = 0;
    if (kinds !== null) this.#takePresent(kinds.subarray(from, to));
    const isMostlyDistinct = dictionarySize > maxEntries && dictionarySize > segmentRows * maxEntryShare;
    if (isMostlyDistinct || this.#count === 0) return false;
    if (this.#indices.length < rows) {
      this.#indices = new Uint32Array(rows);
      this.#codeOfNumber = new Uint32Array(rows);
    }
    if (this.#numberOfCode.length < dictionarySize) this.#numberOfCode = new Uint32Array(dictionarySize);
    else this.#numberOfCode.fill(0, 0, dictionarySize);
    this.#entries = renumber(this.#codes, this.#count, this.#numberOfCode, this.#codeOfNumber, this.#indices);
    return this.#entries <= maxEntries && this.#entries <= this.#count * maxEntryShare;
  }

  #takePresent(kinds: Uint8Array): void {
    const present = new Uint32Array(kinds.length);
    let count = 0;
    for (let row = 0; row < kinds.length; row++) {
      if (kinds[row] !== cellKind.missing) present[count++] = this.#codes[row] as number;
    }
    this.#codes = present;
    this.#count = count;
  }

  /** Distinct texts in the chunk. */
  get entries(): number {
    return this.#entries;
  }

  writeDictionary(sink: ByteSink, dictionary: DictionaryView): void {
    writeTexts(sink, dictionary, this.#codeOfNumber, this.#entries);
  }

  /** Width and packed numbers: the body of a page with the encoding RLE_DICTIONARY. */
  writeIndices(sink: ByteSink): void {
    const width = bitWidth(this.#entries);
    sink.byte(width);
    if (this.#entries === 1) writeRepeated(sink, 0, this.#count, width);
    else writePacked(sink, this.#indices, this.#count, width);
  }

  writePlain(sink: ByteSink, dictionary: DictionaryView): void {
    writeTexts(sink, dictionary, this.#codes, this.#count);
  }
}

function renumber(
  codes: Uint32Array,
  count: number,
  numberOfCode: Uint32Array,
  codeOfNumber: Uint32Array,
  indices: Uint32Array,
): number {
  let entries = 0;
  for (let index = 0; index < count; index++) {
    const code = codes[index] as number;
    let number = numberOfCode[code] as number;
    if (number === 0) {
      codeOfNumber[entries] = code;
      number = ++entries;
      numberOfCode[code] = number;
    }
    indices[index] = number - 1;
  }
  return entries;
}

/** The dictionary's texts for the first `count` of `codes`, each behind its length, moved four bytes at a time. */
function writeTexts(sink: ByteSink, dictionary: DictionaryView, codes: Uint32Array, count: number): void {
  const { offsets, bytes } = dictionary;
  let total = 4 * count;
  for (let index = 0; index < count; index++) {
    const code = codes[index] as number;
    total += (offsets[code + 1] as number) - (offsets[code] as number);
  }
  sink.reserve(total);
  const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const target = new DataView(sink.bytes.buffer, sink.bytes.byteOffset, sink.bytes.byteLength);
  let at = sink.length;
  for (let index = 0; index < count; index++) {
    const code = codes[index] as number;
    let from = offsets[code] as number;
    const end = offsets[code + 1] as number;
    target.setUint32(at, end - from, true);
    at += 4;
    for (; from + 4 <= end; from += 4, at += 4) target.setUint32(at, source.getUint32(from, true), true);
    while (from < end) target.setUint8(at++, source.getUint8(from++));
  }
  sink.length = at;
}
