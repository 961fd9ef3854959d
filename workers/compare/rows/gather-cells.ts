import { readChunk } from '../../explore/parquet/chunk-reader.ts';
import type { StorageType } from '../../explore/parquet/file-metadata.ts';
import type { StoredFile } from '../../explore/parquet/stored-file.ts';
import type { CellColumn } from '../../tabular/cell-column.ts';
import { ColumnBuilder } from '../../tabular/column-builder.ts';
import { packSegment } from '../../tabular/pack-segment.ts';
import { type ColumnView, cellKind, columnView } from '../../tabular/segment.ts';

/** Rows of a stored file that are wanted in a slice, by the row groups they lie in. */
export interface WantedRows {
  readonly file: StoredFile;
  readonly groups: readonly {
    readonly group: number;
    /** Places within the row group, and where each goes in the slice. */
    readonly rows: readonly number[];
    readonly targets: readonly number[];
  }[];
}

/** `rowAt` gives for each place of the slice a row of the file; null: none. */
export function wantedRows(file: StoredFile, count: number, rowAt: (place: number) => number | null): WantedRows {
  const starts: number[] = [];
  let total = 0;
  for (const { rows } of file.rowGroups) {
    starts.push(total);
    total += rows;
  }
  const found = starts.map((_, group) => ({ group, rows: [] as number[], targets: [] as number[] }));
  let group = 0;
  for (let place = 0; place < count; place++) {
    const row = rowAt(place);
    if (row === null) continue;
    // Neighbours mostly lie in the same row group.
    while (row < starts[group]!) group--;
    while (row >= starts[group]! + file.rowGroups[group]!.rows) group++;
    found[group]!.rows.push(row - starts[group]!);
    found[group]!.targets.push(place);
  }
  return { file, groups: found.filter(({ rows }) => rows.length > 0) };
}

/** Where the cells of a column come from: the column at `place` of a file, for the rows that are wanted of it. */
export interface CellSource {
  readonly wanted: WantedRows;
  readonly place: number;
}

/**
 * The `count` cells of a column of a slice, each from the first of `sources` that has one; `storage` is how they are to be stored: truth
 * values among numbers become numbers.
 */
export function gatherCells(count: number, sources: readonly CellSource[], storage: StorageType): ColumnView {
  const builder = new ColumnBuilder(count);
  const isNumeric = storage === 'double' || storage === 'int64' || storage === 'int32';
  for (const { place, wanted } of sources) {
    const { file, groups } = wanted;
    for (const { group, rows, targets } of groups) {
      const { chunks, rows: groupRows } = file.rowGroups[group]!;
      const { fromByte, sizeBytes } = chunks[place]!;
      const cells = readChunk(file.read(fromByte, sizeBytes), file.columns[place]!, groupRows);
      const put = cells.codes ? textPutter(cells, builder) : numberPutter(cells, builder, isNumeric);
      for (let index = 0; index < rows.length; index++) {
        const target = targets[index] as number;
        if (builder.kinds[target] === cellKind.missing) put(rows[index] as number, target);
      }
    }
  }
  return columnView(packSegment([builder], count), 0);
}

type PutCell = (row: number, target: number) => void;

function numberPutter({ kinds, numbers }: CellColumn, builder: ColumnBuilder, isNumeric: boolean): PutCell {
  return (row, target) => {
    const kind = kinds[row] as number;
    if (kind === cellKind.missing || numbers === null) return;
    builder.needNumbers()[target] = numbers[row] as number;
    builder.kinds[target] = isNumeric ? cellKind.number : kind;
  };
}

function textPutter({ codes, dictionary, kinds }: CellColumn, builder: ColumnBuilder): PutCell {
  const ownCodes = new Int32Array(dictionary?.count ?? 0).fill(-1);
  return (row, target) => {
    if (kinds[row] === cellKind.missing || codes === null || dictionary === null) return;
    const code = codes[row] as number;
    if (ownCodes[code] === -1) {
      const { bytes, offsets } = dictionary;
      ownCodes[code] = builder.intern(bytes, offsets[code] as number, offsets[code + 1] as number);
    }
    builder.setCode(target, ownCodes[code] as number, cellKind.text);
  };
}
