import type { Completion } from '@codemirror/autocomplete';
import type { SQLNamespace } from '@codemirror/lang-sql';
import type { LibraryTable, QueryableResult } from '../../contract/library/library.ts';
import type { TableColumn } from '../../contract/tables.ts';
import { sqlName } from './sql-names.ts';
import { columnsKey, type KnownColumns } from './use-known-columns.ts';

const completionOf = (name: string, type: string, detail: string): Completion => ({
  ...{ label: name, apply: sqlName(name), type, detail },
});

const columnsOf = (columns: readonly TableColumn[] = []): Completion[] =>
  columns.map(({ name, type }) => completionOf(name, 'property', type));

/** What the editor proposes: library tables with their columns, and results below `results`. */
export function sqlSchema(
  tables: readonly LibraryTable[],
  results: readonly QueryableResult[],
  known: KnownColumns,
): SQLNamespace {
  const schema: Record<string, SQLNamespace> = {};
  for (const table of tables) {
    const { name } = table;
    schema[escaped(name)] = { self: completionOf(name, 'class', ''), children: columnsOf(known[columnsKey(table)]) };
  }
  const children: Record<string, SQLNamespace> = {};
  for (const { name, fileName } of results) {
    children[escaped(name)] = {
      self: completionOf(name, 'class', fileName),
      children: columnsOf(known[name]),
    };
  }
  schema.results = { self: { label: 'results', type: 'namespace' }, children };
  return schema;
}

/** A dot in a key parts a schema from a table, unless it is escaped. */
const escaped = (name: string): string => name.replaceAll('\\', '\\\\').replaceAll('.', '\\.');

/** The tables and results whose names stand in a query: their columns are about to be written. */
export function namedIn<T extends { readonly name: string }>(sql: string, entries: readonly T[]): T[] {
  const text = sql.toLowerCase();
  return text.trim() === '' ? [] : entries.filter(({ name }) => text.includes(name.toLowerCase()));
}
