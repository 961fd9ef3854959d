import { describe, expect, it } from 'vitest';
import type { SegmentBuffer } from '../../../../contract/orders.ts';
import { cellKind, columnView, dictionaryText, segmentRows } from '../../../../workers/tabular/segment.ts';
import { TableColumns } from '../../../../workers/tabular/text/table-columns.ts';

/** Column 0: numbers; 1: texts; 2: text first, then numbers; 3: numbers first, then texts; 4: nothing. */
function filled(rows: number, expectedRows: number, spareBytes: number): TableColumns {
  const columns = new TableColumns(5, expectedRows, spareBytes);
  const putText = (column: number, row: number): void => {
    const bytes = new TextEncoder().encode(`text ${row}`);
    const builder = columns.builders[column]!;
    columns.needCodes(column)[row] = builder.intern(bytes, 0, bytes.length);
    builder.kinds[row] = cellKind.text;
  };
  const putNumber = (column: number, row: number): void => {
    columns.needNumbers(column)[row] = row / 2;
    columns.builders[column]!.kinds[row] = cellKind.number;
  };
  for (let row = 0; row < rows; row++) {
    if (row >= columns.capacity) columns.grow(row + 1);
    putNumber(0, row);
    putText(1, row);
    if (row % 2 === 0) putText(2, row);
    else putNumber(2, row);
    if (row % 2 === 1) putText(3, row);
    else putNumber(3, row);
  }
  return columns;
}

function cell(segment: SegmentBuffer, column: number, row: number): number | string | null {
  const view = columnView(segment, column);
  if (view.kinds[row] === cellKind.text) return dictionaryText(view.dictionary!, view.codes![row]!);
  return view.kinds[row] === cellKind.number ? view.numbers![row]! : null;
}

describe('columns built inside their segment', () => {
  it.each([
    ['with room to spare', 1000, 1000, 100_000],
    ['without room for the dictionaries', 1000, 1000, 0],
    ['with far more room than rows', 10, 4000, 1000],
    ['growing several times', 3000, 0, 200_000],
  ])('hold every cell %s', (_, rows, expectedRows, spareBytes) => {
    const segment = filled(rows, expectedRows, spareBytes).pack(rows);
    expect(segmentRows(segment)).toBe(rows);
    for (let row = 0; row < rows; row++) {
      const isEven = row % 2 === 0;
      const cells = [0, 1, 2, 3, 4].map((column) => cell(segment, column, row));
      const text = `text ${row}`;
      expect(cells).toEqual([row / 2, text, isEven ? text : row / 2, isEven ? row / 2 : text, null]);
    }
    const half = Math.floor(rows / 2);
    expect([...columnView(segment, 2).counts]).toEqual([0, half, rows - half, 0, 0, 0]);
    expect([...columnView(segment, 4).counts]).toEqual([rows, 0, 0, 0, 0, 0]);
    expect(columnView(segment, 4)).toMatchObject({ numbers: null, codes: null, dictionary: null });
    expect(columnView(segment, 1).numbers).toBeNull();
    // Rows of another kind are 0 in either array.
    const mixed = columnView(segment, 3);
    expect([mixed.codes![0], mixed.numbers![1]]).toEqual([0, 0]);
  });

  it('keeps a segment where it was built when everything finds room', () => {
    const columns = filled(1000, 1000, 100_000);
    expect(columns.pack(1000)).toBe(columns.numbers.buffer);
  });
});
