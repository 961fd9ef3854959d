import { rm } from 'node:fs/promises';
import type { ExportOptions } from '../../contract/export-options.ts';
import type { ScratchFile } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { PackedText } from '../tabular/writer/packed-text.ts';
import { ScratchPart } from '../tabular/writer/scratch-part.ts';
import { sheetPartName, type WrittenSheet, workbookParts } from '../tabular/writer/workbook-parts.ts';
import { type ZipEntry, ZipFile } from '../tabular/writer/zip-file.ts';
import { type ExportLook, exportLook } from './export-look.ts';
import { groupLabel } from './export-texts.ts';
import { FileNames } from './file-names.ts';
import type { FrontSheet } from './front-sheet.ts';
import type { ExportLayout } from './layout.ts';
import { loadManifest } from './part-manifest.ts';
import { type PlannedWorkbook, planWorkbook } from './plan-sheets.ts';
import { dataForm } from './sheet-piece.ts';

/** Parts of an export and what they are to become. */
export interface JoinedParts {
  readonly parts: readonly { readonly filePath: string; readonly manifestPath: string }[];
  readonly options: Pick<ExportOptions, 'format' | 'locale'>;
  readonly title: string;
  readonly scratchPath: string;
}

/** Writes the sheets that a workbook has in front of its rows, as many as are planned. */
export type FrontWriter = (part: ScratchPart, look: ExportLook, planned: PlannedWorkbook) => readonly FrontSheet[];

/** Puts one workbook of the parts. The same parts give the same bytes. Throws JOB_CANCELLED. */
export async function joinWorkbook(
  joined: JoinedParts,
  context: OrderContext,
  layout: ExportLayout,
  writeFront: FrontWriter,
): Promise<ScratchFile> {
  const planned = planWorkbook(layout, joined.title, joined.options.locale);
  const { front, sheets } = planned;
  const pieces = await collectPieces(joined, (sheet) => sheetPartName(front.length + sheet));
  const columns = layout.columns.length;
  const written = sheets.map((sheet): WrittenSheet => {
    return { form: dataForm(layout, sheet), rows: sheet.headerRow + sheet.to - sheet.from, columns };
  });
  const ofRows = sheets.map((_, place) => pieces.get(place)!);
  return writeWorkbook(joined, context, layout, planned, writeFront, { written, entries: ofRows });
}

/** A workbook of the sheets in front alone. */
export function writeFrontWorkbook(
  joined: JoinedParts,
  context: OrderContext,
  layout: ExportLayout,
  writeFront: FrontWriter,
): Promise<ScratchFile> {
  const { front } = planWorkbook(layout, joined.title, joined.options.locale);
  return writeWorkbook(joined, context, layout, { front, sheets: [] }, writeFront, { written: [], entries: [] });
}

async function writeWorkbook(
  { options, scratchPath, title }: JoinedParts,
  context: OrderContext,
  layout: ExportLayout,
  planned: PlannedWorkbook,
  writeFront: FrontWriter,
  rows: { readonly written: readonly WrittenSheet[]; readonly entries: readonly ZipEntry[] },
): Promise<ScratchFile> {
  const look = exportLook(layout, options.locale);
  const small = new ScratchPart(`${scratchPath}.parts`);
  try {
    const front = writeFront(small, look, planned);
    const text = new PackedText(small);
    const written = [...front.map(({ sheet }) => sheet), ...rows.written];
    const entries = workbookParts(title, written, look.book).map(([name, markup]): ZipEntry => {
      text.write(markup);
      return { name, method: 'deflated', pieces: [text.end()] };
    });
    small.close();
    const ofFront = front.map(
      ({ piece }, place): ZipEntry => ({ name: sheetPartName(place), method: 'deflated', pieces: [piece] }),
    );
    return await writeZip(scratchPath, context, [...entries, ...ofFront, ...rows.entries]);
  } finally {
    small.remove();
  }
}

/** The names of the files of an export's groups, by group. */
export function groupFileNames({ grouping }: ExportLayout, { format, locale }: JoinedParts['options']): string[] {
  const names = new FileNames();
  return (grouping?.groups ?? []).map(({ label }) => names.take(groupLabel(label, locale), `.${format}`));
}

/** Puts a zip file of the groups' files together, `first` before them. */
export async function joinFiles(
  joined: JoinedParts,
  context: OrderContext,
  layout: ExportLayout,
  first: readonly ZipEntry[] = [],
): Promise<ScratchFile> {
  const fileNames = groupFileNames(layout, joined.options);
  const pieces = await collectPieces(joined, (group) => fileNames[group]!);
  return writeZip(joined.scratchPath, context, [...first, ...pieces.values()]);
}

/** The pieces of all parts, by the sheet or file they belong to. */
async function collectPieces(
  { parts }: JoinedParts,
  name: (target: number) => string,
): Promise<ReadonlyMap<number, ZipEntry>> {
  const entries = new Map<number, ZipEntry>();
  for (const { filePath, manifestPath } of parts) {
    for (const { target, method, ...piece } of await loadManifest(manifestPath)) {
      const known = entries.get(target)?.pieces ?? [];
      entries.set(target, { name: name(target), method, pieces: [...known, { ...piece, path: filePath }] });
    }
  }
  return entries;
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
