import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';

/** The record that ends a zip archive, and the longest comment that may follow it. */
const zipEnd = Buffer.from('PK\u0005\u0006', 'latin1');
const zipTailBytes = 22 + 65_535;
/** A line break in UTF-8, UTF-16LE or UTF-16BE. */
const lineBreak = /[\n\r]\0?$/;
const lineBreakBytes = 2;

interface Ending {
  readonly tailBytes: number;
  readonly isEnd: (tail: Buffer) => boolean;
}
const ofArchive: Ending = { tailBytes: zipTailBytes, isEnd: (tail) => tail.includes(zipEnd) };
const ofText: Ending = { tailBytes: lineBreakBytes, isEnd: (tail) => lineBreak.test(tail.toString('latin1')) };
const ofJson: Ending = { tailBytes: 16, isEnd: (tail) => /[\]}]\s*$/.test(tail.toString('latin1')) };
const ofParquet: Ending = { tailBytes: 4, isEnd: (tail) => tail.toString('latin1') === 'PAR1' };

/** How complete files end, where that can be seen. */
const endings: Readonly<Record<string, Ending>> = {
  ...{ '.xlsx': ofArchive, '.xlsm': ofArchive, '.xlsb': ofArchive, '.ods': ofArchive, '.parquet': ofParquet },
  ...{ '.csv': ofText, '.tsv': ofText, '.tab': ofText, '.txt': ofText },
  ...{ '.json': ofJson, '.jsonl': ofJson, '.ndjson': ofJson },
};

/**
 * Whether the file at `file` ends as a complete one of its kind does: a workbook with the directory of its archive, a text with a
 * line break. One that does not may be complete all the same, or may be half of one whose writer pauses. Null when it cannot be
 * opened: on Windows not while another program writes it, and nowhere without the permission.
 */
export async function looksFinished(file: string, sizeBytes: number): Promise<boolean | null> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch {
    return null;
  }
  try {
    const ending = endings[path.extname(file).toLowerCase()];
    if (!ending) return true;
    const length = Math.min(ending.tailBytes, sizeBytes);
    const tail = Buffer.alloc(length);
    const { bytesRead } = await handle.read(tail, 0, length, sizeBytes - length);
    return ending.isEnd(tail.subarray(0, bytesRead));
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}
