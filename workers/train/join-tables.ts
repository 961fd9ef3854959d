import type { ColumnFacts } from '../../contract/table-plan.ts';
import type { TrainingTable } from '../../contract/train/train-orders.ts';
import type { ColumnCells } from '../evaluate/column-cells.ts';
import { columnKinds, type ModelColumnType, typeOfCounts } from '../features/column-types.ts';
import { joinInputColumns } from '../features/input-column.ts';
import { inputColumns } from '../features/input-columns.ts';
import { segmentRows } from '../tabular/segment.ts';

/** A column of all files together. */
export interface JoinedColumn {
  readonly name: string;
  /** Of the cells of the files that are trained on; null: it is empty there. */
  readonly type: ModelColumnType | null;
  readonly isMixed: boolean;
  /** Cells of each kind, by `cellKind`, of the files that are trained on. */
  readonly counts: Float64Array;
  readonly unit: string | null;
  readonly isPercent: boolean;
  /** How its truth values are written in the first file that has words for them. */
  readonly words?: ColumnFacts['words'];
  /** Files that are trained on and have it not. */
  readonly absentFiles: readonly string[];
}

/** Tables one below the other, those of test files last. */
export interface JoinedTables {
  readonly rows: number;
  /** Rows before those of test files. */
  readonly trainRows: number;
  /** By table, in the order they stand in. */
  readonly fileRows: readonly number[];
  readonly columns: readonly JoinedColumn[];
  /** All cells of a column as `type`, and how many could not be read so. */
  cellsOf(column: JoinedColumn, type: ModelColumnType): { cells: ColumnCells; unreadable: number };
}

/**
 * The union of the columns of the files that are trained on, by name, in the order in which they come; a column that a file
 * lacks is missing in all its rows. What only test files have is left out.
 */
export function joinTables(tables: readonly TrainingTable[]): JoinedTables {
  const ordered = inRowOrder(tables);
  const fileRows = ordered.map(({ segments }) => segments.reduce((sum, segment) => sum + segmentRows(segment), 0));
  const trained = ordered.filter(({ isTest }) => !isTest);
  const kinds = trained.map(({ plan, segments }) => columnKinds(segments, plan.columnNames.length));
  const names = [...new Set(trained.flatMap(({ plan }) => plan.columnNames))];
  const columns = names.map((name): JoinedColumn => {
    const counts = new Float64Array(8);
    let [unit, isPercent]: [string | null, boolean] = [null, false];
    let words: ColumnFacts['words'];
    const absentFiles: string[] = [];
    for (const [table, { plan }] of trained.entries()) {
      const place = plan.columnNames.indexOf(name);
      if (place < 0) {
        absentFiles.push(plan.fileName);
        continue;
      }
      const own = kinds[table]![place]!.counts;
      for (let kind = 0; kind < own.length; kind++) counts[kind]! += own[kind]!;
      unit ??= plan.columnFacts?.[place]?.unit ?? null;
      words ??= plan.columnFacts?.[place]?.words;
      isPercent ||= plan.columnFacts?.[place]?.isPercent ?? false;
    }
    return { name, ...typeOfCounts(counts), counts, unit, isPercent, ...(words ? { words } : {}), absentFiles };
  });
  const places = new Map<string, readonly (number | null)[]>();
  for (const name of names) {
    const found = ordered.map(({ plan }) => plan.columnNames.indexOf(name));
    places.set(
      name,
      found.map((place) => (place < 0 ? null : place)),
    );
  }
  return {
    rows: fileRows.reduce((sum, rows) => sum + rows, 0),
    trainRows: fileRows.slice(0, trained.length).reduce((sum, rows) => sum + rows, 0),
    ...{ fileRows, columns },
    cellsOf: ({ name, words }, type) => {
      const parts = ordered.map(({ segments }, table) =>
        inputColumns(segments, [{ place: places.get(name)![table]!, type }]),
      );
      const unreadable = parts.reduce((sum, { tallies }) => sum + tallies[0]!.unreadable, 0);
      const cells = { name, ...(words ? { words } : {}), ...joinInputColumns(parts.map((part) => part.columns[0]!)) };
      return { cells, unreadable };
    },
  };
}

/** Tables in the order in which their rows stand: those that are trained on, then test files. */
export const inRowOrder = (tables: readonly TrainingTable[]): TrainingTable[] => [
  ...tables.filter(({ isTest }) => !isTest),
  ...tables.filter(({ isTest }) => isTest),
];

/** The first `rows` rows of a column, which looks into the same memory. */
export function headOf(cells: ColumnCells, rows: number): ColumnCells {
  return cells.kind === 'text'
    ? { ...cells, codes: cells.codes.subarray(0, rows) }
    : { ...cells, values: cells.values.subarray(0, rows) };
}
