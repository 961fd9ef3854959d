import type { SegmentBuffer } from '../../contract/orders.ts';
import { ColumnBuilder } from './column-builder.ts';
import { packSegment } from './pack-segment.ts';
import { type ColumnView, cellKind, columnView, segmentColumns, segmentRows } from './segment.ts';

/**
 * A segment of the rows `keptRows` (rising; null: all) of another one. `sourceOf` tells for a column the row that the cell of each row
 * is taken from; null: its own.
 */
export function rebuildSegment(
  segment: SegmentBuffer,
  keptRows: ArrayLike<number> | null,
  sourceOf: (column: number) => ReadonlyMap<number, number> | null = () => null,
): SegmentBuffer {
  const rows = keptRows?.length ?? segmentRows(segment);
  const builders = Array.from({ length: segmentColumns(segment) }, (_, column) => {
    const view = columnView(segment, column);
    const sources = sourceOf(column);
    const builder = new ColumnBuilder(rows);
    const copy = cellCopier(view, builder);
    for (let row = 0; row < rows; row++) {
      const own = keptRows === null ? row : (keptRows[row] as number);
      copy(sources?.get(own) ?? own, row);
    }
    builder.reserve(rows);
    return builder;
  });
  return packSegment(builders, rows);
}

function cellCopier(view: ColumnView, builder: ColumnBuilder): (from: number, to: number) => void {
  const { codes, dictionary, kinds, numbers } = view;
  const codeOf = new Int32Array(dictionary?.count ?? 0).fill(-1);
  // Shared memory is read byte by byte otherwise.
  const bytes = dictionary?.bytes.slice();
  return (from, to) => {
    const kind = kinds[from] as number;
    if (kind === cellKind.missing) return;
    if (kind === cellKind.text || kind === cellKind.error) {
      const code = codes?.[from] as number;
      if (codeOf[code] === -1 && dictionary && bytes) {
        codeOf[code] = builder.intern(
          bytes,
          dictionary.offsets[code] as number,
          dictionary.offsets[code + 1] as number,
        );
      }
      builder.setCode(to, codeOf[code] as number, kind);
      return;
    }
    const value = numbers?.[from] as number;
    if (kind === cellKind.number) builder.setNumber(to, value);
    else if (kind === cellKind.date) builder.setDate(to, value);
    else builder.setBoolean(to, value === 1);
  };
}
