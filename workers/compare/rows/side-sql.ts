import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { TableFile } from '../../explore/view/table-file.ts';
import { comparableSql, type Form, formOf } from '../comparable.ts';
import type { ComparedTables } from '../with-tables.ts';

export type Side = 'earlier' | 'later';

export function tableOf(tables: ComparedTables, side: Side): TableFile {
  return side === 'earlier' ? tables.earlier : tables.later;
}

/** The cell of a pair in one table, in the form in which both are compared. */
export function pairCell(tables: ComparedTables, pair: ColumnPair, side: Side): string {
  const [own, other] = side === 'earlier' ? (['earlier', 'later'] as const) : (['later', 'earlier'] as const);
  const { storage } = tableOf(tables, other).columns[pair[other]]!;
  return comparableSql(tableOf(tables, own), pair[own], storage);
}

export function pairForm({ later, earlier }: ComparedTables, pair: ColumnPair): Form {
  return formOf(later.columns[pair.later]!.storage, earlier.columns[pair.earlier]!.storage);
}
