import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { NamedScratchFile, Order, Reply, ScratchFile } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';
import type { OrderContext } from '../order-context.ts';
import { PackedText } from '../tabular/writer/packed-text.ts';
import { ScratchPart } from '../tabular/writer/scratch-part.ts';
import { sheetPartName, type WrittenSheet, workbookParts } from '../tabular/writer/workbook-parts.ts';
import { type ZipEntry, ZipFile } from '../tabular/writer/zip-file.ts';
import { exportLook } from './export-look.ts';
import { groupLabel } from './export-texts.ts';
import { FileNames } from './file-names.ts';
import { writeIndex } from './index-sheet.ts';
import { type ExportLayout, loadLayout } from './layout.ts';
import { loadManifest } from './part-manifest.ts';
import { planWorkbook } from './plan-sheets.ts';
import { dataForm } from './sheet-piece.ts';

type Pieces = ReadonlyMap<number, ZipEntry>;

/**
 * Puts the parts of an export together: one workbook, one text file, or a zip file with a file per group. The same parts give
 * the same bytes. Throws JOB_CANCELLED.
 */
export async function joinExport(order: Order<'join-export'>, context: OrderContext): Promise<Reply<'join-export'>> {
  const { options, scratchPath } = order;
  const layout = await loadLayout(order.layoutPath);
  const isInFiles = layout.grouping !== null && (options.split === 'files' || options.format !== 'xlsx');
  if (isInFiles) return named(await joinFiles(order, context, layout), '.zip');
  if (options.format === 'xlsx') return named(await joinWorkbook(order, context, layout), '.xlsx');
  const file = new HashedFile(scratchPath, true);
  for (const { filePath } of order.parts) {
    for await (const bytes of createReadStream(filePath, { highWaterMark: 1 << 20 })) {
      context.throwIfCancelled();
      file.write(bytes as Buffer);
    }
  }
  await file.settled();
  return named(file.finish(), `.${options.format}`);
}

const named = (file: ScratchFile, extension: string): NamedScratchFile => ({ ...file, kind: 'export', extension });

/** The pieces of all parts, by the sheet or file they belong to. */
async function collectPieces({ parts }: Order<'join-export'>, name: (target: number) => string): Promise<Pieces> {
  const entries = new Map<number, ZipEntry>();
  for (const { filePath, manifestPath } of parts) {
    for (const { target, method, ...piece } of await loadManifest(manifestPath)) {
      const known = entries.get(target)?.pieces ?? [];
      entries.set(target, { name: name(target), method, pieces: [...known, { ...piece, path: filePath }] });
    }
  }
  return entries;
}

async function joinFiles(
  order: Order<'join-export'>,
  context: OrderContext,
  { grouping }: ExportLayout,
): Promise<ScratchFile> {
  const { format, locale } = order.options;
  const names = new FileNames();
  const fileNames = grouping!.groups.map(({ label }) => names.take(groupLabel(label, locale), `.${format}`));
  const pieces = await collectPieces(order, (group) => fileNames[group]!);
  return writeZip(order.scratchPath, context, [...pieces.values()]);
}

async function joinWorkbook(
  order: Order<'join-export'>,
  context: OrderContext,
  layout: ExportLayout,
): Promise<ScratchFile> {
  const { options, scratchPath, title } = order;
  const { index, sheets } = planWorkbook(layout, title, options.locale);
  const first = index === null ? 0 : 1;
  const pieces = await collectPieces(order, (sheet) => sheetPartName(first + sheet));
  const look = exportLook(layout, options.locale);
  const columns = layout.columns.length;
  const written: WrittenSheet[] = sheets.map((sheet) => ({
    form: dataForm(layout, sheet),
    ...{ rows: sheet.headerRow + sheet.to - sheet.from, columns },
  }));
  const small = new ScratchPart(`${scratchPath}.parts`);
  try {
    const text = new PackedText(small);
    const entries: ZipEntry[] = [];
    if (index !== null) {
      const sheet = writeIndex(text, { layout, sheets, title, name: index, locale: options.locale, look });
      written.unshift(sheet);
      entries.push({ name: sheetPartName(0), method: 'deflated', pieces: [text.end()] });
    }
    for (const [name, markup] of workbookParts(title, written, look.book)) {
      text.write(markup);
      entries.push({ name, method: 'deflated', pieces: [text.end()] });
    }
    small.close();
    const inOrder = [
      ...entries.filter(({ name }) => !name.includes('/sheet')),
      ...entries.filter(({ name }) => name.includes('/sheet')),
    ];
    return await writeZip(scratchPath, context, [...inOrder, ...sheets.map((_, place) => pieces.get(place)!)]);
  } finally {
    small.remove();
  }
}

async function writeZip(path: string, context: OrderContext, entries: readonly ZipEntry[]): Promise<ScratchFile> {
  const file = new ZipFile(path);
  try {
    for (const [done, entry] of entries.entries()) {
      file.add(entry, () => context.throwIfCancelled());
      context.notify({ fraction: (done + 1) / entries.length, rowsDone: null, subject: null });
    }
    return await file.finish();
  } catch (error) {
    await file.discard();
    await rm(path, { force: true });
    throw error;
  }
}
