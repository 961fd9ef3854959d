import { readChunk } from '../parquet/chunk-reader.ts';
import { StoredFile } from '../parquet/stored-file.ts';

/**
 * The numbers, dates (in milliseconds) or truth values (0 and 1) that a stored column holds in `rows` (rising); NaN where a row
 * holds none. They are read from the file itself: asking the database for them takes several times as long. `onProgress` hears
 * how many of the rows are done, and ends the work by throwing.
 */
export function storedKeys(
  path: string,
  place: number,
  rows: Uint32Array,
  onProgress: (done: number) => void,
): Float64Array {
  const file = new StoredFile(path);
  try {
    const column = file.columns[place]!;
    const keys = new Float64Array(rows.length);
    let start = 0;
    let next = 0;
    for (const group of file.rowGroups) {
      const end = start + group.rows;
      if (next < rows.length && (rows[next] as number) < end) {
        const { fromByte, sizeBytes } = group.chunks[place]!;
        const { kinds, numbers } = readChunk(file.read(fromByte, sizeBytes), column, group.rows);
        for (; next < rows.length && (rows[next] as number) < end; next++) {
          const row = (rows[next] as number) - start;
          keys[next] = kinds[row] === 0 || numbers === null ? Number.NaN : (numbers[row] as number);
        }
        onProgress(next);
      }
      start = end;
    }
    return keys;
  } finally {
    file.close();
  }
}
