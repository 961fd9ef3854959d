import { type DuckDBListType, type DuckDBStructType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import type { OrderContext } from '../../order-context.ts';
import { type SourceColumn, sourceColumns } from './described-table.ts';
import { checkDepth } from './json-depth.ts';
import { type JsonFile, type JsonShape, lookAtJson } from './json-shape.ts';
import { type DuckDbSession, rowsOf, sqlName, sqlText } from './session.ts';

/** The records of a JSON file as DuckDB reads them. */
export interface JsonSource {
  readonly from: string;
  readonly columns: readonly SourceColumn[];
  readonly file: JsonFile;
}

/** DuckDB makes its buffers twice as large as a record may be, so that it is asked to expect large ones only when there are. */
const usualRecordBytes = 2 * 2 ** 20;
const largestRecordBytes = 256 * 2 ** 20;
/** What lies deeper than this is written as JSON in any case. */
const deepestType = 4;
const previewRecords = 20_000;

interface Field {
  readonly name: string;
  readonly type: DuckDBType;
}

/**
 * Finds the keys of all records and what their values are: in the whole file (`isWhole`), or among the first records.
 * Faults: those of lookAtJson, JSON_WITHOUT_TABLE, and what DuckDB says of the file.
 */
export async function jsonSource(
  session: DuckDbSession,
  path: string,
  fileName: string,
  isWhole: boolean,
  context: OrderContext,
): Promise<JsonSource> {
  const file = lookAtJson(path, fileName);
  checkDepth(path, fileName, context);
  try {
    return await sourceOf(session, fileName, { ...file, mostRecordBytes: usualRecordBytes }, isWhole);
  } catch (error) {
    if (!/maximum_object_size/.test(String((error as Error)?.message))) throw error;
    return sourceOf(session, fileName, { ...file, mostRecordBytes: largestRecordBytes }, isWhole);
  }
}

interface JsonRecords extends JsonFile {
  readonly mostRecordBytes: number;
}

async function sourceOf(
  session: DuckDbSession,
  fileName: string,
  file: JsonRecords,
  isWhole: boolean,
): Promise<JsonSource> {
  const fields = await recordFields(session, file, isWhole);
  if (fields.length === 0) throw new Fault('JSON_WITHOUT_TABLE', { file: fileName });
  if (areRenamed(fields)) {
    const from = unpacked(file, readJson(file, detection(isWhole)));
    return { from, file, columns: await sourceColumns(session, from) };
  }
  const long = isWhole ? await longNumbers(session, file, fields) : new Set<string>();
  const from = recordsOf(file, fields, (field) => (long.has(field.name) ? 'VARCHAR' : writtenType(field.type)));
  const written = new Map(fields.flatMap(leavesOf).map(({ name, type }) => [name, type]));
  const columns = await sourceColumns(session, from);
  return {
    from,
    file,
    columns: columns.map((column) => {
      const typeId = written.get(column.name)?.typeId;
      const isIsoDate = typeId === DuckDBTypeId.DATE || typeId === DuckDBTypeId.TIMESTAMP;
      return { ...column, isIsoDate, isLongNumber: long.has(column.name) };
    }),
  };
}

async function recordFields(session: DuckDbSession, file: JsonRecords, isWhole: boolean): Promise<readonly Field[]> {
  const from = readJson(file, detection(isWhole));
  const found = await session.connection.run(`SELECT * FROM ${from} LIMIT 0`, session.parameters);
  const types = found.columnTypes();
  const fields = found.columnNames().map((name, place) => ({ name, type: types[place] as DuckDBType }));
  const { shape } = file;
  if (shape.kind !== 'wrapped') return fields;
  const list = fields.find(({ name }) => name === shape.key)?.type;
  const record = list?.typeId === DuckDBTypeId.LIST ? (list as DuckDBListType).valueType : null;
  return record?.typeId === DuckDBTypeId.STRUCT ? fieldsOf(record as DuckDBStructType) : [];
}

/** Objects of many different keys are columns nevertheless, not maps. */
function detection(isWhole: boolean): string {
  const sample = `sample_size = ${isWhole ? -1 : previewRecords}, maximum_depth = ${deepestType}`;
  return `${sample}, map_inference_threshold = -1, field_appearance_threshold = 0`;
}

/** Keys that differ by case alone have got a number behind them: then only DuckDB knows what they are in the file. */
function areRenamed(fields: readonly Field[]): boolean {
  const names = new Set(fields.map(({ name }) => name.toLowerCase()));
  return fields.some(({ name }) => /_\d+$/.test(name) && names.has(name.toLowerCase().replace(/_\d+$/, '')));
}

function fieldsOf({ entryNames, entryTypes }: DuckDBStructType): Field[] {
  return entryNames.map((name, place) => ({ name, type: entryTypes[place] as DuckDBType }));
}

function leavesOf({ name, type }: Field): Field[] {
  if (type.typeId !== DuckDBTypeId.STRUCT) return [{ name, type }];
  return fieldsOf(type as DuckDBStructType).map((field) => ({ name: `${name}.${field.name}`, type: field.type }));
}

/** Fields whose whole numbers have more digits than a double: DuckDB takes those beyond 128 bits for doubles. */
async function longNumbers(
  session: DuckDbSession,
  file: JsonRecords,
  fields: readonly Field[],
): Promise<ReadonlySet<string>> {
  const doubles = fields.filter(({ type }) => type.typeId === DuckDBTypeId.DOUBLE);
  const beyond = await namesWhere(
    session,
    recordsOf(file, doubles, () => 'DOUBLE'),
    doubles,
    (name) => `abs(${name}) >= ${2 ** 53} AND isfinite(${name}) AND ${name} = trunc(${name})`,
  );
  return new Set(
    (
      await namesWhere(
        session,
        recordsOf(file, beyond, () => 'VARCHAR'),
        beyond,
        (name) => `regexp_full_match(${name}, '-?[0-9]{17,}')`,
      )
    ).map(({ name }) => name),
  );
}

async function namesWhere(
  session: DuckDbSession,
  from: string,
  fields: readonly Field[],
  condition: (name: string) => string,
): Promise<readonly Field[]> {
  if (fields.length === 0) return [];
  const counts = fields.map(({ name }) => `count(*) FILTER (WHERE ${condition(sqlName(name))})`);
  const [answer = []] = await rowsOf(session, `SELECT ${counts.join(', ')} FROM ${from}`);
  return fields.filter((_, place) => Number(answer[place]) > 0);
}

function recordsOf(file: JsonRecords, fields: readonly Field[], typeOf: (field: Field) => string): string {
  const { shape } = file;
  if (shape.kind !== 'wrapped') {
    const columns = fields.map((field) => `${sqlText(field.name)}: ${sqlText(typeOf(field))}`);
    return readJson(file, `columns = {${columns.join(', ')}}`);
  }
  const members = fields.map((field) => `${sqlName(field.name)} ${typeOf(field)}`);
  const list = sqlText(`STRUCT(${members.join(', ')})[]`);
  const read = readJson(file, `columns = {${sqlText(shape.key)}: ${list}}`);
  return unpacked(file, read);
}

/** The records of the list where one object holds it. */
function unpacked({ shape }: JsonFile, read: string): string {
  return shape.kind === 'wrapped' ? `(SELECT unnest(${sqlName(shape.key)}, max_depth := 2) FROM ${read})` : read;
}

function readJson({ shape, sizeBytes, mostRecordBytes }: JsonRecords, options: string): string {
  const most = shape.kind === 'wrapped' ? sizeBytes + 16 : mostRecordBytes;
  const fixed = `format = '${formatOf(shape)}', compression = 'uncompressed', hive_partitioning = false`;
  return `read_json($path, ${fixed}, maximum_object_size = ${Math.max(usualRecordBytes, most)}, ${options})`;
}

function formatOf(shape: JsonShape): string {
  if (shape.kind === 'list') return 'array';
  return shape.kind === 'records' && shape.isLines ? 'newline_delimited' : 'unstructured';
}

/** A type whose words stay as they are written: dates, times and the like as text. */
function writtenType(type: DuckDBType): string {
  if (type.alias === 'JSON') return 'JSON';
  switch (type.typeId) {
    case DuckDBTypeId.DATE:
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.UUID:
      return 'VARCHAR';
    case DuckDBTypeId.LIST:
      return `${writtenType((type as DuckDBListType).valueType)}[]`;
    case DuckDBTypeId.STRUCT: {
      const members = fieldsOf(type as DuckDBStructType).map(
        (field) => `${sqlName(field.name)} ${writtenType(field.type)}`,
      );
      return `STRUCT(${members.join(', ')})`;
    }
    default:
      return type.toString();
  }
}
