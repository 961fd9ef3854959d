/** Whether an error of DuckDB says that what was asked of it needs more memory than it has been allowed. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /Out of Memory|failed to (allocate|pin)|could not allocate/i.test(error.message);
}
