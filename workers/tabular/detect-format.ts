import { statSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import type { TableFormat } from '../../contract/files.ts';
import { faultOfError } from '../fault-of-error.ts';
import { compoundSignature, kindOfCompoundFile } from './compound-file.ts';
import { type ByteFile, openByteFile } from './zip/byte-file.ts';
import { readCentralDirectory } from './zip/central-directory.ts';

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
  '53514c69746520666f726d6174203300', // SQLite
  '7f454c46', // ELF
  '4f524301', // ORC
  '4f626a01', // Avro
  '4152524f5731', // Arrow
];
/** Records at the beginning of a workbook stream that is not in a compound file (BIFF2 to BIFF4). */
const bareLegacyBeginnings = ['090004', '090206', '090406', '0900'];
const jsonNames = new Set(['.json', '.jsonl', '.ndjson', '.geojson']);
const delimitedNames = new Set(['.csv', '.tsv', '.tab']);
const parquetMark = 'PAR1';
const encryptedParquetMark = 'PARE';

/**
 * What kind of table `path` holds, by its first bytes rather than by its name. Faults: FILE_MISSING, FILE_NOT_READABLE,
 * FILE_IS_FOLDER, FILE_EMPTY, FILE_TYPE_UNKNOWN, WORKBOOK_ENCRYPTED, WORKBOOK_NOT_ZIP, DATA_FILE_DAMAGED.
 */
export function detectFormat(filePath: string, fileName: string): TableFormat {
  try {
    return formatOf(filePath, fileName);
  } catch (error) {
    throw faultOfError(error, fileName);
  }
}

function formatOf(filePath: string, fileName: string): TableFormat {
  const status = statSync(filePath);
  if (status.isDirectory()) throw new Fault('FILE_IS_FOLDER', { file: fileName });
  // Opening a pipe or a device would wait for ever.
  if (!status.isFile()) throw new Fault('FILE_NOT_READABLE', { file: fileName }, { detail: 'not a regular file' });
  const file = openByteFile(filePath);
  try {
    if (file.sizeBytes === 0) throw new Fault('FILE_EMPTY', { file: fileName });
    const head = file.read(0, 512);
    const beginning = head.toString('hex', 0, 16);
    if (/^504b(0304|0506|0708)/.test(beginning)) return formatOfZip(file, fileName);
    if (head.subarray(0, 8).equals(compoundSignature)) return kindOfCompoundFile(file, fileName);
    const mark = head.toString('latin1', 0, 4);
    if (mark === parquetMark || mark === encryptedParquetMark) return checkedParquet(file, fileName);
    if (foreignBeginnings.some((one) => beginning.startsWith(one))) {
      throw new Fault('FILE_TYPE_UNKNOWN', { file: fileName });
    }
    return formatOfText(head, fileName);
  } finally {
    file.close();
  }
}

function formatOfText(head: Buffer, fileName: string): TableFormat {
  const ending = path.extname(fileName).toLowerCase();
  const text = head.toString('utf8').replace(/^\ufeff/, '');
  if (jsonNames.has(ending)) return 'json';
  if (ending === '.parquet') {
    throw new Fault('DATA_FILE_DAMAGED', { file: fileName, reason: 'the mark PAR1 is missing at its beginning' });
  }
  if (!/^\.(xl[a-z]{1,2}|ods)$/.test(ending)) {
    return !delimitedNames.has(ending) && /^\s*(\[\s*)?\{\s*"/.test(text) ? 'json' : 'csv';
  }
  if (ending === '.xls') {
    if (bareLegacyBeginnings.some((one) => head.toString('hex', 0, 3).startsWith(one))) return 'xls';
    // Many programs name a text separated by tabs so, since Excel opens it.
    if (!head.includes(0) && !/^\s*</.test(text)) return 'csv';
  }
  throw new Fault('WORKBOOK_NOT_ZIP', { file: fileName });
}

/** What a damaged package is, its reader says. */
function formatOfZip(file: ByteFile, fileName: string): TableFormat {
  let entries: ReadonlyMap<string, unknown>;
  try {
    ({ entries } = readCentralDirectory(file, fileName));
  } catch {
    return 'xlsx';
  }
  if (entries.has('xl/workbook.bin')) return 'xlsb';
  if (entries.has('content.xml') && entries.has('meta-inf/manifest.xml')) return 'ods';
  return 'xlsx';
}

/** The footer at the end of a Parquet file is needed to read any of it. */
function checkedParquet(file: ByteFile, fileName: string): TableFormat {
  const last = file.read(file.sizeBytes - 4, 4).toString('latin1');
  if (last === encryptedParquetMark) {
    throw new Fault('DATA_FILE_DAMAGED', { file: fileName, reason: 'its footer is encrypted' });
  }
  if (last !== parquetMark || file.sizeBytes < 12) {
    throw new Fault('DATA_FILE_DAMAGED', { file: fileName, reason: 'its end is missing' });
  }
  return 'parquet';
}
