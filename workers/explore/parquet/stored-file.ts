import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { encodings, markBytes } from './file-metadata.ts';
import { numberOf, structOf, structsOf, ThriftReader, type ThriftStruct, textOf } from './thrift-reader.ts';

/** How the values of a column lie in the file, and how many of its units are a millisecond. */
export interface ReadColumn {
  readonly name: string;
  readonly physical: 'boolean' | 'int32' | 'int64' | 'double' | 'text';
  /** For dates: what one unit is worth in milliseconds; null for other columns. */
  readonly unitMs: number | null;
  readonly isOptional: boolean;
}

export interface ReadChunk {
  readonly fromByte: number;
  readonly sizeBytes: number;
}

export interface ReadRowGroup {
  readonly rows: number;
  readonly chunks: readonly ReadChunk[];
}

const physicalNames: Readonly<Record<number, ReadColumn['physical']>> = {
  ...{ 0: 'boolean', 1: 'int32', 2: 'int64', 5: 'double', 6: 'text' },
};
const dayMs = 86_400_000;
const footerEndBytes = 8;
const uncompressed = 0;

/**
 * A Parquet file as it is written here, or by DuckDB when asked for format version 1 without compression: flat columns, plain
 * or by dictionary. Throws an Error for any other file.
 */
export class StoredFile {
  readonly columns: readonly ReadColumn[];
  readonly rowGroups: readonly ReadRowGroup[];
  readonly rows: number;
  readonly notes: ReadonlyMap<string, string>;
  readonly #descriptor: number;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    try {
      const footer = this.#readFooter(path);
      const [, ...elements] = structsOf(footer, 2);
      this.columns = elements.map(readColumn);
      this.rows = numberOf(footer, 3);
      this.rowGroups = structsOf(footer, 4).map((group) => readRowGroup(group, this.columns.length));
      this.notes = new Map(structsOf(footer, 5).map((note) => [textOf(note, 1), textOf(note, 2)]));
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  #readFooter(path: string): ThriftStruct {
    const { size } = fstatSync(this.#descriptor);
    const end = this.read(Math.max(0, size - footerEndBytes), Math.min(size, footerEndBytes));
    const mark = end.subarray(4);
    if (mark.length < 4 || !mark.every((byte, index) => byte === markBytes[index])) {
      throw new Error(`${path} is no Parquet file`);
    }
    const length = end.readUInt32LE(0);
    return new ThriftReader(this.read(size - footerEndBytes - length, length)).struct();
  }

  /** Bytes of the file. */
  read(fromByte: number, count: number): Buffer {
    const bytes = Buffer.allocUnsafe(count);
    for (let done = 0; done < count; ) {
      const read = readSync(this.#descriptor, bytes, done, count - done, fromByte + done);
      if (read === 0) throw new Error('the file is shorter than it says');
      done += read;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function readColumn(element: ThriftStruct): ReadColumn {
  const physical = physicalNames[numberOf(element, 1)];
  const name = textOf(element, 4);
  if (physical === undefined || element.get(5) !== undefined)
    throw new Error(`column ${name} is of a kind not read here`);
  return { name, physical, unitMs: unitOf(element), isOptional: element.get(3) !== 0 };
}

function unitOf(element: ThriftStruct): number | null {
  const converted = element.get(6);
  const logical = structOf(element, 10);
  if (converted === 6 || logical?.has(6)) return dayMs;
  const timestamp = logical && structOf(logical, 8);
  const unit = timestamp && structOf(timestamp, 2);
  if (unit?.has(1) || converted === 9) return 1;
  if (unit?.has(2) || converted === 10) return 1e-3;
  return unit?.has(3) ? 1e-6 : null;
}

function readRowGroup(group: ThriftStruct, columns: number): ReadRowGroup {
  const chunks = structsOf(group, 1).map((chunk) => {
    const metadata = structOf(chunk, 3);
    if (!metadata || numberOf(metadata, 4) !== uncompressed) throw new Error('the file is compressed');
    const dataPage = numberOf(metadata, 9);
    const dictionaryPage = metadata.get(11);
    const fromByte = typeof dictionaryPage === 'number' && dictionaryPage > 0 ? dictionaryPage : dataPage;
    return { fromByte: Math.min(fromByte, dataPage), sizeBytes: numberOf(metadata, 7) };
  });
  if (chunks.length !== columns) throw new Error('a row group lacks columns');
  return { rows: numberOf(group, 3), chunks };
}

/** A page of a chunk: what its header says and where its bytes lie. */
export interface ReadPage {
  readonly isDictionary: boolean;
  readonly values: number;
  readonly isByDictionary: boolean;
  readonly from: number;
  readonly to: number;
}

/** The pages of a chunk, in their order. */
export function* pagesOf(bytes: Uint8Array): Generator<ReadPage> {
  for (let position = 0; position < bytes.length; ) {
    const reader = new ThriftReader(bytes, position);
    const header = reader.struct();
    const dictionary = structOf(header, 7);
    const data = structOf(header, 5);
    const page = dictionary ?? data;
    if (!page) throw new Error('a page is of a kind not read here');
    const encoding = numberOf(page, 2);
    // 2 is the older name of the encoding by dictionary.
    const isByDictionary = data !== null && (encoding === encodings.dictionaryIndex || encoding === 2);
    if (data && !isByDictionary && encoding !== encodings.plain)
      throw new Error('a page is encoded in a way not read here');
    const from = reader.position;
    const to = from + numberOf(header, 3);
    yield { isDictionary: dictionary !== null, values: numberOf(page, 1), isByDictionary, from, to };
    position = to;
  }
}
