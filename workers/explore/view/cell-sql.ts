import type { TableCell } from '../../../contract/tables.ts';
import { isoDateText } from '../parquet/cell-text.ts';
import { columnAt, type FileColumn, type TableFile } from './table-file.ts';

/** A cell as it is selected: numbers, dates (milliseconds since 1970-01-01) and truth values; text as it stands. */
export function valueSql(table: TableFile, place: number): string {
  const { storage } = columnAt(table, place);
  if (storage === 'integer') return `CAST(c${place} AS DOUBLE)`;
  return storage === 'date' || storage === 'moment' ? `CAST(epoch_ms(c${place}) AS DOUBLE)` : `c${place}`;
}

/** A cell that can be put in order and computed with: a double, whatever it holds; not for text. */
export function measureSql(table: TableFile, place: number): string {
  const isBoolean = columnAt(table, place).storage === 'boolean';
  return isBoolean ? `CAST(CAST(c${place} AS INTEGER) AS DOUBLE)` : valueSql(table, place);
}

/** A cell as text, as a person reads it. */
export function textSql(table: TableFile, place: number): string {
  const name = `c${place}`;
  switch (columnAt(table, place).storage) {
    case 'text':
      return name;
    case 'integer':
    case 'boolean':
    case 'date':
      return `CAST(${name} AS VARCHAR)`;
    case 'double':
      return `CASE WHEN ${name} = trunc(${name}) AND abs(${name}) < 1e15 THEN CAST(CAST(${name} AS BIGINT) AS VARCHAR) ELSE CAST(${name} AS VARCHAR) END`;
    case 'moment':
      return (
        `CASE WHEN ${name} = date_trunc('day', ${name}) THEN CAST(CAST(${name} AS DATE) AS VARCHAR) ` +
        `ELSE replace(CAST(${name} AS VARCHAR), ' ', 'T') END`
      );
  }
}

/** What `valueSql` selected, as a cell of a page. */
export function cellOf(value: unknown, column: FileColumn): TableCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') {
    if (column.storage === 'date' || column.storage === 'moment') return isoDateText(value);
    return Number.isFinite(value) ? value : String(value);
  }
  return typeof value === 'boolean' ? value : String(value);
}
