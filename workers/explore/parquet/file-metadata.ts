import { ByteSink } from './byte-sink.ts';
import { ThriftWriter } from './thrift-writer.ts';

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

const nothing = (): void => undefined;

function writeLogicalType(writer: ThriftWriter, storage: StorageType): void {
  if (storage === 'text') writer.struct(10, () => writer.struct(1, nothing));
  else if (storage === 'date') writer.struct(10, () => writer.struct(6, nothing));
  else if (storage === 'timestamp') {
    const milliseconds = () => writer.struct(1, nothing);
    writer.struct(10, () =>
      writer.struct(8, () => {
        writer.boolean(1, false);
        writer.struct(2, milliseconds);
      }),
    );
  }
}

function writeSchemaElement(writer: ThriftWriter, column: StoredColumn): void {
  const converted = convertedTypes[column.storage];
  writer.int32(1, physicalTypes[column.storage]);
  writer.int32(3, optional);
  writer.text(4, column.name);
  if (converted !== undefined) writer.int32(6, converted);
  writeLogicalType(writer, column.storage);
}

function writeChunk(writer: ThriftWriter, column: StoredColumn, chunk: ColumnChunk): void {
  const { dictionaryPageOffset } = chunk;
  const hasDictionary = dictionaryPageOffset !== null;
  const used = [hasDictionary ? encodings.dictionaryIndex : encodings.plain, encodings.runLength];
  writer.int64(2, chunk.fileOffset);
  writer.struct(3, () => {
    writer.int32(1, physicalTypes[column.storage]);
    writer.int32s(2, hasDictionary ? [encodings.plain, ...used] : used);
    writer.texts(3, [column.name]);
    writer.int32(4, 0); // not compressed
    writer.int64(5, chunk.values);
    writer.int64(6, chunk.sizeBytes);
    writer.int64(7, chunk.sizeBytes);
    writer.int64(9, chunk.dataPageOffset);
    if (hasDictionary) writer.int64(11, dictionaryPageOffset);
    writer.struct(12, () => writer.int64(3, chunk.nulls));
  });
}

function writeRowGroup(writer: ThriftWriter, columns: readonly StoredColumn[], group: RowGroup): void {
  const sizeBytes = group.chunks.reduce((sum, chunk) => sum + chunk.sizeBytes, 0);
  writer.structs(1, group.chunks, (chunk, index) => writeChunk(writer, columns[index] as StoredColumn, chunk));
  writer.int64(2, sizeBytes);
  writer.int64(3, group.rows);
}

/** Everything after the last page: the metadata, its length and the closing mark. */
export function footerBytes(
  columns: readonly StoredColumn[],
  groups: readonly RowGroup[],
  notes: Readonly<Record<string, string>>,
  createdBy: string,
): Uint8Array {
  const sink = new ByteSink(4096);
  const writer = new ThriftWriter(sink);
  writer.int32(1, 1);
  writer.structs(2, [null, ...columns], (column) => {
    if (column !== null) return writeSchemaElement(writer, column);
    writer.text(4, 'schema');
    writer.int32(5, columns.length);
  });
  writer.int64(
    3,
    groups.reduce((sum, group) => sum + group.rows, 0),
  );
  writer.structs(4, groups, (group) => writeRowGroup(writer, columns, group));
  writer.structs(5, Object.entries(notes), ([key, value]) => {
    writer.text(1, key);
    writer.text(2, value);
  });
  writer.text(6, createdBy);
  writer.end();
  sink.uint32(sink.length);
  sink.append(markBytes);
  return sink.view();
}

/** Stands at both ends of a Parquet file. */
export const markBytes = new TextEncoder().encode('PAR1');

/** The header in front of a data page of `rows` rows whose body takes `sizeBytes`. */
export function writeDataPageHeader(sink: ByteSink, sizeBytes: number, rows: number, encoding: number): void {
  const writer = new ThriftWriter(sink);
  writer.int32(1, 0);
  writer.int32(2, sizeBytes);
  writer.int32(3, sizeBytes);
  writer.struct(5, () => {
    writer.int32(1, rows);
    writer.int32(2, encoding);
    writer.int32(3, encodings.runLength);
    writer.int32(4, encodings.runLength);
  });
  writer.end();
}

/** The header in front of a dictionary page of `entries` entries whose body takes `sizeBytes`. */
export function writeDictionaryPageHeader(sink: ByteSink, sizeBytes: number, entries: number): void {
  const writer = new ThriftWriter(sink);
  writer.int32(1, 2);
  writer.int32(2, sizeBytes);
  writer.int32(3, sizeBytes);
  writer.struct(7, () => {
    writer.int32(1, entries);
    writer.int32(2, encodings.plain);
  });
  writer.end();
}
