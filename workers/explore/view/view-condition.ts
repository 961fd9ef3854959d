import { Fault } from '../../../contract/faults.ts';
import type { TableFilter, TableView, TextMatch } from '../../../contract/table-view.ts';
import { measureSql, textSql } from './cell-sql.ts';
import { columnAt, type TableFile } from './table-file.ts';

type BoundValue = string | number | boolean;

/** A condition on rows, with its values kept apart: none of them is ever part of the text of a query. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, BoundValue>>;
}

const dayMs = 86_400_000;

/** Values of a query, each under a name of its own. */
class Bindings {
  readonly values: Record<string, BoundValue> = {};
  #count = 0;

  /** What stands for `value` in the query. */
  bind(value: BoundValue): string {
    const name = `v${this.#count++}`;
    this.values[name] = value;
    return `$${name}`;
  }
}

/** Which rows a view keeps. Throws COLUMN_UNKNOWN, and REQUEST_INVALID for a filter that does not fit its column. */
export function viewCondition(table: TableFile, view: TableView): Condition {
  const bindings = new Bindings();
  const parts = view.filters.map((filter) => filterSql(table, filter, bindings));
  if (view.search !== '') parts.push(searchSql(table, view.search, allPlaces(table), bindings));
  return { sql: parts.length === 0 ? 'true' : parts.join(' AND '), values: bindings.values };
}

/** For each of `places` whether the cell there contains `text`, whatever the case, as columns to select. */
export function containingCells(table: TableFile, text: string, places: readonly number[]): Condition {
  const bindings = new Bindings();
  const wanted = `lower(${bindings.bind(text)})`;
  const cells = places.map((place) =>
    canContain(table, place, text) ? `coalesce(${containsSql(table, place, wanted)}, false)` : 'false',
  );
  return { sql: cells.join(', '), values: bindings.values };
}

/** Rows with a cell in one of `places` that contains `text`, whatever the case. */
export function searchCondition(table: TableFile, text: string, places: readonly number[]): Condition {
  const bindings = new Bindings();
  return { sql: searchSql(table, text, places, bindings), values: bindings.values };
}

const allPlaces = (table: TableFile) => table.columns.map((_, place) => place);

function searchSql(table: TableFile, text: string, places: readonly number[], bindings: Bindings): string {
  const searched = places.filter((place) => canContain(table, place, text));
  if (searched.length === 0) return 'false';
  const wanted = `lower(${bindings.bind(text)})`;
  return `coalesce(${searched.map((place) => containsSql(table, place, wanted)).join(' OR ')}, false)`;
}

function containsSql(table: TableFile, place: number, wanted: string): string {
  const { storage } = columnAt(table, place);
  const text = textSql(table, place);
  // Numbers and dates are written without capital letters; but for the T of a moment.
  return `contains(${storage === 'text' || storage === 'moment' ? `lower(${text})` : text}, ${wanted})`;
}

/** Numbers and dates need not become text where what is looked for can stand in none of them; truth values are no text. */
function canContain(table: TableFile, place: number, text: string): boolean {
  const { storage } = columnAt(table, place);
  if (storage === 'text') return true;
  if (storage === 'boolean') return false;
  if (storage === 'date') return /^[\d-]+$/.test(text);
  return storage === 'moment' ? /^[\dt:. -]+$/i.test(text) : /^[\d.e+-]+$/i.test(text);
}

function filterSql(table: TableFile, filter: TableFilter, bindings: Bindings): string {
  const kept = `coalesce(${keptSql(table, filter, bindings)}, false)`;
  return filter.isNot ? `NOT ${kept}` : kept;
}

function keptSql(table: TableFile, filter: TableFilter, bindings: Bindings): string {
  const { column } = filter;
  const { storage } = columnAt(table, column);
  switch (filter.kind) {
    case 'empty':
      return `c${column} IS NULL`;
    case 'boolean':
      expect(storage === 'boolean', filter);
      return `c${column} = ${bindings.bind(filter.value)}`;
    case 'text':
      return textMatchSql(textSql(table, column), filter, bindings);
    case 'number':
      expect(storage === 'integer' || storage === 'double', filter);
      return numberSql(`CAST(c${column} AS DOUBLE)`, filter, bindings);
    case 'date':
      expect(storage === 'date' || storage === 'moment', filter);
      return dateSql(measureSql(table, column), filter, bindings);
    case 'oneOf':
      return oneOfSql(table, filter, bindings);
  }
}

function expect(fits: boolean, { kind, column }: TableFilter): void {
  if (!fits) throw new Fault('REQUEST_INVALID', { reason: `column ${column + 1} takes no filter of the kind ${kind}` });
}

const matchFunctions: Readonly<Record<TextMatch, (cell: string, text: string) => string>> = {
  contains: (cell, text) => `contains(${cell}, ${text})`,
  equals: (cell, text) => `${cell} = ${text}`,
  startsWith: (cell, text) => `starts_with(${cell}, ${text})`,
  endsWith: (cell, text) => `ends_with(${cell}, ${text})`,
};

function textMatchSql(cell: string, filter: TableFilter & { kind: 'text' }, bindings: Bindings): string {
  const text = bindings.bind(filter.text);
  const match = matchFunctions[filter.match];
  return filter.isCaseSensitive ? match(cell, text) : match(`lower(${cell})`, `lower(${text})`);
}

function numberSql(number: string, { from, to }: TableFilter & { kind: 'number' }, bindings: Bindings): string {
  const parts = [`NOT isnan(${number})`]; // which DuckDB holds for the largest number of all
  if (from) parts.push(`${number} ${from.isIncluded ? '>=' : '>'} ${bindings.bind(from.value)}::DOUBLE`);
  if (to) parts.push(`${number} ${to.isIncluded ? '<=' : '<'} ${bindings.bind(to.value)}::DOUBLE`);
  return `(${parts.join(' AND ')})`;
}

function dateSql(timeMs: string, { from, to }: TableFilter & { kind: 'date' }, bindings: Bindings): string {
  const parts = [`${timeMs} IS NOT NULL`];
  if (from !== null) parts.push(`${timeMs} >= ${bindings.bind(timeOf(from))}::DOUBLE`);
  if (to !== null) {
    const isDay = !to.includes('T');
    parts.push(`${timeMs} ${isDay ? '<' : '<='} ${bindings.bind(timeOf(to) + (isDay ? dayMs : 0))}::DOUBLE`);
  }
  return `(${parts.join(' AND ')})`;
}

/** Milliseconds since 1970 of an ISO date, with or without a time. Throws REQUEST_INVALID for a day that is none. */
function timeOf(text: string): number {
  const time = Date.parse(text.includes('T') ? `${text}Z` : text);
  if (Number.isNaN(time)) throw new Fault('REQUEST_INVALID', { reason: `${text} is no date` });
  return time;
}

function oneOfSql(table: TableFile, { column, values }: TableFilter & { kind: 'oneOf' }, bindings: Bindings): string {
  const { storage } = columnAt(table, column);
  const wanted = values.flatMap((value): string[] => {
    if (value === null) return [];
    if (storage === 'text') return [bindings.bind(String(value))];
    if (storage === 'boolean') return typeof value === 'boolean' ? [bindings.bind(value)] : [];
    if (storage === 'date' || storage === 'moment') {
      return typeof value === 'string' ? [`${bindings.bind(timeOf(value))}::DOUBLE`] : [];
    }
    // Infinity and NaN come as text.
    const number = typeof value === 'boolean' || value === '' ? undefined : Number(value);
    return number === undefined ? [] : [`${bindings.bind(number)}::DOUBLE`];
  });
  const cell = storage === 'text' || storage === 'boolean' ? `c${column}` : measureSql(table, column);
  const parts = wanted.length === 0 ? [] : [`${cell} IN (${wanted.join(', ')})`];
  if (values.includes(null)) parts.push(`c${column} IS NULL`);
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}
