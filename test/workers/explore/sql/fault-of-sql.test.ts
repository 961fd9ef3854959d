import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { faultOfSql } from '../../../../workers/explore/sql/fault-of-sql.ts';

/** What DuckDB says of `sql` under a cap too small for it. */
async function troubleOf(sql: string): Promise<unknown> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '20MB', max_temp_directory_size: '0B' });
  const connection = await instance.connect();
  try {
    await connection.run('SET errors_as_json = true; SET threads = 1');
    return await connection.run(sql).then(
      () => null,
      (error: unknown) => error,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('an error of DuckDB', () => {
  it('that tells of memory is not blamed on the words of the query', async () => {
    const sql = 'SELECT list(range) FROM range(20000000)';
    const error = await troubleOf(sql);
    expect(error).toBeInstanceOf(Error);
    expect(faultOfSql(error, sql)).toMatchObject({ code: 'QUERY_TOO_LARGE' });
  });

  it('that tells of the query names the place', async () => {
    const sql = 'SELECT\n  nothing';
    expect(faultOfSql(await troubleOf(sql), sql)).toMatchObject({
      ...{ code: 'SQL_INVALID', values: { line: 2, column: 3 } },
    });
  });
});
