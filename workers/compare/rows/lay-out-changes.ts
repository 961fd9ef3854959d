import type { ChangesLayout } from '../../../contract/comparison.ts';
import type { MatchedTables } from '../../../contract/comparison-orders.ts';
import type { NotedColumn } from '../../explore/column-note.ts';
import type { FileColumn } from '../../explore/view/table-file.ts';
import type { ComparedTables } from '../with-tables.ts';
import { pairCell, pairForm } from './side-sql.ts';

/** A column of the stored changes: what a person calls it and how it is selected (`e`: earlier row, `l`: later row). */
export interface ChangeColumn extends Pick<NotedColumn, 'name' | 'type' | 'unit' | 'isPercent' | 'words'> {
  readonly sql: string;
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
    {
      name: 'Change',
      type: 'text',
      sql: `CASE WHEN d.er IS NULL THEN 'added' WHEN d.lr IS NULL THEN 'removed' ELSE 'changed' END`,
    },
    { name: 'Earlier row', type: 'number', sql: 'd.er + 1' },
    { name: 'Later row', type: 'number', sql: 'd.lr + 1' },
    { name: 'Changed columns', type: 'text', sql: 'd.names' },
  ];
  const laid: ChangesLayout['columns'] = [];
  const put = (column: ChangeColumn): number => columns.push(column) - 1;
  const putPair = (index: number) => {
    const pair = pairs[index]!;
    const [after, before] = [later.columns[pair.later]!, earlier.columns[pair.earlier]!];
    const { name, type } = after;
    const isKey = keyPairs?.includes(index) ?? false;
    if ((changedRows[index] ?? 0) > 0) {
      const beforePlace = put({ ...noted(before), name: `${name} (before)`, sql: `e.c${pair.earlier}` });
      const afterPlace = put({ ...noted(after), name: `${name} (after)`, sql: `l.c${pair.later}` });
      laid.push({ name, type, isKey, before: beforePlace, after: afterPlace });
      return;
    }
    const isStoredAlike = after.storage === before.storage;
    const cells = isStoredAlike
      ? [`l.c${pair.later}`, `e.c${pair.earlier}`]
      : [qualified(pairCell(tables, pair, 'later'), 'l'), qualified(pairCell(tables, pair, 'earlier'), 'e')];
    const isMixed = !isStoredAlike && pairForm(tables, pair) === 'mixed';
    const place = put({ ...noted(after), type: isMixed ? 'text' : type, sql: `coalesce(${cells.join(', ')})` });
    laid.push({ name, type, isKey, before: place, after: place });
  };
  for (const index of keyPairs ?? []) putPair(index);
  for (const index of pairs.keys()) if (!keyPairs?.includes(index)) putPair(index);
  for (const place of addedPlaces) {
    const column = later.columns[place]!;
    const { name, type } = column;
    laid.push({ name, type, isKey: false, before: null, after: put({ ...noted(column), sql: `l.c${place}` }) });
  }
  for (const place of removedPlaces) {
    const column = earlier.columns[place]!;
    const { name, type } = column;
    laid.push({ name, type, isKey: false, before: put({ ...noted(column), sql: `e.c${place}` }), after: null });
  }
  const head = { kind: 0, earlierRow: 1, laterRow: 2, changedColumns: headColumns - 1 };
  return { layout: { ...head, columns: laid }, columns: withOwnNames(columns) };
}

/** What the note of the stored changes tells of a column. */
const noted = ({ isPercent, name, type, unit, words }: FileColumn): Omit<ChangeColumn, 'sql'> => ({
  ...{ name, type },
  ...(unit ? { unit } : {}),
  ...(isPercent ? { isPercent } : {}),
  ...(words ? { words } : {}),
});

/** A cell of comparableSql as one of the joined row `alias`. */
const qualified = (sql: string, alias: string): string => sql.replace(/\bc(\d+)\b/g, `${alias}.c$1`);

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
