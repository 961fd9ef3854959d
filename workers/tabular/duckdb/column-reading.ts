import { type DuckDBDecimalType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import type { TableQuery } from '../../../contract/orders.ts';
import type { ReadingNote } from '../../../contract/reading-notes.ts';
import type { SourceColumn } from './described-table.ts';

/** What is told of columns by their names. */
export type ColumnNote = Extract<ReadingNote, { columns: string[] }>['kind'];

/** A way to read a column; with `test`, only where that SQL condition holds for no row, else `otherwise`. */
export interface ColumnReading {
  readonly expression: string;
  readonly kind: TableQuery['columns'][number]['kind'];
  readonly note: ColumnNote | null;
  readonly test?: string;
  readonly otherwise?: ColumnReading;
}

/** Digits of which a double holds any. */
const certainDigits = 15;
const largestBytesShown = 1024;

const plainNumbers = new Set([
  ...[DuckDBTypeId.TINYINT, DuckDBTypeId.SMALLINT, DuckDBTypeId.INTEGER, DuckDBTypeId.DOUBLE],
  ...[DuckDBTypeId.UTINYINT, DuckDBTypeId.USMALLINT, DuckDBTypeId.UINTEGER],
]);
const longWholeNumbers = new Set([
  ...[DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT],
]);
const timestamps = new Set([
  ...[DuckDBTypeId.TIMESTAMP, DuckDBTypeId.TIMESTAMP_S, DuckDBTypeId.TIMESTAMP_MS, DuckDBTypeId.TIMESTAMP_NS],
]);
const nested = new Set([
  ...[DuckDBTypeId.LIST, DuckDBTypeId.ARRAY, DuckDBTypeId.MAP, DuckDBTypeId.STRUCT, DuckDBTypeId.UNION],
]);

/** How the cells of a column become numbers, dates, truth values or text, without anything lost that a person would miss. */
export function columnReading({ expression, type, isIsoDate, isLongNumber }: SourceColumn): ColumnReading {
  const { typeId } = type;
  if (isLongNumber) return asText(expression, 'exactAsText');
  if (isIsoDate) return isoDate(expression);
  if (typeId === DuckDBTypeId.BOOLEAN) return { expression: `${expression}::DOUBLE`, kind: 'boolean', note: null };
  if (plainNumbers.has(typeId)) return { expression: `${expression}::DOUBLE`, kind: 'number', note: null };
  // The shortest decimal stands for a FLOAT and no other: 0.1 stays 0.1.
  if (typeId === DuckDBTypeId.FLOAT)
    return { expression: `${expression}::VARCHAR::DOUBLE`, kind: 'number', note: null };
  if (longWholeNumbers.has(typeId)) return longWholeNumber(expression);
  if (typeId === DuckDBTypeId.DECIMAL) return decimal(expression, type as DuckDBDecimalType);
  if (typeId === DuckDBTypeId.DATE) return date(expression);
  if (timestamps.has(typeId)) return timestamp(`${expression}::TIMESTAMP`, expression);
  if (typeId === DuckDBTypeId.TIMESTAMP_TZ) return timestamp(`(${expression} AT TIME ZONE 'UTC')`, expression);
  if (typeId === DuckDBTypeId.BLOB) return bytes(expression);
  if (nested.has(typeId)) return nestedValue(expression);
  if (isJson(type)) return jsonValue(expression);
  return asText(expression);
}

export function asText(expression: string, note: ColumnReading['note'] = null): ColumnReading {
  return { expression: `${expression}::VARCHAR`, kind: 'text', note };
}

function isJson(type: DuckDBType): boolean {
  return type.typeId === DuckDBTypeId.VARCHAR && type.alias === 'JSON';
}

function longWholeNumber(expression: string): ColumnReading {
  const limit = Number.MAX_SAFE_INTEGER;
  return {
    expression: `${expression}::DOUBLE`,
    kind: 'number',
    note: null,
    test: `${expression} > ${limit} OR ${expression} < -${limit}`,
    otherwise: asText(expression, 'exactAsText'),
  };
}

function decimal(expression: string, { width, scale }: DuckDBDecimalType): ColumnReading {
  if (width <= certainDigits) return { expression: `${expression}::DOUBLE`, kind: 'number', note: null };
  const rounded = `${expression}::VARCHAR::DOUBLE`;
  const digits = `length(trim(translate(${expression}::VARCHAR, '-.', ''), '0'))`;
  return {
    expression: rounded,
    kind: 'number',
    note: null,
    test: `${digits} > ${certainDigits} AND TRY_CAST(${rounded} AS DECIMAL(${width}, ${scale})) IS DISTINCT FROM ${expression}`,
    otherwise:
      scale === 0
        ? asText(expression, 'exactAsText')
        : { expression: rounded, kind: 'number', note: 'decimalsRounded' },
  };
}

/** Days before the year 1 or after 9999, and the two infinite ones, are text: no spreadsheet knows them. */
function date(expression: string): ColumnReading {
  return {
    expression: `(${expression} - DATE '1970-01-01')::DOUBLE * 86400000`,
    kind: 'date',
    note: null,
    test: `${expression} < DATE '0001-01-01' OR ${expression} > DATE '9999-12-31'`,
    otherwise: asText(expression),
  };
}

function timestamp(utc: string, expression: string): ColumnReading {
  return {
    expression: `epoch_ms(${utc})::DOUBLE`,
    kind: 'date',
    note: null,
    test: `${utc} < TIMESTAMP '0001-01-01' OR ${utc} > TIMESTAMP '9999-12-31 23:59:59.999999'`,
    otherwise: asText(expression),
  };
}

/** As written: an offset from UTC at its end is not applied. */
function isoDate(expression: string): ColumnReading {
  const local = `TRY_CAST(regexp_replace(${expression}, '(Z|[+-][0-9]{2}:?[0-9]{2})$', '') AS TIMESTAMP)`;
  const { expression: time } = timestamp(local, local);
  const isNone = `${expression} IS NOT NULL AND ${local} IS NULL`;
  const isFar = `${local} < TIMESTAMP '0001-01-01' OR ${local} > TIMESTAMP '9999-12-31 23:59:59.999999'`;
  return { expression: time, kind: 'date', note: null, test: `(${isNone}) OR ${isFar}`, otherwise: asText(expression) };
}

function nestedValue(expression: string): ColumnReading {
  return {
    expression: `CASE WHEN ${expression} IS NULL THEN NULL ELSE to_json(${expression})::VARCHAR END`,
    kind: 'text',
    note: 'nestedAsJson',
  };
}

function jsonValue(expression: string): ColumnReading {
  return {
    expression: `CASE json_type(${expression}) WHEN 'NULL' THEN NULL WHEN 'VARCHAR' THEN ${expression}->>'$' ELSE ${expression}::VARCHAR END`,
    kind: 'text',
    note: null,
  };
}

/** Programs of old mark text as bytes; what is no UTF-8 is escaped (`\xFF`), and cut where it is long. */
function bytes(expression: string): ColumnReading {
  const cut = `CASE WHEN octet_length(${expression}) <= ${largestBytesShown} THEN ${expression}::VARCHAR ELSE ${expression}[1:${largestBytesShown}]::VARCHAR || ' … (' || octet_length(${expression}) || ' bytes)' END`;
  return {
    expression: `decode(${expression})`,
    kind: 'text',
    note: 'bytesAsText',
    test: `TRY(decode(${expression})) IS NULL AND ${expression} IS NOT NULL`,
    otherwise: { expression: cut, kind: 'text', note: 'bytesAsText' },
  };
}
