import { PostgreSQL, SQLDialect } from '@codemirror/lang-sql';

/** What DuckDB's SQL has beside that of PostgreSQL. */
const duckWords =
  ' summarize describe pivot unpivot pivot_wider pivot_longer qualify asof semi anti positional sample exclude replace columns';
const duckFunctions =
  ' list struct_pack strftime strptime date_trunc date_part date_diff epoch_ms median mode quantile_cont approx_count_distinct ' +
  'arg_max arg_min string_agg regexp_matches regexp_extract try_cast';
const spec = PostgreSQL.spec;

/** The SQL that queries are written in. */
export const duckDialect = SQLDialect.define({
  ...spec,
  keywords: `${spec.keywords ?? ''}${duckWords}`,
  builtin: `${spec.builtin ?? ''}${duckFunctions}`,
});

/** Words that cannot be a name without quotes. */
const reserved = new Set((spec.keywords ?? '').split(' '));

/** A name as SQL writes it: in double quotes where it needs them. */
export function sqlName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reserved.has(name.toLowerCase());
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A result as SQL writes it. */
export const resultSqlName = (name: string): string => `results.${sqlName(name)}`;

/** All of a table. */
export const wholeTableSql = (from: string): string => `SELECT *\nFROM ${from}`;
