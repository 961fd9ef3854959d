import type { ChangesLayout } from '../../../contract/comparison.ts';
import type { MatchedTables } from '../../../contract/comparison-orders.ts';
import type { NotedColumn } from '../../explore/column-note.ts';
import type { StorageType } from '../../explore/parquet/file-metadata.ts';
import type { ReadColumn } from '../../explore/parquet/stored-file.ts';
import type { FileColumn } from '../../explore/view/table-file.ts';
import type { Form } from '../cells/compared-form.ts';
import { pairForm, type Side, tableOf } from '../sides.ts';
import type { ComparedTables } from '../with-tables.ts';

/** A column of one of the tables. */
interface SideColumn {
  readonly side: Side;
  readonly place: number;
}

/** A column of the stored changes: what a person calls it, and where its cells come from. */
export interface ChangeColumn extends Pick<NotedColumn, 'name' | 'type' | 'unit' | 'isPercent' | 'words'> {
  readonly storage: StorageType;
  /** What is told of the row, or the columns that hold the cell, the one that counts first. */
  readonly cells: 'change' | 'names' | 'earlierRow' | 'laterRow' | readonly SideColumn[];
}

export interface LaidOutChanges {
  readonly layout: ChangesLayout;
  readonly columns: readonly ChangeColumn[];
}

const headColumns = 4;

/**
 * Which columns the stored changes have: those that tell about the row, then the key, then every other column of either table.
 * One that changed somewhere stands there twice, before and after; one that did not, once.
 */
export function layOutChanges(
  tables: ComparedTables,
  { addedPlaces, keyPairs, pairs, removedPlaces }: MatchedTables,
  changedRows: readonly number[],
): LaidOutChanges {
  const { later, earlier } = tables;
  const columns: ChangeColumn[] = [
    { name: 'Change', type: 'text', storage: 'text', cells: 'change' },
    { name: 'Earlier row', type: 'number', storage: 'int32', cells: 'earlierRow' },
    { name: 'Later row', type: 'number', storage: 'int32', cells: 'laterRow' },
    { name: 'Changed columns', type: 'text', storage: 'text', cells: 'names' },
  ];
  const laid: ChangesLayout['columns'] = [];
  const put = (column: ChangeColumn): number => columns.push(column) - 1;
  const from = (cells: SideColumn) => ({ storage: storageOf(tables, cells), cells: [cells] });
  const keys = new Set(keyPairs);
  const putPair = (index: number) => {
    const pair = pairs[index]!;
    const [after, before] = [later.columns[pair.later]!, earlier.columns[pair.earlier]!];
    const { name, type } = after;
    const isKey = keys.has(index);
    const sides = {
      later: { side: 'later', place: pair.later },
      earlier: { side: 'earlier', place: pair.earlier },
    } as const;
    if ((changedRows[index] ?? 0) > 0) {
      const beforePlace = put({ ...noted(before), name: `${name} (before)`, ...from(sides.earlier) });
      const afterPlace = put({ ...noted(after), name: `${name} (after)`, ...from(sides.later) });
      laid.push({ name, type, isKey, before: beforePlace, after: afterPlace });
      return;
    }
    const form = pairForm(tables, pair);
    const storage = commonStorage(form, storageOf(tables, sides.later), storageOf(tables, sides.earlier));
    const cells = [sides.later, sides.earlier];
    const place = put({ ...noted(after), type: form === 'mixed' ? 'text' : type, storage, cells });
    laid.push({ name, type, isKey, before: place, after: place });
  };
  for (const index of keyPairs ?? []) putPair(index);
  for (const index of pairs.keys()) if (!keys.has(index)) putPair(index);
  for (const place of addedPlaces) {
    const column = later.columns[place]!;
    const { name, type } = column;
    laid.push({
      name,
      type,
      isKey: false,
      before: null,
      after: put({ ...noted(column), ...from({ side: 'later', place }) }),
    });
  }
  for (const place of removedPlaces) {
    const column = earlier.columns[place]!;
    const { name, type } = column;
    laid.push({
      name,
      type,
      isKey: false,
      before: put({ ...noted(column), ...from({ side: 'earlier', place }) }),
      after: null,
    });
  }
  const head = { kind: 0, earlierRow: 1, laterRow: 2, changedColumns: headColumns - 1 };
  return { layout: { ...head, columns: laid }, columns: withOwnNames(columns) };
}

/** What the note of the stored changes tells of a column. */
const noted = ({ isPercent, name, type, unit, words }: FileColumn): Omit<ChangeColumn, 'storage' | 'cells'> => ({
  ...{ name, type },
  ...(unit ? { unit } : {}),
  ...(isPercent ? { isPercent } : {}),
  ...(words ? { words } : {}),
});

function storageOf(tables: ComparedTables, { place, side }: SideColumn): StorageType {
  const { physical, unitMs }: ReadColumn = tableOf(tables, side).file.columns[place]!;
  if (unitMs === null || physical === 'text') return physical;
  return physical === 'int32' ? 'date' : 'timestamp';
}

/** How a column is stored that takes its cells from two, which are compared as `form`. */
function commonStorage(form: Form, later: StorageType, earlier: StorageType): StorageType {
  if (later === earlier) return later;
  if (form === 'integer') return 'int64';
  if (form === 'moment') return 'timestamp';
  return form === 'double' ? 'double' : 'text';
}

/** Parquet tells names apart regardless of case. */
function withOwnNames(columns: readonly ChangeColumn[]): ChangeColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${column.name} (${number})`;
    taken.add(name.toLowerCase());
    return { ...column, name };
  });
}
