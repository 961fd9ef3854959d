import type { ChangesLayout, NumericChange } from '../../../contract/comparison.ts';
import type { MatchedTables } from '../../../contract/comparison-orders.ts';
import { cellOf, valueSql } from '../../explore/view/cell-sql.ts';
import { fromTable, tableFile } from '../../explore/view/table-file.ts';
import { type ComparedTables, numbersOf, rowsOf } from '../with-tables.ts';
import { pairForm } from './side-sql.ts';

const perColumn = 5;
const wanted = 20;
/** Columns that are looked at, those that changed most often first: in a wide table every query takes longer. */
const mostColumns = 200;
const fewestColumns = 20;
const columnsInAll = 200_000;

/**
 * The largest changes of numbers, measured by the spread of their column in the earlier table: the range of its middle 80 %, or
 * of all of it where that is nothing.
 */
export async function largestChanges(
  tables: ComparedTables,
  { keyPairs, pairs }: MatchedTables,
  changedRows: readonly number[],
  layout: ChangesLayout,
  changesPath: string,
): Promise<NumericChange[]> {
  const { connection, earlier, later } = tables;
  const maxColumns = Math.max(fewestColumns, Math.min(mostColumns, Math.floor(columnsInAll / later.columns.length)));
  const changes = await tableFile(connection, changesPath);
  const keyPlaces =
    keyPairs === null ? [layout.laterRow] : layout.columns.flatMap(({ after, isKey }) => (isKey ? [after!] : []));
  const numeric = pairs
    .flatMap((pair, index) => {
      const form = pairForm(tables, pair);
      return (changedRows[index] ?? 0) > 0 && (form === 'integer' || form === 'double') ? [{ pair, index }] : [];
    })
    .sort((a, b) => changedRows[b.index]! - changedRows[a.index]! || a.index - b.index)
    .slice(0, maxColumns);
  const found: (NumericChange & { size: number })[] = [];
  for (const { pair } of numeric) {
    const { name } = later.columns[pair.later]!;
    const cell = layout.columns.find((column) => column.name === name && column.before !== column.after);
    if (!cell) continue;
    const [low, high, minimum, maximum] = await numbersOf(
      connection,
      `SELECT quantile_disc(v, 0.1), quantile_disc(v, 0.9), min(v), max(v) FROM ` +
        `(SELECT ${doubleSql(valueSql(earlier, pair.earlier))} AS v FROM ${fromTable(earlier)}) WHERE isfinite(v)`,
    );
    const spread = high! - low! || maximum! - minimum! || 1;
    const [before, after] = [doubleSql(`c${cell.before}`), doubleSql(`c${cell.after}`)];
    const keys = keyPlaces.map((place) => valueSql(changes, place));
    const rows = await rowsOf(
      connection,
      `SELECT ${[before, after, ...keys].join(', ')} FROM ${fromTable(changes)} ` +
        `WHERE isfinite(${before}) AND isfinite(${after}) ORDER BY abs(${after} - ${before}) DESC, file_row_number LIMIT ${perColumn}`,
    );
    for (const row of rows) {
      const [was, is] = [Number(row[0]), Number(row[1])];
      const key = keyPlaces.map((place, index) => cellOf(row[index + 2], changes.columns[place]!));
      found.push({ column: name, key, before: was, after: is, size: Math.abs(is - was) / spread });
    }
  }
  found.sort((a, b) => b.size - a.size);
  return found.slice(0, wanted).map(({ size: _, ...change }) => change);
}

const doubleSql = (sql: string): string => `CAST(${sql} AS DOUBLE)`;
