/**
 * A statement without what ends it: semicolons, white space and comments behind its last sign. So it can stand in parentheses.
 * Quotes, dollar quotes and comments are told apart as DuckDB does.
 */
export function statementText(sql: string): string {
  let end = 0;
  for (let at = 0; at < sql.length; ) {
    const after = pastToken(sql, at);
    const isNothing = /[\s;]/.test(sql[at] as string) || sql.startsWith('--', at) || sql.startsWith('/*', at);
    if (!isNothing) end = after;
    at = after;
  }
  return sql.slice(0, end);
}

/** Where the sign, quoted text or comment that begins at `at` is over. */
function pastToken(sql: string, at: number): number {
  const sign = sql[at] as string;
  if (sign === "'" || sign === '"') return past(sql, sign, at + 1);
  if (sql.startsWith('--', at)) return past(sql, '\n', at + 2);
  if (sql.startsWith('/*', at)) return pastComment(sql, at + 2);
  const dollar = sign === '$' ? /^\$[\p{L}_]?[\p{L}\p{N}_]*\$/u.exec(sql.slice(at, at + 100)) : null;
  return dollar ? past(sql, dollar[0], at + dollar[0].length) : at + 1;
}

function past(sql: string, sign: string, from: number): number {
  const found = sql.indexOf(sign, from);
  return found < 0 ? sql.length : found + sign.length;
}

/** Comments of this kind stand within each other. */
function pastComment(sql: string, from: number): number {
  let depth = 1;
  let at = from;
  while (depth > 0 && at < sql.length) {
    if (sql.startsWith('/*', at)) depth++;
    else if (sql.startsWith('*/', at)) depth--;
    else {
      at++;
      continue;
    }
    at += 2;
  }
  return at;
}
