import { implement } from '@orpc/server';
import { contract } from '../contract/contract.ts';
import type { Engine } from './engine.ts';
import { toContractError } from './fault-border.ts';
import { type HostProcedures, missingHostProcedures } from './host-procedures.ts';

/**
 * The contract answered by `engine` and by `host`. Input is checked against the schemas; output is not, because
 * checking half a million cells of a page would hold up the host's thread for what the compiler already vouches for.
 */
export function createRouter(engine: Engine, host: Partial<HostProcedures> = {}) {
  const { files, jobs, results } = engine;
  const { settings, desktop } = { ...missingHostProcedures, ...host };
  const os = implement(contract, { initialOutputValidationIndex: Number.NaN }).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw toContractError(error);
    }
  });
  return os.router({
    files: {
      inspectFile: os.files.inspectFile.handler(({ input, signal }) => files.inspectFile(input.ticket, signal)),
      previewSheet: os.files.previewSheet.handler(({ input, signal }) =>
        files.previewSheet(input.ticket, input.sheet, signal),
      ),
    },
    jobs: {
      submitJobs: os.jobs.submitJobs.handler(({ input }) => jobs.submit(input)),
      listJobs: os.jobs.listJobs.handler(({ input }) => jobs.list(input.limit, input.offset)),
      getJob: os.jobs.getJob.handler(({ input }) => jobs.get(input.id)),
      cancelJobs: os.jobs.cancelJobs.handler(({ input }) => ({ cancelled: jobs.cancel(input.ids) })),
      rerunJob: os.jobs.rerunJob.handler(({ input }) => jobs.rerun(input.id)),
      removeJobs: os.jobs.removeJobs.handler(async ({ input }) => ({ removed: await jobs.remove(input.ids) })),
      watchJobs: os.jobs.watchJobs.handler(({ signal }) => jobs.watch(signal)),
    },
    results: {
      getOverview: os.results.getOverview.handler(({ input, signal }) => results.getOverview(input.jobId, signal)),
      listColumns: os.results.listColumns.handler(({ input, signal }) =>
        results.listColumns(input.jobId, input, signal),
      ),
      getCorrelations: os.results.getCorrelations.handler(({ input, signal }) =>
        results.getCorrelations(input.jobId, signal),
      ),
      pageRows: os.results.pageRows.handler(({ input, signal }) => results.pageRows(input.jobId, input, signal)),
      makeReport: os.results.makeReport.handler(({ input }) =>
        results.makeReport(input.jobId, input.format, input.locale),
      ),
    },
    settings: {
      getSettings: os.settings.getSettings.handler(() => settings.getSettings(undefined)),
      changeSettings: os.settings.changeSettings.handler(({ input }) => settings.changeSettings(input)),
    },
    desktop: {
      saveReport: os.desktop.saveReport.handler(({ input }) => desktop.saveReport(input)),
      openExport: os.desktop.openExport.handler(({ input }) => desktop.openExport(input)),
      showExportInFolder: os.desktop.showExportInFolder.handler(({ input }) => desktop.showExportInFolder(input)),
      openExample: os.desktop.openExample.handler(({ input }) => desktop.openExample(input)),
      about: os.desktop.about.handler(() => desktop.about(undefined)),
    },
  });
}

export type EngineRouter = ReturnType<typeof createRouter>;
