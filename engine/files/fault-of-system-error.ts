import type { FaultCode } from '../../contract/fault-registry.ts';
import { Fault } from '../../contract/faults.ts';
import { sqliteFailure } from '../archive/database.ts';

/** What an error of the file system says about a file the person chose. */
const inputCodes: Readonly<Record<string, FaultCode>> = {
  ENOENT: 'FILE_MISSING',
  ENOTDIR: 'FILE_MISSING',
  ESTALE: 'FILE_MISSING',
  EACCES: 'FILE_NOT_READABLE',
  EPERM: 'FILE_NOT_READABLE',
  EBUSY: 'FILE_NOT_READABLE',
  EIO: 'FILE_NOT_READABLE',
  ELOOP: 'FILE_NOT_READABLE',
  ENAMETOOLONG: 'FILE_MISSING',
  EISDIR: 'FILE_IS_FOLDER',
};

const fullDiskCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code ?? '');

/** The fault behind an error met while looking at the chosen file `fileName`. */
export function faultOfInputError(error: unknown, fileName: string): Fault {
  if (error instanceof Fault) return error;
  return new Fault(inputCodes[codeOf(error)] ?? 'FILE_NOT_READABLE', { file: fileName }, { cause: error });
}

/** Whether a write failed because there is no room: by the file system's own codes, or by SQLite's. */
export function isDiskFull(error: unknown): boolean {
  return fullDiskCodes.has(codeOf(error)) || sqliteFailure(error) === 'full';
}

/** The fault behind an error met while writing to the data folder; what says nothing of its own stays INTERNAL. */
export function faultOfWriteError(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (isDiskFull(error)) return new Fault('DISK_FULL', {}, { cause: error });
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Fault('INTERNAL', {}, { cause: error, detail });
}
