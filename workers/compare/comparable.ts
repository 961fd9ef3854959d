import { textSql } from '../explore/view/cell-sql.ts';
import { type CellStorage, columnAt, type TableFile } from '../explore/view/table-file.ts';

/** As what the cells of two columns are compared; `mixed`: as texts, written alike where they mean the same. */
export type Form = 'integer' | 'double' | 'boolean' | 'moment' | 'text' | 'mixed';

const isNumeric = (storage: CellStorage): boolean => storage === 'integer' || storage === 'double';
const isMoment = (storage: CellStorage): boolean => storage === 'date' || storage === 'moment';

/** How cells of these two kinds can be compared. */
export function formOf(one: CellStorage, other: CellStorage): Form {
  if (one === 'integer' && other === 'integer') return 'integer';
  if (one === other && (one === 'text' || one === 'boolean')) return one;
  const asNumber = (storage: CellStorage) => isNumeric(storage) || storage === 'boolean';
  if (asNumber(one) && asNumber(other)) return 'double';
  return isMoment(one) && isMoment(other) ? 'moment' : 'mixed';
}

/**
 * The cell at `place` in the form in which it is compared with one stored as `other`: the number 1 and the text `1`, a date and
 * the text `2024-03-01`, a truth value and the text `TRUE` are equal then.
 */
export function comparableSql(table: TableFile, place: number, other: CellStorage): string {
  const { storage } = columnAt(table, place);
  const cell = `c${place}`;
  switch (formOf(storage, other)) {
    case 'integer':
      return `CAST(${cell} AS BIGINT)`;
    case 'double':
      return storage === 'boolean' ? `CAST(CAST(${cell} AS INTEGER) AS DOUBLE)` : `CAST(${cell} AS DOUBLE)`;
    case 'moment':
      return `CAST(${cell} AS TIMESTAMP)`;
    case 'boolean':
    case 'text':
      return cell;
    case 'mixed':
      return storage === 'text' ? alikeText(cell, other) : textSql(table, place);
  }
}

/** A text as a cell of the storage `other` would be written, where it can be read as one. */
function alikeText(cell: string, other: CellStorage): string {
  if (isNumeric(other)) return `coalesce(${numberText(`TRY_CAST(trim(${cell}) AS DOUBLE)`)}, ${cell})`;
  if (other === 'boolean') return `lower(trim(${cell}))`;
  return `coalesce(${momentText(`TRY_CAST(trim(${cell}) AS TIMESTAMP)`)}, ${cell})`;
}

/** As `textSql` writes a number. */
function numberText(number: string): string {
  return (
    `CASE WHEN ${number} = trunc(${number}) AND abs(${number}) < 1e15 ` +
    `THEN CAST(CAST(${number} AS BIGINT) AS VARCHAR) ELSE CAST(${number} AS VARCHAR) END`
  );
}

/** As `textSql` writes a date or a moment. */
function momentText(moment: string): string {
  return (
    `CASE WHEN ${moment} = date_trunc('day', ${moment}) THEN CAST(CAST(${moment} AS DATE) AS VARCHAR) ` +
    `ELSE replace(CAST(${moment} AS VARCHAR), ' ', 'T') END`
  );
}
