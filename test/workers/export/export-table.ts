import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { exportOptionsSchema } from '../../../contract/export-options.ts';
import type { NamedScratchFile } from '../../../contract/orders.ts';
import { arrangeRows } from '../../../workers/export/arrange-rows.ts';
import { exportPart } from '../../../workers/export/export-part.ts';
import { joinExport } from '../../../workers/export/join-export.ts';
import type { OrderContext } from '../../../workers/order-context.ts';
import { quietContext, storeTable, type TestColumn } from '../explore/stored-table.ts';

export type ExportInput = Partial<Parameters<typeof exportOptionsSchema.parse>[0] & object>;

interface ExportSettings {
  readonly parts?: number;
  readonly title?: string;
  readonly segmentRows?: number;
  readonly context?: OrderContext;
}

let made = 0;

/** Exports `columns` as the recipe does, in as many parts as asked for. */
export async function exportTable(
  folder: string,
  columns: readonly TestColumn[],
  input: ExportInput = {},
  { segmentRows, ...settings }: ExportSettings = {},
): Promise<NamedScratchFile & { cutTexts: number }> {
  const own = path.join(folder, `export-${made++}`);
  mkdirSync(own);
  const { path: rowsPath } = await storeTable(own, columns, segmentRows);
  return exportStored(own, rowsPath, input, settings);
}

/** Exports a stored table. */
export async function exportStored(
  folder: string,
  rowsPath: string,
  input: ExportInput = {},
  { parts = 1, title = 'Marks', context = quietContext() }: ExportSettings = {},
): Promise<NamedScratchFile & { cutTexts: number }> {
  const options = exportOptionsSchema.parse(input);
  const inFolder = (name: string) => path.join(folder, name);
  const layoutPath = inFolder('layout.json');
  const { arranged } = await arrangeRows(
    {
      rowsPath,
      options,
      title,
      spillFolder: folder,
      scratchPath: inFolder('arranged.parquet'),
      layoutPath,
    },
    context,
  );
  const common = { rowsPath: arranged?.path ?? rowsPath, layoutPath, options, title };
  const written = [];
  for (let part = 0; part < parts; part++) {
    const places = { scratchPath: inFolder(`part-${part}`), manifestPath: inFolder(`part-${part}.json`) };
    written.push(await exportPart({ ...common, part, parts, ...places }, context));
  }
  const joined = await joinExport(
    {
      ...{ layoutPath, options, title, scratchPath: inFolder(`export.${options.format}`) },
      parts: written.map(({ file, manifest }) => ({ filePath: file.path, manifestPath: manifest.path })),
    },
    context,
  );
  return { ...joined, cutTexts: written.reduce((sum, { cutTexts }) => sum + cutTexts, 0) };
}
