import { statSync } from 'node:fs';
import { Fault } from '../../contract/faults.ts';
import type { TableFormat } from '../../contract/files.ts';
import { faultOfError } from '../fault-of-error.ts';
import { compoundSignature, faultOfCompoundFile } from './compound-file.ts';
import { openByteFile } from './zip/byte-file.ts';

/** How files of kinds that hold no table begin; all of them are binary, so that no csv file begins so. */
const foreignBeginnings: readonly string[] = [
  '255044462d', // PDF
  '89504e47', // PNG
  'ffd8ff', // JPEG
  '47494638', // GIF
  '1f8b08', // gzip
  '377abcaf271c', // 7z
  '526172211a07', // RAR
  '28b52ffd', // Zstandard
  '50415231', // Parquet
  '53514c69746520666f726d6174203300', // SQLite
  '7f454c46', // ELF
];
const workbookName = /\.xl[a-z]{1,2}$/i;
/** Records at the beginning of a workbook stream that is not in a compound file (BIFF2 to BIFF4). */
const bareLegacyBeginnings = ['090004', '090206', '090406', '0900'];

/**
 * What kind of table `path` holds, by its first bytes rather than by its name. Faults: FILE_MISSING, FILE_NOT_READABLE,
 * FILE_IS_FOLDER, FILE_EMPTY, FILE_TYPE_UNKNOWN, WORKBOOK_ENCRYPTED, WORKBOOK_LEGACY, WORKBOOK_NOT_ZIP.
 */
export function detectFormat(path: string, fileName: string): TableFormat {
  try {
    return formatOf(path, fileName);
  } catch (error) {
    throw faultOfError(error, fileName);
  }
}

function formatOf(path: string, fileName: string): TableFormat {
  const status = statSync(path);
  if (status.isDirectory()) throw new Fault('FILE_IS_FOLDER', { file: fileName });
  // Opening a pipe or a device would wait for ever.
  if (!status.isFile()) throw new Fault('FILE_NOT_READABLE', { file: fileName }, { detail: 'not a regular file' });
  const file = openByteFile(path);
  try {
    if (file.sizeBytes === 0) throw new Fault('FILE_EMPTY', { file: fileName });
    const head = file.read(0, 16);
    if (/^504b(0304|0506|0708)/.test(head.toString('hex'))) return 'xlsx';
    if (head.subarray(0, 8).equals(compoundSignature)) throw faultOfCompoundFile(file, fileName);
    const beginning = head.toString('hex');
    if (foreignBeginnings.some((one) => beginning.startsWith(one))) {
      throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName });
    }
    if (!workbookName.test(fileName)) return 'csv';
    const isLegacy = bareLegacyBeginnings.some((one) => beginning.startsWith(one));
    throw new Fault(isLegacy ? 'WORKBOOK_LEGACY' : 'WORKBOOK_NOT_ZIP', { file: fileName });
  } finally {
    file.close();
  }
}
