import { rm } from 'node:fs/promises';
import { Fault } from '../../contract/faults.ts';
import type { Order, Reply, ScratchFile } from '../../contract/orders.ts';
import { isWholeTable } from '../../contract/table-view.ts';
import { columnsNote, type NotedColumn, readColumnsNote } from '../explore/column-note.ts';
import { HashedFile } from '../explore/hashed-file.ts';
import { StoredFile } from '../explore/parquet/stored-file.ts';
import { withDuck } from '../explore/view/duck.ts';
import { orderRows } from '../explore/view/order-rows.ts';
import { tableFile } from '../explore/view/table-file.ts';
import type { OrderContext } from '../order-context.ts';
import { fingerprintFile } from '../tabular/fingerprint-file.ts';
import { columnForm } from './column-form.ts';
import { gatherRows } from './gather-rows.ts';
import { groupRows } from './group-rows.ts';
import type { ExportLayout, LayoutColumn } from './layout.ts';
import { planWorkbook } from './plan-sheets.ts';
import { StoredRows } from './stored-rows.ts';

/** Rows that a column's format and width are taken from. */
const sampleRows = 2000;

/**
 * Puts the rows of a stored table into the order of the export, group after group, and decides what every part must know.
 * Without a view and groups the rows stay where they are. Throws COLUMN_UNKNOWN, COLUMN_NAME_UNKNOWN, EXPORT_TOO_MANY_GROUPS,
 * EXPORT_TOO_MANY_SHEETS, JOB_CANCELLED.
 */
export async function arrangeRows(order: Order<'arrange-rows'>, context: OrderContext): Promise<Reply<'arrange-rows'>> {
  const { options, rowsPath, scratchPath } = order;
  const table = new StoredFile(rowsPath);
  try {
    const noted = wordedWhere(isForReaders(options.format), readColumnsNote(table.notes.get(columnsNote)));
    const places = options.columns ?? table.columns.map((_, place) => place);
    for (const place of places) checkPlace(place, table);
    const groupPlace = placeOf(options.groupBy, noted, table);
    const arranged = await arrange(order, context, table, noted, places, groupPlace);
    const rows = arranged ? new StoredFile(scratchPath) : table;
    try {
      const columns = places.map((place, index) => ({
        ...{ place: arranged ? index : place, noted: noted[place]! },
      }));
      const layout: ExportLayout = {
        rows: rows.rows,
        columns: layOutColumns(rows, columns),
        grouping: arranged?.groups ? { column: noted[groupPlace!]!.name, groups: arranged.groups } : null,
        ...(order.front ? { front: order.front } : {}),
      };
      if (options.format === 'xlsx' && options.split === 'sheets') planWorkbook(layout, order.title, options.locale);
      const { length: groups } = layout.grouping?.groups ?? [];
      return {
        ...{ layout: writeJson(order.layoutPath, layout), rows: layout.rows, columns: columns.length, groups },
        arranged: arranged && {
          path: scratchPath,
          ...(await fingerprintFile({ path: scratchPath, fileName: '' }, context)),
        },
      };
    } finally {
      if (arranged) rows.close();
    }
  } catch (error) {
    await rm(scratchPath, { force: true });
    throw error;
  } finally {
    table.close();
  }
}

function checkPlace(place: number, { columns }: StoredFile): void {
  if (place >= columns.length) throw new Fault('COLUMN_UNKNOWN', { column: place + 1, columns: columns.length });
}

function placeOf(groupBy: string | number | null, noted: readonly NotedColumn[], table: StoredFile): number | null {
  if (typeof groupBy !== 'string') {
    if (groupBy !== null) checkPlace(groupBy, table);
    return groupBy;
  }
  const place = noted.findIndex(({ name }) => name === groupBy);
  const alike = noted.findIndex(({ name }) => name.trim().toLowerCase() === groupBy.trim().toLowerCase());
  if (place < 0 && alike < 0) throw new Fault('COLUMN_NAME_UNKNOWN', { column: groupBy });
  return place < 0 ? alike : place;
}

/** null: the rows may stay as they are. */
async function arrange(
  { options, rowsPath, scratchPath, spillFolder }: Order<'arrange-rows'>,
  context: OrderContext,
  table: StoredFile,
  noted: readonly NotedColumn[],
  places: readonly number[],
  groupPlace: number | null,
) {
  if (isWholeTable(options.view) && groupPlace === null) return null;
  return withDuck(context, spillFolder, async (connection) => {
    const described = await tableFile(connection, rowsPath);
    const viewed = isWholeTable(options.view) ? null : await orderRows(connection, described, options.view, context);
    const { locale } = options;
    const grouped =
      groupPlace === null
        ? null
        : groupRows(table, { place: groupPlace, words: noted[groupPlace]?.words }, viewed, locale, () =>
            context.throwIfCancelled(),
          );
    context.notify({ fraction: 0.5, rowsDone: null, subject: null });
    const order = grouped?.order ?? viewed;
    if (order === null) return null;
    await gatherRows(connection, described, order, places, scratchPath);
    return { groups: grouped?.groups ?? null };
  });
}

function layOutColumns(
  rows: StoredFile,
  columns: readonly { readonly place: number; readonly noted: NotedColumn }[],
): LayoutColumn[] {
  const stored = new StoredRows(
    rows,
    columns.map(({ place, noted }) => ({ place, restoredKinds: noted.restoredKinds, words: noted.words })),
  );
  const [sample] = stored.slices(0, Math.min(rows.rows, sampleRows), sampleRows);
  return columns.map(({ place, noted }, index) => {
    const cells = sample?.cells[index];
    if (!cells) return { ...noted, place, form: { number: null, date: 'yyyy-mm-dd', width: 12 } };
    const facts = { unit: noted.unit ?? null, isPercent: noted.isPercent ?? false };
    return { ...noted, place, form: columnForm(noted.name, cells, sample.to, facts) };
  });
}

/** Whether people read the format, or programs, for which truth values stay such. */
const isForReaders = (format: string): boolean => format === 'xlsx' || format === 'csv';

function wordedWhere(isWorded: boolean, columns: readonly NotedColumn[]): readonly NotedColumn[] {
  return isWorded ? columns : columns.map(({ words: _, ...column }) => column);
}

function writeJson(path: string, value: unknown): ScratchFile {
  const file = new HashedFile(path);
  file.write(Buffer.from(JSON.stringify(value)));
  return file.finish();
}
