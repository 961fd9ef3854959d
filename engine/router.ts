import { implement } from '@orpc/server';
import { contract } from '../contract/contract.ts';
import type { Engine } from './engine.ts';
import { coded, toContractError } from './fault-border.ts';
import { type HostProcedures, missingHostProcedures } from './host-procedures.ts';

/**
 * The contract answered by `engine` and by `host`. Input is checked against the schemas; output is not, because
 * checking half a million cells of a page would hold up the host's thread for what the compiler already vouches for.
 */
export function createRouter(engine: Engine, host: Partial<HostProcedures> = {}) {
  const { batchWorkbooks, comparisons, exports, files, jobs, results, tables, timetable, training, upkeep } = engine;
  const { library, models, predictions, queries } = engine;
  const { schedules, watchedFolders } = timetable;
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
        files.previewSheet(input.ticket, input.reading, signal),
      ),
    },
    jobs: {
      submitJobs: os.jobs.submitJobs.handler(({ input }) => jobs.submit(input)),
      estimateSubmission: os.jobs.estimateSubmission.handler(({ input }) => jobs.estimate(input)),
      listJobs: os.jobs.listJobs.handler(({ input: { limit, offset, order, ...filter } }) =>
        jobs.list(filter, { limit, offset, order }),
      ),
      listEntries: os.jobs.listEntries.handler(({ input }) => jobs.entries(input)),
      countJobs: os.jobs.countJobs.handler(() => jobs.counts()),
      getJob: os.jobs.getJob.handler(({ input }) => jobs.get(input.id)),
      getJobHistory: os.jobs.getJobHistory.handler(({ input }) => jobs.history(input.id)),
      getBatch: os.jobs.getBatch.handler(({ input }) => jobs.getBatch(input.id)),
      makeBatchWorkbook: os.jobs.makeBatchWorkbook.handler(({ input }) => batchWorkbooks.make(input.id, input.locale)),
      cancelJobs: os.jobs.cancelJobs.handler(async ({ input }) => ({ changed: await jobs.cancel(input) })),
      pauseJobs: os.jobs.pauseJobs.handler(async ({ input }) => ({ changed: await jobs.pause(input) })),
      resumeJobs: os.jobs.resumeJobs.handler(async ({ input }) => ({ changed: await jobs.resume(input) })),
      pauseQueue: os.jobs.pauseQueue.handler(() => jobs.setQueuePaused(true)),
      resumeQueue: os.jobs.resumeQueue.handler(() => jobs.setQueuePaused(false)),
      redriveJobs: os.jobs.redriveJobs.handler(async ({ input }) => ({ changed: await jobs.redrive(input) })),
      setPriority: os.jobs.setPriority.handler(async ({ input: { selection, priority } }) => ({
        changed: await jobs.setPriority(selection, priority),
      })),
      moveJobs: os.jobs.moveJobs.handler(async ({ input }) => ({
        changed: await jobs.move(input.ids, input.beforeId),
      })),
      rerunJob: os.jobs.rerunJob.handler(({ input }) => jobs.rerun(input.id, input)),
      pinJobs: os.jobs.pinJobs.handler(async ({ input: { selection, isPinned } }) => ({
        changed: await jobs.pin(selection, isPinned),
      })),
      removeJobs: os.jobs.removeJobs.handler(async ({ input }) => ({ changed: await jobs.remove(input) })),
      watchJobs: os.jobs.watchJobs.handler(({ signal }) => jobs.watch(signal)),
    },
    results: {
      getOverview: os.results.getOverview.handler(({ input, signal }) => results.getOverview(input.jobId, signal)),
      listColumns: os.results.listColumns.handler(({ input, signal }) =>
        results.listColumns(input.jobId, input, signal),
      ),
      getImportReport: os.results.getImportReport.handler(({ input, signal }) =>
        results.getImportReport(input.jobId, signal),
      ),
      getCorrelations: os.results.getCorrelations.handler(({ input, signal }) =>
        results.getCorrelations(input.jobId, signal),
      ),
      makeReport: os.results.makeReport.handler(({ input }) =>
        results.makeReport(input.jobId, input.format, input.locale),
      ),
    },
    comparisons: {
      getComparison: os.comparisons.getComparison.handler(({ input, signal }) => comparisons.get(input.jobId, signal)),
      listComparedColumns: os.comparisons.listComparedColumns.handler(({ input, signal }) =>
        comparisons.listColumns(input.jobId, input, signal),
      ),
      suggestEarlier: os.comparisons.suggestEarlier.handler(async ({ input }) => ({
        results: await comparisons.suggestEarlier(input.jobId, input.limit),
      })),
      matchTables: os.comparisons.matchTables.handler(({ input: { earlier, later, options }, signal }) =>
        comparisons.matchTables(later, earlier, options, signal),
      ),
      compareTables: os.comparisons.compareTables.handler(({ input: { earlier, later, options } }) =>
        comparisons.compareTables(later, earlier, options),
      ),
    },
    tables: {
      openTable: os.tables.openTable.handler(({ input, signal }) => tables.open(input.source, signal)),
      watchTable: os.tables.watchTable.handler(({ input, signal }) => coded(tables.watch(input.source, signal))),
      watchView: os.tables.watchView.handler(({ input, signal }) => coded(tables.watchView(input, signal))),
      pageTable: os.tables.pageTable.handler(({ input, signal }) => tables.page(input, signal)),
      describeColumns: os.tables.describeColumns.handler(({ input, signal }) => tables.describeColumns(input, signal)),
      summarizeRange: os.tables.summarizeRange.handler(({ input, signal }) => tables.summarizeRange(input, signal)),
      findInTable: os.tables.findInTable.handler(({ input, signal }) => tables.find(input, signal)),
      findFirstInTable: os.tables.findFirstInTable.handler(({ input, signal }) => tables.findFirst(input, signal)),
    },
    training: {
      proposeTraining: os.training.proposeTraining.handler(({ input, signal }) => training.propose(input, signal)),
      getTrainingReport: os.training.getTrainingReport.handler(({ input, signal }) =>
        training.report(input.jobId, signal),
      ),
    },
    models: {
      listModels: os.models.listModels.handler(({ input }) => models.list(input)),
      getModel: os.models.getModel.handler(({ input, signal }) => models.get(input.id, signal)),
      findJobModel: os.models.findJobModel.handler(({ input }) => ({ model: models.ofJob(input.jobId) })),
      renameModel: os.models.renameModel.handler(({ input }) => models.rename(input.id, input.name)),
      setModelNotes: os.models.setModelNotes.handler(({ input }) => models.setNotes(input.id, input.notes)),
      removeModel: os.models.removeModel.handler(({ input }) => ({ removed: models.remove(input.id) })),
      importModel: os.models.importModel.handler(({ input, signal }) => models.import(input, signal)),
      explainValues: os.models.explainValues.handler(({ input: { id, values, explainedClass }, signal }) =>
        models.explainValues(id, values, explainedClass, signal),
      ),
    },
    library: {
      listTables: os.library.listTables.handler(() => ({ tables: library.list() })),
      listTableColumns: os.library.listTableColumns.handler(({ input }) => ({ columns: library.columns(input.id) })),
      listImports: os.library.listImports.handler(({ input }) => ({ imports: library.imports(input.id, input.limit) })),
      renameTable: os.library.renameTable.handler(({ input }) => library.rename(input.id, input.name)),
      removeTable: os.library.removeTable.handler(({ input }) => ({ removed: library.remove(input.id) })),
      previewImport: os.library.previewImport.handler(({ input, signal }) => library.preview(input, signal)),
      importTable: os.library.importTable.handler(({ input, signal }) => library.import(input, signal)),
      listResults: os.library.listResults.handler(({ input }) => queries.listResults(input)),
      findResult: os.library.findResult.handler(({ input }) => ({ result: queries.findResult(input.jobId) })),
      runQuery: os.library.runQuery.handler(({ input, signal }) => queries.run(input, signal)),
      listQueries: os.library.listQueries.handler(({ input }) => ({
        queries: queries.past(input.search, input.limit),
      })),
      forgetQueries: os.library.forgetQueries.handler(() => ({ forgotten: queries.forgetPast() })),
    },
    predictions: {
      matchColumns: os.predictions.matchColumns.handler(async ({ input, signal }) => {
        const { columns, groupCandidates, ...rest } = await predictions.match(input.modelId, input.input, signal);
        return {
          ...rest,
          columns: [...columns],
          fileColumns: [...rest.fileColumns],
          groupCandidates: [...groupCandidates],
        };
      }),
      getPredictionReport: os.predictions.getPredictionReport.handler(({ input, signal }) =>
        predictions.report(input.jobId, signal),
      ),
      scoreTogether: os.predictions.scoreTogether.handler(({ input, signal }) =>
        predictions.scoreTogether(input.jobIds, signal),
      ),
      explainRow: os.predictions.explainRow.handler(({ input, signal }) => predictions.explainRow(input, signal)),
    },
    exports: {
      exportRows: os.exports.exportRows.handler(({ input }) => exports.exportRows(input)),
    },
    timetable: {
      listSchedules: os.timetable.listSchedules.handler(() => ({ schedules: schedules.list() })),
      addSchedule: os.timetable.addSchedule.handler(({ input }) => schedules.add(input)),
      changeSchedule: os.timetable.changeSchedule.handler(({ input }) => schedules.change(input)),
      runScheduleNow: os.timetable.runScheduleNow.handler(({ input }) => schedules.runNow(input.id)),
      removeSchedule: os.timetable.removeSchedule.handler(({ input }) => schedules.remove(input.id)),
      describeTrigger: os.timetable.describeTrigger.handler(({ input }) => schedules.describe(input)),
      listWatchedFolders: os.timetable.listWatchedFolders.handler(() => ({ folders: watchedFolders.list() })),
      addWatchedFolder: os.timetable.addWatchedFolder.handler(({ input }) => watchedFolders.add(input)),
      changeWatchedFolder: os.timetable.changeWatchedFolder.handler(({ input }) => watchedFolders.change(input)),
      removeWatchedFolder: os.timetable.removeWatchedFolder.handler(({ input }) => watchedFolders.remove(input.id)),
      listTroubledDeliveries: os.timetable.listTroubledDeliveries.handler(({ input }) =>
        timetable.listTroubledDeliveries(input.limit, input.offset),
      ),
      redriveDeliveries: os.timetable.redriveDeliveries.handler(() => timetable.redriveDeliveries()),
      dismissDeliveries: os.timetable.dismissDeliveries.handler(() => timetable.dismissDeliveries()),
    },
    upkeep: {
      getEngineSettings: os.upkeep.getEngineSettings.handler(() => upkeep.getSettings()),
      changeEngineSettings: os.upkeep.changeEngineSettings.handler(({ input }) => upkeep.changeSettings(input)),
      getStorage: os.upkeep.getStorage.handler(() => upkeep.getStorage()),
      cleanUp: os.upkeep.cleanUp.handler(() => upkeep.cleanUp()),
      listAudit: os.upkeep.listAudit.handler(({ input }) => upkeep.listAudit(input)),
      verifyAudit: os.upkeep.verifyAudit.handler(() => upkeep.verifyAudit()),
      listNotices: os.upkeep.listNotices.handler(() => ({ notices: upkeep.listNotices() })),
      dismissNotices: os.upkeep.dismissNotices.handler(() => upkeep.dismissNotices()),
    },
    settings: {
      getSettings: os.settings.getSettings.handler(() => settings.getSettings(undefined)),
      changeSettings: os.settings.changeSettings.handler(({ input }) => settings.changeSettings(input)),
    },
    desktop: {
      saveReport: os.desktop.saveReport.handler(({ input }) => desktop.saveReport(input)),
      saveExport: os.desktop.saveExport.handler(({ input }) => desktop.saveExport(input)),
      saveModel: os.desktop.saveModel.handler(({ input }) => desktop.saveModel(input)),
      saveImage: os.desktop.saveImage.handler(({ input }) => desktop.saveImage(input)),
      saveBatchWorkbook: os.desktop.saveBatchWorkbook.handler(({ input }) => desktop.saveBatchWorkbook(input)),
      chooseFolder: os.desktop.chooseFolder.handler(({ input }) => desktop.chooseFolder(input)),
      openFolder: os.desktop.openFolder.handler(() => desktop.openFolder(undefined)),
      followShell: os.desktop.followShell.handler(({ signal }) => desktop.followShell(undefined, signal)),
      openExport: os.desktop.openExport.handler(({ input }) => desktop.openExport(input)),
      showExportInFolder: os.desktop.showExportInFolder.handler(({ input }) => desktop.showExportInFolder(input)),
      copyRange: os.desktop.copyRange.handler(({ input, signal }) => desktop.copyRange(input, signal)),
      openExample: os.desktop.openExample.handler(({ input }) => desktop.openExample(input)),
      about: os.desktop.about.handler(() => desktop.about(undefined)),
    },
  });
}

export type EngineRouter = ReturnType<typeof createRouter>;
