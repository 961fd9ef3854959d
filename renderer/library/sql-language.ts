import type { CompletionSource } from '@codemirror/autocomplete';
import { PostgreSQL, SQLDialect, type SQLNamespace, schemaCompletionSource, sql } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';

/** What DuckDB's SQL has beside that of PostgreSQL. */
const duckWords =
  ' summarize describe pivot unpivot pivot_wider pivot_longer qualify asof semi anti positional sample exclude replace columns';
const duckFunctions =
  ' list struct_pack strftime strptime date_trunc date_part date_diff epoch_ms median mode quantile_cont approx_count_distinct ' +
  'arg_max arg_min string_agg regexp_matches regexp_extract try_cast';
const spec = PostgreSQL.spec;

/** The SQL that queries are written in. */
const duckDialect = SQLDialect.define({
  ...spec,
  keywords: `${spec.keywords ?? ''}${duckWords}`,
  builtin: `${spec.builtin ?? ''}${duckFunctions}`,
});

export interface QueryLanguage {
  readonly extension: Extension;
  /** Looks through what `schema` tells now, before something is to be completed: much of it takes longer than a key may. */
  readonly prepare: () => void;
}

/** The language of the queries; its tables and columns are those that `schema` tells when something is to be completed. */
export function queryLanguage(schema: () => SQLNamespace): QueryLanguage {
  let source: { readonly of: SQLNamespace; readonly complete: CompletionSource } | null = null;
  const proposer = (): CompletionSource => {
    const now = schema();
    if (source?.of !== now)
      source = { of: now, complete: schemaCompletionSource({ dialect: duckDialect, schema: now }) };
    return source.complete;
  };
  const complete: CompletionSource = (context) => proposer()(context);
  const proposals = duckDialect.language.data.of({ autocomplete: complete });
  return { extension: [sql({ dialect: duckDialect, upperCaseKeywords: true }), proposals], prepare: proposer };
}
