import { fstatSync } from 'node:fs';
import { Fault } from '../../contract/faults.ts';

/** The size of an open file in bytes. Throws FILE_IS_FOLDER, and FILE_TYPE_UNKNOWN for a device or pipe. */
export function regularFileSize(file: number, fileName: string): number {
  const stat = fstatSync(file);
  if (stat.isDirectory()) throw new Fault('FILE_IS_FOLDER', { file: fileName });
  if (!stat.isFile()) throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName });
  return stat.size;
}
