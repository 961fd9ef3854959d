const least = 256 * 2 ** 20;
const most = 1024 * 2 ** 20;

/** What DuckDB may take beside the table itself, of the `allowedBytes` of a job. */
export function sessionMemory(allowedBytes: number): number {
  return Math.min(most, Math.max(least, allowedBytes / 2));
}
