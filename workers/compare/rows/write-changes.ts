import type { ScratchFile } from '../../../contract/orders.ts';
import { type StoredSlice, writeStored } from '../../explore/write-stored.ts';
import type { OrderContext } from '../../order-context.ts';
import { ColumnBuilder } from '../../tabular/column-builder.ts';
import { packSegment } from '../../tabular/pack-segment.ts';
import { type ColumnView, columnView } from '../../tabular/segment.ts';
import type { ComparedTables } from '../with-tables.ts';
import { type DifferingRows, noRow } from './differing-rows.ts';
import { gatherCells, type WantedRows, wantedRows } from './gather-cells.ts';
import type { ChangeColumn, LaidOutChanges } from './lay-out-changes.ts';

const rowGroupCells = 4_000_000;
const leastRowGroupRows = 2048;
const maxRowGroupRows = 131_072;

/**
 * Writes the differing rows as a Parquet file like those of `store-rows`, one column of one row group in memory at a time, however wide
 * the tables are. The same tables give the same bytes. Throws what `writeStored` does.
 */
export function writeChanges(
  { earlier, later }: ComparedTables,
  { columns }: LaidOutChanges,
  differing: DifferingRows,
  path: string,
  context: OrderContext,
): Promise<ScratchFile> {
  const wantedGroup = Math.floor(rowGroupCells / columns.length);
  const groupRows = Math.max(leastRowGroupRows, Math.min(maxRowGroupRows, wantedGroup));
  function* slices(): Generator<StoredSlice> {
    for (let from = 0; from < differing.count; from += groupRows) {
      const rows = Math.min(groupRows, differing.count - from);
      const rowIn = (side: Int32Array) => (place: number) => {
        const row = side[from + place] as number;
        return row === noRow ? null : row;
      };
      const wanted = {
        earlier: wantedRows(earlier.file, rows, rowIn(differing.earlier)),
        later: wantedRows(later.file, rows, rowIn(differing.later)),
      };
      yield { rows, viewOf: (place) => columnOf(columns[place]!, differing, from, rows, wanted) };
    }
  }
  return writeStored(path, columns, slices(), differing.count, context, groupRows);
}

type WantedSides = Readonly<Record<'earlier' | 'later', WantedRows>>;

function columnOf(
  { cells, storage }: ChangeColumn,
  differing: DifferingRows,
  from: number,
  rows: number,
  wanted: WantedSides,
): ColumnView {
  if (typeof cells !== 'string') {
    const sources = cells.map(({ place, side }) => ({ wanted: wanted[side], place }));
    return gatherCells(rows, sources, storage);
  }
  const builder = new ColumnBuilder(rows);
  for (let place = 0; place < rows; place++) tellRow(cells, differing, from + place, place, builder);
  return columnView(packSegment([builder], rows), 0);
}

const encoder = new TextEncoder();

/** What a column of the head tells of the row at `at`. */
function tellRow(
  told: Exclude<ChangeColumn['cells'], readonly object[]>,
  { changed, earlier, later, namesAt }: DifferingRows,
  at: number,
  place: number,
  builder: ColumnBuilder,
): void {
  const put = (text: string) => {
    const bytes = encoder.encode(text);
    builder.setText(place, bytes, 0, bytes.length);
  };
  if (told === 'change') put(earlier[at] === noRow ? 'added' : later[at] === noRow ? 'removed' : 'changed');
  else if (told === 'names') {
    if (at < changed) put(namesAt(at));
  } else {
    const row = (told === 'earlierRow' ? earlier : later)[at] as number;
    if (row !== noRow) builder.setNumber(place, row + 1);
  }
}
