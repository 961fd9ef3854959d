import { Fault } from '../../contract/faults.ts';

/** Used where a plan sets no bound of its own. */
export const defaultMemoryLimitBytes = 2 * 1024 ** 3;

/** Throws TABLE_TOO_LARGE when `neededBytes` are more than `limitBytes`. */
export function checkMemory(neededBytes: number, limitBytes: number, fileName: string): void {
  if (neededBytes <= limitBytes) return;
  throw new Fault('TABLE_TOO_LARGE', {
    file: fileName,
    needed: readableSize(neededBytes),
    available: readableSize(limitBytes),
  });
}

/** A number of bytes as a person reads it. */
export function readableSize(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${(bytes / 1024 ** 3).toFixed(1)} GiB` : `${Math.ceil(bytes / 1024 ** 2)} MiB`;
}
