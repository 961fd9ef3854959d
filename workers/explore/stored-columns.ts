import type { ColumnType } from '../../contract/files.ts';
import type { ColumnFacts, SegmentBuffer, TablePlan } from '../../contract/orders.ts';
import { decideType } from '../profile/column-type.ts';
import { type ColumnView, columnView } from '../tabular/segment.ts';
import type { NotedColumn } from './column-note.ts';
import type { StorageType, StoredColumn } from './parquet/file-metadata.ts';
import { restorableKinds } from './restored-cells.ts';
import { type StoredKinds, storedKindsOf } from './storage-of-segments.ts';

/** A column of the stored table: where it lies in the segments, how it is stored, what a person is told it is. */
export interface TableColumn extends StoredColumn, NotedColumn {
  readonly place: number;
}

const int32Limit = 2 ** 31;

/** The columns of `plan` in its order, stored as their cells allow. */
export function storedColumns(plan: TablePlan, segments: readonly SegmentBuffer[]): TableColumn[] {
  return plan.columnNames.map((name, place) => {
    const views = segments.map((segment) => columnView(segment, place));
    return { place, ...columnOfViews(name, views), ...notedFacts(plan.columnFacts?.[place]) };
  });
}

function notedFacts(facts: ColumnFacts | undefined): Pick<NotedColumn, 'unit' | 'isPercent' | 'words'> {
  const { isPercent, unit, words } = facts ?? {};
  return { ...(unit ? { unit } : {}), ...(isPercent ? { isPercent } : {}), ...(words ? { words } : {}) };
}

/** A column in slices, stored as its cells allow. */
export function columnOfViews(name: string, views: readonly ColumnView[]): Omit<TableColumn, 'place'> {
  const found = storedKindsOf(views);
  const type = decideType(found.kinds);
  const storage = storageOf(type, found);
  if (storage !== 'text') return { name, storage, type };
  return { name, storage, type: typeOfText(type), restoredKinds: restorableKinds(views) };
}

/** A typed column is stored as its type only when every value is of it, so that no value is lost; error cells do not count. */
function storageOf(type: ColumnType, found: StoredKinds): StorageType {
  const { number, text, boolean, date } = found.kinds;
  const values = number + text + boolean + date;
  if (type === 'number' && number === values) return numberStorage(found);
  if (type === 'boolean' && boolean === values) return 'boolean';
  if (type === 'date' && date === values) return found.date?.hasTimes === false ? 'date' : 'timestamp';
  return 'text';
}

function numberStorage({ number }: StoredKinds): StorageType {
  if (!number?.isInteger || number.infinite > 0) return 'double';
  if (number.minimum >= -int32Limit && number.maximum < int32Limit) return 'int32';
  return Number.isSafeInteger(number.minimum) && Number.isSafeInteger(number.maximum) ? 'int64' : 'double';
}

function typeOfText(type: ColumnType): ColumnType {
  return type === 'text' || type === 'empty' ? type : 'mixed';
}
