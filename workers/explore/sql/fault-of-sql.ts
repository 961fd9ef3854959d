import { Fault } from '../../../contract/faults.ts';
import { isOutOfMemory } from '../is-out-of-memory.ts';

/** What DuckDB says of an error with `errors_as_json`; `position` counts bytes of UTF-8 from the beginning of what was run. */
interface SqlTrouble {
  readonly exception_type?: string;
  readonly exception_message?: string;
  readonly position?: string;
  readonly error_subtype?: string;
  readonly type?: string;
  readonly name?: string;
}

const maxReason = 500;

/** An error of DuckDB as the fault it is for whoever wrote `sql`, which ran behind `prefix`. What is not about the query stays as it is. */
export function faultOfSql(error: unknown, sql: string, prefix = ''): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const { message } = error;
  if (/No space left on device|max_temp_directory_size/i.test(message))
    return new Fault('DISK_FULL', {}, { cause: error });
  const trouble = troubleIn(message);
  if (/^INTERRUPT/i.test(trouble.exception_type ?? message)) return error;
  if (isOutOfMemory(error)) {
    return new Fault('QUERY_TOO_LARGE', {}, { cause: error });
  }
  const at = Number(trouble.position ?? 0) - Buffer.byteLength(prefix);
  return new Fault('SQL_INVALID', { reason: reasonOf(trouble, message), ...placeOf(sql, at) }, { cause: error });
}

function troubleIn(message: string): SqlTrouble {
  try {
    return JSON.parse(message.slice(message.indexOf('{')));
  } catch {
    return {};
  }
}

function reasonOf(trouble: SqlTrouble, message: string): string {
  // What it would suggest are tables of its own.
  if (trouble.error_subtype === 'MISSING_ENTRY' && trouble.type === 'Table')
    return `there is no table “${trouble.name}”`;
  const lines = (trouble.exception_message ?? message).split(/\s*\n\s*/);
  const reason = lines
    .map((line) => line.replace(/[.!\s]+$/, ''))
    .filter(Boolean)
    .join('; ');
  return reason.length > maxReason ? `${reason.slice(0, maxReason)}…` : reason;
}

/** Line and column, from 1, of the byte `at`; the last place of the text where it is beyond. */
function placeOf(sql: string, at: number): { line: number; column: number } {
  const before = Buffer.from(sql).subarray(0, Math.max(0, at)).toString('utf8');
  const lines = before.split('\n');
  return { line: lines.length, column: [...(lines.at(-1) as string)].length + 1 };
}
