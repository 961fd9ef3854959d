import { ByteSink } from './byte-sink.ts';
import {
  boolean,
  int32,
  int64,
  list,
  struct,
  type ThriftField,
  type ThriftValue,
  text,
  writeStruct,
} from './thrift-writer.ts';

/*
 * The footer and the page headers of a Parquet file, after parquet.thrift of the format's specification
 * (https://github.com/apache/parquet-format). Numbers beside the fields are the field numbers given there.
 */

/** How a column lies in the file. */
export type StorageType = 'double' | 'int32' | 'int64' | 'boolean' | 'text' | 'date' | 'timestamp';

export interface StoredColumn {
  readonly name: string;
  readonly storage: StorageType;
}

/** One column's pages within one row group. Offsets and sizes in bytes. */
export interface ColumnChunk {
  readonly fileOffset: number;
  readonly dictionaryPageOffset: number | null;
  readonly dataPageOffset: number;
  readonly sizeBytes: number;
  readonly values: number;
  readonly nulls: number;
}

export interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
}

const physicalTypes: Readonly<Record<StorageType, number>> = {
  boolean: 0,
  int32: 1,
  date: 1,
  int64: 2,
  timestamp: 2,
  double: 5,
  text: 6,
};
export const encodings = { plain: 0, runLength: 3, dictionaryIndex: 8 } as const;
const optional = 1;

/** The older name of the logical type, for readers that know only that one. A timestamp without a time zone has none. */
const convertedTypes: Partial<Record<StorageType, number>> = { text: 0, date: 6, int32: 17, int64: 18 };

const empty: ThriftValue = struct([]);

function logicalType(storage: StorageType): ThriftValue | undefined {
  if (storage === 'text') return struct([[1, empty]]);
  if (storage === 'date') return struct([[6, empty]]);
  if (storage !== 'timestamp') return undefined;
  const milliseconds: ThriftValue = struct([[1, empty]]);
  return struct([
    [
      8,
      struct([
        [1, boolean(false)],
        [2, milliseconds],
      ]),
    ],
  ]);
}

function schemaElement(column: StoredColumn): ThriftValue {
  const converted = convertedTypes[column.storage];
  return struct([
    [1, int32(physicalTypes[column.storage])],
    [3, int32(optional)],
    [4, text(column.name)],
    [6, converted === undefined ? undefined : int32(converted)],
    [10, logicalType(column.storage)],
  ]);
}

function chunkElement(column: StoredColumn, chunk: ColumnChunk): ThriftValue {
  const hasDictionary = chunk.dictionaryPageOffset !== null;
  const used = [hasDictionary ? encodings.dictionaryIndex : encodings.plain, encodings.runLength];
  const metadata: ThriftField[] = [
    [1, int32(physicalTypes[column.storage])],
    [2, list((hasDictionary ? [encodings.plain, ...used] : used).map(int32))],
    [3, list([text(column.name)])],
    [4, int32(0)], // not compressed
    [5, int64(chunk.values)],
    [6, int64(chunk.sizeBytes)],
    [7, int64(chunk.sizeBytes)],
    [9, int64(chunk.dataPageOffset)],
    [11, chunk.dictionaryPageOffset === null ? undefined : int64(chunk.dictionaryPageOffset)],
    [12, struct([[3, int64(chunk.nulls)]])],
  ];
  return struct([
    [2, int64(chunk.fileOffset)],
    [3, struct(metadata)],
  ]);
}

function rowGroupElement(columns: readonly StoredColumn[], group: RowGroup): ThriftValue {
  const sizeBytes = group.chunks.reduce((sum, chunk) => sum + chunk.sizeBytes, 0);
  return struct([
    [1, list(group.chunks.map((chunk, index) => chunkElement(columns[index] as StoredColumn, chunk)))],
    [2, int64(sizeBytes)],
    [3, int64(group.rows)],
  ]);
}

/** Everything after the last page: the metadata, its length and the closing mark. */
export function footerBytes(
  columns: readonly StoredColumn[],
  groups: readonly RowGroup[],
  notes: Readonly<Record<string, string>>,
  createdBy: string,
): Uint8Array {
  const root: ThriftValue = struct([
    [4, text('schema')],
    [5, int32(columns.length)],
  ]);
  const noteElements = Object.entries(notes).map(
    ([key, value]): ThriftValue =>
      struct([
        [1, text(key)],
        [2, text(value)],
      ]),
  );
  const sink = new ByteSink(4096);
  writeStruct(sink, [
    [1, int32(1)],
    [2, list([root, ...columns.map(schemaElement)])],
    [3, int64(groups.reduce((sum, group) => sum + group.rows, 0))],
    [4, list(groups.map((group) => rowGroupElement(columns, group)))],
    [5, list(noteElements)],
    [6, text(createdBy)],
  ]);
  sink.uint32(sink.length);
  sink.append(markBytes);
  return sink.view();
}

/** Stands at both ends of a Parquet file. */
export const markBytes = new TextEncoder().encode('PAR1');

/** The header in front of a data page of `rows` rows whose body takes `sizeBytes`. */
export function writeDataPageHeader(sink: ByteSink, sizeBytes: number, rows: number, encoding: number): void {
  const header: ThriftField[] = [
    [1, int32(rows)],
    [2, int32(encoding)],
    [3, int32(encodings.runLength)],
    [4, int32(encodings.runLength)],
  ];
  writeStruct(sink, [
    [1, int32(0)],
    [2, int32(sizeBytes)],
    [3, int32(sizeBytes)],
    [5, struct(header)],
  ]);
}

/** The header in front of a dictionary page of `entries` entries whose body takes `sizeBytes`. */
export function writeDictionaryPageHeader(sink: ByteSink, sizeBytes: number, entries: number): void {
  const header: ThriftField[] = [
    [1, int32(entries)],
    [2, int32(encodings.plain)],
  ];
  writeStruct(sink, [
    [1, int32(2)],
    [2, int32(sizeBytes)],
    [3, int32(sizeBytes)],
    [7, struct(header)],
  ]);
}
