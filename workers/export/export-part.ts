import { rm } from 'node:fs/promises';
import type { Order, Reply } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';
import { StoredFile } from '../explore/parquet/stored-file.ts';
import type { OrderContext } from '../order-context.ts';
import { PackedText } from '../tabular/writer/packed-text.ts';
import { exportLook } from './export-look.ts';
import { groupLabel } from './export-texts.ts';
import { GroupFiles } from './group-files.ts';
import type { GroupFront } from './group-front.ts';
import { loadLayout, partRange } from './layout.ts';
import { writeLines } from './line-files.ts';
import { writeParquet } from './parquet-files.ts';
import { writeManifest } from './part-manifest.ts';
import { type PartWork, withoutPath } from './part-work.ts';
import { planWorkbook } from './plan-sheets.ts';
import { SheetPieces } from './sheet-piece.ts';
import { StoredRows } from './stored-rows.ts';

/**
 * Writes a part of an export: stretches of sheets, of one text file, or whole files of groups, one after the other in one
 * file. `groupFront`: what is said of each group beside its rows. The same rows give the same bytes. Throws JOB_CANCELLED; a full disk surfaces as the file system's ENOSPC.
 */
export async function exportPart(
  order: Order<'export-part'>,
  context: OrderContext,
  groupFront: GroupFront | null = null,
): Promise<Reply<'export-part'>> {
  const { options, part, parts, rowsPath, scratchPath } = order;
  const layout = await loadLayout(order.layoutPath);
  const range = partRange(layout, part, parts, options.split === 'files');
  const table = new StoredFile(rowsPath);
  const file = new HashedFile(scratchPath, true);
  try {
    const work: PartWork = {
      ...{ order, layout, range, file, pieces: [], groupFront },
      rows: new StoredRows(table, layout.columns),
      onRows: (lastRow, group) => {
        context.throwIfCancelled();
        const rowsDone = lastRow - range.from;
        const label = group === null ? null : groupLabel(layout.grouping!.groups[group]!.label, options.locale);
        context.notify({ fraction: rowsDone / Math.max(1, range.to - range.from), rowsDone, subject: label });
      },
    };
    const cutTexts = await writePart(work, context);
    await file.settled();
    const manifest = writeManifest(order.manifestPath, work.pieces);
    return { file: file.finish(), manifest, rows: range.to - range.from, cutTexts };
  } catch (error) {
    await file.settled();
    file.close();
    await rm(scratchPath, { force: true });
    throw error;
  } finally {
    table.close();
  }
}

/** Gives how many texts were cut. */
async function writePart(work: PartWork, context: OrderContext): Promise<number> {
  const { layout, order, range } = work;
  if (order.options.format === 'parquet') return writeParquet(work, context);
  // Of an empty table the first part writes what there is.
  if (range.from === range.to && (order.part > 0 || layout.grouping)) return 0;
  if (layout.grouping && (order.options.split === 'files' || order.options.format !== 'xlsx')) {
    return new GroupFiles(work).write();
  }
  if (order.options.format === 'xlsx') return writeSheets(work);
  writeLines(work);
  return 0;
}

function writeSheets({ file, groupFront, layout, onRows, order, pieces, range, rows }: PartWork): number {
  const { options, title } = order;
  const { front, sheets } = planWorkbook(layout, title, options.locale);
  const text = new PackedText(file);
  const look = exportLook(layout, options.locale);
  const writer = new SheetPieces({
    ...{ layout, options, look, rows, front, groupFront },
    onRows: (slice, { group }) => onRows(slice.firstRow + slice.to - slice.from, group),
  });
  for (const [target, sheet] of sheets.entries()) {
    const piece = writer.write(text, sheet, range);
    if (piece) pieces.push({ ...withoutPath(piece), target, method: 'deflated' });
  }
  return writer.cutTexts;
}
