import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { Fault } from '../../contract/faults.ts';
import type { JobInput } from '../archive/job-record.ts';
import { faultOfInputError } from './fault-of-system-error.ts';

/** Size and time of a readable file. Throws FILE_MISSING, FILE_IS_FOLDER, FILE_NOT_READABLE. */
export async function lookAtFile(path: string, fileName: string): Promise<{ sizeBytes: number; modifiedAtMs: number }> {
  try {
    const found = await measureFile(path, fileName);
    await access(path, constants.R_OK);
    return found;
  } catch (error) {
    throw faultOfInputError(error, fileName);
  }
}

async function measureFile(path: string, fileName: string): Promise<{ sizeBytes: number; modifiedAtMs: number }> {
  const found = await stat(path);
  if (found.isDirectory()) throw new Fault('FILE_IS_FOLDER', { file: fileName });
  // A pipe or a device has no size to compare and may never end.
  if (!found.isFile()) throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName });
  return { sizeBytes: found.size, modifiedAtMs: found.mtimeMs };
}

/**
 * Makes sure that the file is still the one the person chose. Throws FILE_MISSING, FILE_IS_FOLDER, FILE_CHANGED, FILE_EMPTY; whether
 * it may be read shows whoever reads it.
 */
export async function checkInputFile(input: JobInput): Promise<void> {
  const found = await measureFile(input.path, input.fileName).catch((error) => {
    throw faultOfInputError(error, input.fileName);
  });
  const isSame = found.sizeBytes === input.sizeBytes && found.modifiedAtMs === input.modifiedAtMs;
  if (input.modifiedAtMs !== null && !isSame) throw new Fault('FILE_CHANGED', { file: input.fileName });
  if (found.sizeBytes === 0) throw new Fault('FILE_EMPTY', { file: input.fileName });
}
