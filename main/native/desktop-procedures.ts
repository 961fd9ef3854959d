import path from 'node:path';
import { app, shell } from 'electron';
import { Fault } from '../../contract/faults.ts';
import type { Ticket } from '../../contract/files.ts';
import type { ReportFormat } from '../../contract/results.ts';
import type { Locale } from '../../contract/texts.ts';
import type { ExportFolder, SavedReport } from './export-folder.ts';
import { reportFileName } from './report-file-name.ts';

/** A report as the engine keeps it, and what its file is named after. */
interface MadeReport {
  readonly file: string;
  readonly fileName: string;
  readonly sheet: string | null;
}

interface DesktopParts {
  readonly exports: ExportFolder;
  /** Where the example workbooks lie that came with the app. */
  readonly examplesFolder: string;
  readonly issueTicket: (file: string) => Promise<Ticket>;
  readonly makeReport: (report: { jobId: string; format: ReportFormat; locale: Locale }) => Promise<MadeReport>;
}

/** What only the desktop can do; names and shapes are those of contract/desktop.ts. */
export function desktopProcedures({ exports, examplesFolder, issueTicket, makeReport }: DesktopParts) {
  return {
    saveReport: async (request: { jobId: string; format: ReportFormat; locale: Locale }): Promise<SavedReport> => {
      const { file, fileName, sheet } = await makeReport(request);
      return exports.save(file, reportFileName(fileName, sheet, request.format, request.locale));
    },
    openExport: async ({ exportId }: { exportId: string }): Promise<void> => {
      const file = await exports.pathOf(exportId);
      const trouble = await shell.openPath(file);
      if (trouble !== '') throw new Fault('EXPORT_NOT_OPENED', { file: path.basename(file) }, { detail: trouble });
    },
    showExportInFolder: async ({ exportId }: { exportId: string }): Promise<void> => {
      shell.showItemInFolder(await exports.pathOf(exportId));
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
