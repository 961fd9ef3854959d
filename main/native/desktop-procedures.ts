import path from 'node:path';
import { app, shell } from 'electron';
import { Fault } from '../../contract/faults.ts';
import type { DroppedFolder, FolderTicket, Ticket } from '../../contract/files.ts';
import type { ModelLoss } from '../../contract/models/model-losses.ts';
import type { ModelFileFormat } from '../../contract/models/model-orders.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { ReportFormat } from '../../contract/results.ts';
import type { CopiedTable } from '../../contract/table-orders.ts';
import { type CopiedRange, type CopiedRangeInput, copiedRangeSchema } from '../../contract/tables.ts';
import type { Locale } from '../../contract/texts.ts';
import { batchFileName, reportFileName } from '../../engine/files/report-file-name.ts';
import type { ShellWishes } from '../presence/shell-wishes.ts';
import type { FolderPurpose } from './choose-folder.ts';
import type { ExportFolder, SavedReport } from './export-folder.ts';
import { type GivenImage, saveImage } from './save-image.ts';
import { writeClipboard } from './write-clipboard.ts';

/** A report as the engine keeps it, and what its file is named after. */
interface MadeReport {
  readonly file: string;
  readonly fileName: string;
  readonly sheet: string | null;
  readonly recipe: RecipeName;
}

interface DesktopParts {
  readonly exports: ExportFolder;
  /** Where the example workbooks lie that came with the app. */
  readonly examplesFolder: string;
  readonly wishes: ShellWishes;
  readonly issueTicket: (file: string) => Promise<Ticket>;
  readonly issueFolderTicket: (folder: string) => Promise<FolderTicket>;
  readonly chooseFolder: (purpose: FolderPurpose) => Promise<string | null>;
  readonly ticketsIn: (folder: string) => Promise<DroppedFolder>;
  readonly makeReport: (report: { jobId: string; format: ReportFormat; locale: Locale }) => Promise<MadeReport>;
  readonly makeBatchWorkbook: (batchId: string, locale: Locale) => Promise<{ file: string; name: string }>;
  /** Puts what an export made into a folder and gives its path. */
  readonly saveExportInto: (jobId: string, folder: string) => Promise<string>;
  /** Puts a model into a folder and gives its path. */
  readonly saveModelInto: (
    id: string,
    format: ModelFileFormat,
    folder: string,
  ) => Promise<{ readonly file: string; readonly losses: readonly ModelLoss[] }>;
  readonly copyRange: (range: CopiedRange, signal?: AbortSignal) => Promise<CopiedTable>;
  /** Told what the person has saved. */
  readonly onExported: (fileName: string) => void;
}

/** What only the desktop can do; names and shapes are those of contract/desktop.ts. */
export function desktopProcedures(parts: DesktopParts) {
  const { exports, examplesFolder, wishes, issueTicket, issueFolderTicket, chooseFolder, ticketsIn } = parts;
  const save = async (file: string, fileName: string): Promise<SavedReport> => {
    const saved = await exports.save(file, fileName);
    parts.onExported(saved.fileName);
    return saved;
  };
  return {
    saveReport: async (request: { jobId: string; format: ReportFormat; locale: Locale }): Promise<SavedReport> => {
      const { file, fileName, recipe, sheet } = await parts.makeReport(request);
      return save(file, reportFileName(fileName, sheet, request.format, request.locale, recipe));
    },
    saveExport: async ({ jobId }: { jobId: string }): Promise<SavedReport> => {
      const saved = await exports.saveWith((folder) => parts.saveExportInto(jobId, folder));
      parts.onExported(saved.fileName);
      return saved;
    },
    saveModel: async ({ id, format }: { id: string; format: ModelFileFormat }) => {
      let losses: readonly ModelLoss[] = [];
      const saved = await exports.saveWith(async (folder) => {
        const model = await parts.saveModelInto(id, format, folder);
        losses = model.losses;
        return model.file;
      });
      parts.onExported(saved.fileName);
      return { ...saved, losses };
    },
    saveImage: async (image: GivenImage): Promise<SavedReport> => {
      const saved = await saveImage(exports, image);
      parts.onExported(saved.fileName);
      return saved;
    },
    saveBatchWorkbook: async ({ batchId, locale }: { batchId: string; locale: Locale }): Promise<SavedReport> => {
      const { file, name } = await parts.makeBatchWorkbook(batchId, locale);
      return save(file, batchFileName(name, locale));
    },
    chooseFolder: async ({ purpose }: { purpose: FolderPurpose }): Promise<{ folder: FolderTicket | null }> => {
      const folder = await chooseFolder(purpose);
      return { folder: folder === null ? null : await issueFolderTicket(folder) };
    },
    openFolder: async (): Promise<{ folder: DroppedFolder | null }> => {
      const folder = await chooseFolder('tables');
      return { folder: folder === null ? null : await ticketsIn(folder) };
    },
    followShell: async (_: unknown, signal?: AbortSignal) => wishes.follow(signal),
    openExport: async ({ exportId }: { exportId: string }): Promise<void> => {
      const file = await exports.pathOf(exportId);
      const trouble = await shell.openPath(file);
      if (trouble !== '') throw new Fault('EXPORT_NOT_OPENED', { file: path.basename(file) }, { detail: trouble });
    },
    showExportInFolder: async ({ exportId }: { exportId: string }): Promise<void> => {
      shell.showItemInFolder(await exports.pathOf(exportId));
    },
    // The text goes straight to the clipboard: the window asks for no permission and holds no table.
    copyRange: async (range: CopiedRangeInput, signal?: AbortSignal): Promise<{ rows: number; columns: number }> => {
      const { text, html, rows, columns } = await parts.copyRange(copiedRangeSchema.parse(range), signal);
      await writeClipboard(text, html);
      return { rows, columns };
    },
    // The contract admits only names of a fixed list, so nothing of the request becomes a path by itself.
    openExample: ({ name }: { name: string }): Promise<Ticket> =>
      issueTicket(path.join(examplesFolder, `${name}.xlsx`)),
    about: async () => ({
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      node: process.versions.node,
    }),
  };
}
