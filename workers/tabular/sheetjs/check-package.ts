import { Fault } from '../../../contract/faults.ts';
import type { TableFormat } from '../../../contract/files.ts';
import type { OrderContext } from '../../order-context.ts';
import { openByteFile } from '../zip/byte-file.ts';
import { readCentralDirectory } from '../zip/central-directory.ts';
import { lendChunks } from '../zip/give-back-bytes.ts';
import { sheetLimits } from '../zip/unpack-limits.ts';
import { unpackPart } from '../zip/unpack-part.ts';

/** SheetJS holds all parts in memory at once. */
const mostUnpackedBytes = 512 * 2 ** 20;
const mostLegacyBytes = 256 * 2 ** 20;

export interface CheckedFile {
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
}

/**
 * Makes sure, before the library sees the file, that a package of parts is sound, unpacks to what can be held in memory and is no
 * bomb. Faults: WORKBOOK_LEGACY when it is too large, those of readCentralDirectory and unpackPart, JOB_CANCELLED.
 */
export async function checkPackage(
  path: string,
  fileName: string,
  format: TableFormat,
  context: OrderContext,
): Promise<CheckedFile> {
  const file = openByteFile(path);
  try {
    const { sizeBytes } = file;
    if (format === 'xls') {
      if (sizeBytes > mostLegacyBytes) throw tooLarge(fileName, sizeBytes);
      return { sizeBytes, unpackedBytes: sizeBytes };
    }
    let unpackedBytes = 0;
    const { entries, ambiguousKeys } = readCentralDirectory(file, fileName);
    for (const key of ambiguousKeys) throw new Fault('WORKBOOK_DAMAGED', { file: fileName, part: key });
    for (const entry of entries.values()) {
      for await (const chunk of lendChunks(unpackPart(file, entry, fileName, sheetLimits))) {
        context.throwIfCancelled();
        unpackedBytes += chunk.length;
        if (unpackedBytes > mostUnpackedBytes) throw tooLarge(fileName, unpackedBytes);
      }
    }
    return { sizeBytes, unpackedBytes };
  } finally {
    file.close();
  }
}

function tooLarge(fileName: string, bytes: number): Fault {
  return new Fault('WORKBOOK_LEGACY', { file: fileName }, { detail: `${bytes} bytes` });
}
