import type { ColumnPair } from '../../contract/comparison-orders.ts';
import { type Form, formOf } from './cells/compared-form.ts';
import type { ComparedTable, ComparedTables } from './with-tables.ts';

export type Side = 'earlier' | 'later';

export function tableOf(tables: ComparedTables, side: Side): ComparedTable {
  return side === 'earlier' ? tables.earlier : tables.later;
}

export function otherSide(side: Side): Side {
  return side === 'earlier' ? 'later' : 'earlier';
}

export function pairForm({ later, earlier }: ComparedTables, pair: ColumnPair): Form {
  return formOf(later.columns[pair.later]!.storage, earlier.columns[pair.earlier]!.storage);
}
