import path from 'node:path';
import type { FaultCode } from '../contract/fault-registry.ts';
import { Fault } from '../contract/faults.ts';
import { KernelMemoryEnded, kernelBytes } from './kernel-instance.ts';
import { readableSize } from './tabular/memory-limit.ts';

/** What an error number of the system means to a person. */
const codeOfErrno: Readonly<Record<string, FaultCode>> = {
  ENOENT: 'FILE_MISSING',
  ENOTDIR: 'FILE_MISSING',
  ESTALE: 'FILE_MISSING',
  ENODEV: 'FILE_MISSING',
  EACCES: 'FILE_NOT_READABLE',
  EPERM: 'FILE_NOT_READABLE',
  EBUSY: 'FILE_NOT_READABLE',
  EIO: 'FILE_NOT_READABLE',
  ELOOP: 'FILE_NOT_READABLE',
  EISDIR: 'FILE_IS_FOLDER',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
};

/**
 * The Fault behind anything thrown while an order ran. An error of the file system takes its meaning from its error
 * number, and its file from `fileName` (the name the person knows) or else the path the system names.
 */
export function faultOfError(thrown: unknown, fileName: string | null): Fault {
  if (thrown instanceof Fault) return thrown;
  const error: NodeJS.ErrnoException = thrown instanceof Error ? thrown : new Error(String(thrown));
  const code = error.code === undefined ? undefined : codeOfErrno[error.code];
  if (code !== undefined) {
    const file = fileName ?? (error.path === undefined ? '' : path.basename(error.path));
    return new Fault(code, { file }, { cause: error });
  }
  if (error instanceof KernelMemoryEnded) {
    const sizes = { needed: readableSize(error.neededBytes), available: readableSize(kernelBytes) };
    return new Fault('TABLE_TOO_LARGE', { file: fileName ?? '', ...sizes }, { cause: error });
  }
  return new Fault('INTERNAL', {}, { cause: error, detail: error.stack ?? error.message });
}
