import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { reservedWords } from '../../../renderer/library/sql-names.ts';

it('quotes the words that the database keeps for itself', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(
    "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')",
  );
  const words = read.getRows().map(([word]) => String(word));
  connection.closeSync();
  instance.closeSync();
  expect([...reservedWords].sort()).toEqual(words.sort());
});
