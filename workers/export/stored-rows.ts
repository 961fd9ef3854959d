import { readChunk } from '../explore/parquet/chunk-reader.ts';
import type { StoredFile } from '../explore/parquet/stored-file.ts';
import { type RestoredKind, restoreCells } from '../explore/restored-cells.ts';
import type { CellColumn } from '../tabular/cell-column.ts';
import { type TruthWords, wordedCells } from './worded-cells.ts';

/** Rows `from`..`to` of `cells`, which are rows of one row group; the first is row `firstRow` of the table. */
export interface RowSlice {
  readonly cells: readonly CellColumn[];
  readonly from: number;
  readonly to: number;
  readonly firstRow: number;
}

/**
 * A column that is read; its texts become the cells of `restoredKinds` again that they were stored for, and truth values the
 * texts of `words`.
 */
interface WantedColumn {
  readonly place: number;
  readonly restoredKinds?: readonly RestoredKind[] | undefined;
  readonly words?: TruthWords | undefined;
}

/** Reads stored rows row group by row group: only one is in memory at a time. */
export class StoredRows {
  readonly #file: StoredFile;
  readonly #columns: readonly WantedColumn[];
  #group = -1;
  #cells: readonly CellColumn[] = [];

  constructor(file: StoredFile, columns: readonly WantedColumn[]) {
    this.#file = file;
    this.#columns = columns;
  }

  /** The rows `from`..`to` in slices of at most `sliceRows`. */
  *slices(from: number, to: number, sliceRows: number): Generator<RowSlice> {
    let groupStart = 0;
    for (const [group, { rows }] of this.#file.rowGroups.entries()) {
      const first = Math.max(from, groupStart);
      const end = Math.min(to, groupStart + rows);
      for (let row = first; row < end; row += sliceRows) {
        const cells = this.#load(group, rows);
        const last = Math.min(end, row + sliceRows);
        yield { cells, from: row - groupStart, to: last - groupStart, firstRow: row };
      }
      groupStart += rows;
      if (groupStart >= to) return;
    }
  }

  #load(group: number, rows: number): readonly CellColumn[] {
    if (group === this.#group) return this.#cells;
    this.#cells = [];
    const { chunks } = this.#file.rowGroups[group]!;
    this.#cells = this.#columns.map(({ place, restoredKinds = [], words }) => {
      const { fromByte, sizeBytes } = chunks[place]!;
      const cells = readChunk(this.#file.read(fromByte, sizeBytes), this.#file.columns[place]!, rows);
      return wordedCells(restoreCells(cells, restoredKinds), words);
    });
    this.#group = group;
    return this.#cells;
  }
}
