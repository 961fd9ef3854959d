import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import { holdThread } from '../../hold-thread.ts';
import type { OrderContext } from '../../order-context.ts';
import { faultOfSql } from './fault-of-sql.ts';
import { statementText } from './statement-text.ts';

let instance: Promise<DuckDBInstance> | null = null;

function open(): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    ...{ threads: '1', memory_limit: '64MB', temp_directory: '', errors_as_json: 'true' },
    ...{ enable_external_access: 'false', lock_configuration: 'true' },
  });
}

type NamedTable = Reply<'parse-query'>['tables'][number];

/** The tables that a statement names. Throws SQL_INVALID, SQL_NOT_READING for what is not one statement that reads. */
export async function parseQuery(
  { sql }: Order<'parse-query'>,
  { cancelFlag }: Pick<OrderContext, 'cancelFlag'>,
): Promise<Reply<'parse-query'>> {
  return holdThread(cancelFlag, () => namedTables(sql));
}

async function namedTables(sql: string): Promise<Reply<'parse-query'>> {
  instance ??= open();
  const connection = await (await instance).connect();
  try {
    return { tables: tablesIn(await syntaxTree(connection, await oneStatement(connection, sql), sql)) };
  } finally {
    connection.closeSync();
  }
}

/** The statement without what ends it. Throws SQL_INVALID, SQL_NOT_READING where it is none or several. */
export async function oneStatement(connection: DuckDBConnection, sql: string): Promise<string> {
  const text = statementText(sql);
  if (text.trim() === '') throw new Fault('SQL_INVALID', { reason: 'it is empty', line: 1, column: 1 });
  try {
    const { count } = await connection.extractStatements(text);
    if (count !== 1) throw new Fault('SQL_NOT_READING', { statement: `${count} statements` });
  } catch (error) {
    throw faultOfSql(error, sql);
  }
  return text;
}

/** A node of the tree that DuckDB makes of a statement, as JSON. */
type Node = { readonly [name: string]: unknown };

/** Only a statement that reads has a tree. Throws SQL_NOT_READING for any other, SQL_INVALID for names that are not for queries. */
async function syntaxTree(connection: DuckDBConnection, text: string, sql: string): Promise<Node> {
  const serialized = await connection.runAndReadAll('SELECT json_serialize_sql(CAST($text AS VARCHAR))', { text });
  const tree = JSON.parse(String(serialized.getRows()[0]?.[0])) as Node;
  if (tree.error !== true) return tree;
  if (tree.error_type === 'not implemented') {
    throw new Fault('SQL_NOT_READING', { statement: /\w+/.exec(text)?.[0]?.toUpperCase() ?? '?' });
  }
  throw faultOfSql(new Error(JSON.stringify({ exception_message: tree.error_message, position: tree.position })), sql);
}

function tablesIn(tree: Node): NamedTable[] {
  const tables = new Map<string, NamedTable>();
  for (const node of nodesOf(tree)) {
    if (node.type === 'BASE_TABLE') {
      const table = { schema: schemaOf(node.schema_name), name: String(node.table_name) };
      refuseInner(table.name, `${node.schema_name}`);
      if (node.catalog_name === '') tables.set(JSON.stringify(table), table);
    } else if (node.type === 'FUNCTION') refuseInner(String(node.function_name), '');
  }
  return [...tables.values()];
}

const schemaOf = (name: unknown): string | null => (name === '' || name === 'main' ? null : String(name));

/** What tells of the machine, such as where files lie, or makes queries of texts that nobody has looked at. */
function refuseInner(name: string, schema: string): void {
  const isInner =
    /^(duckdb|pragma|sqlite|pg)_/i.test(name) ||
    /^(query|query_table|getenv)$/i.test(name) ||
    /^(information_schema|pg_catalog)$/i.test(schema);
  if (isInner) throw new Fault('SQL_INVALID', { reason: `“${name}” cannot be used here`, line: 1, column: 1 });
}

function* nodesOf(value: unknown): Generator<Node> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value as Node;
  for (const part of Object.values(value)) yield* nodesOf(part);
}
