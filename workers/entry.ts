import { Fault, faultData } from '../contract/faults.ts';
import type { Answer, Envelope, OrderKind } from '../contract/orders.ts';
import { storeRows } from './explore/store-rows.ts';
import { faultOfError } from './fault-of-error.ts';
import { holdThread } from './hold-thread.ts';
import { threadKernel } from './kernel-instance.ts';
import { createOrderContext, type OrderHandler } from './order-context.ts';
import { assembleProfile } from './profile/assemble-profile.ts';
import { correlateColumns } from './profile/correlate-columns.ts';
import { countDuplicates } from './profile/count-duplicates.ts';
import { describeColumns } from './profile/describe-columns.ts';
import { fingerprintFile } from './tabular/fingerprint-file.ts';
import { convertParts } from './tabular/interpret/convert-parts.ts';
import { decideColumns } from './tabular/interpret/decide-columns.ts';
import { writeImportReport } from './tabular/interpret/write-import-report.ts';
import { planTable } from './tabular/plan-table.ts';
import { readPart } from './tabular/read-part.ts';
import { surveyTable } from './tabular/text/survey-table.ts';
import { widenPlan } from './tabular/text/widen-plan.ts';
import { lowerThreadPriority } from './thread-priority.ts';

/**
 * Each kind of order and how its handler is loaded: those of a profile with the thread itself, in one file, since looking up
 * many takes longer than reading them; the others when first asked for, so that a thread starts light.
 */
const handlerLoaders: { readonly [K in OrderKind]: () => Promise<OrderHandler<K>> } = {
  'inspect-file': async () => (await import('./tabular/inspect-file.ts')).inspectFile,
  'preview-sheet': async () => (await import('./tabular/preview-sheet.ts')).previewSheet,
  'plan-table': async () => planTable,
  'survey-table': async () => surveyTable,
  'widen-plan': async () => widenPlan,
  'fingerprint-file': async () => fingerprintFile,
  'read-part': async () => readPart,
  'describe-columns': async () => describeColumns,
  'decide-columns': async () => decideColumns,
  'convert-parts': async () => convertParts,
  'fill-merged': async () => (await import('./tabular/fill-merged.ts')).fillMerged,
  'leave-out-totals': async () => (await import('./tabular/interpret/leave-out-totals.ts')).leaveOutTotals,
  'write-import-report': async () => writeImportReport,
  'join-import-reports': async () => (await import('./train/join-import-reports.ts')).joinImportReports,
  'load-import-report': async () => (await import('./profile/load-result.ts')).loadImportReport,
  'count-duplicates': async () => countDuplicates,
  'correlate-columns': async () => correlateColumns,
  'assemble-profile': async () => assembleProfile,
  'load-overview': async () => (await import('./profile/load-result.ts')).loadOverview,
  'load-columns': async () => (await import('./profile/load-result.ts')).loadColumns,
  'load-correlations': async () => (await import('./profile/load-result.ts')).loadCorrelations,
  'store-rows': async () => storeRows,
  'describe-table': async () => (await import('./explore/view/page-view.ts')).describeTable,
  'page-view': async () => (await import('./explore/view/page-view.ts')).pageView,
  'make-view': async () => (await import('./explore/view/make-view.ts')).makeView,
  'describe-view': async () => (await import('./explore/view/describe-view.ts')).describeView,
  'copy-view': async () => (await import('./explore/view/copy-view.ts')).copyView,
  'summarize-view': async () => (await import('./explore/view/summarize-view.ts')).summarizeView,
  'match-view': async () => (await import('./explore/view/find-match.ts')).matchView,
  'find-first': async () => (await import('./explore/view/find-match.ts')).findFirst,
  'find-match': async () => (await import('./explore/view/find-match.ts')).findMatch,
  'parse-query': async () => (await import('./explore/sql/parse-query.ts')).parseQuery,
  'run-query': async () => (await import('./explore/sql/run-query.ts')).runQuery,
  'import-rows': async () => (await import('./explore/library/import-rows.ts')).importRows,
  'read-model-file': async () => (await import('./models/read-model-file.ts')).readModelFile,
  'write-model-file': async () => (await import('./models/write-model-file.ts')).writeModelFile,
  'explain-values': async () => (await import('./models/explain-values.ts')).explainValues,
  'check-model': async () => (await import('./models/check-model.ts')).checkModel,
  'describe-model': async () => (await import('./model-library/describe-model.ts')).describeModel,
  'check-archive': async () => (await import('./archive/check-archive.ts')).checkArchive,
  'settle-archive': async () => (await import('./archive/settle-archive.ts')).settleArchive,
  'render-batch': async () => (await import('./report/batch/render-batch.ts')).renderBatch,
  'look-at-stored-rows': async () => (await import('./export/look-at-stored-rows.ts')).lookAtStoredRows,
  'arrange-rows': async () => (await import('./export/arrange-rows.ts')).arrangeRows,
  'export-part': async () => (await import('./export/export-part.ts')).exportPart,
  'join-export': async () => (await import('./export/join-export.ts')).joinExport,
  'unpack-export': async () => (await import('./export/unpack-export.ts')).unpackExport,
  'match-tables': async () => (await import('./compare/match/match-tables.ts')).matchTables,
  'compare-rows': async () => (await import('./compare/rows/compare-rows.ts')).compareRows,
  'compare-columns': async () => (await import('./compare/shift/compare-columns.ts')).compareColumns,
  'assemble-comparison': async () => (await import('./compare/assemble-comparison.ts')).assembleComparison,
  'load-comparison': async () => (await import('./compare/load-comparison.ts')).loadComparison,
  'load-compared-columns': async () => (await import('./compare/load-comparison.ts')).loadComparedColumns,
  'render-comparison': async () => (await import('./report/comparison/render-comparison.ts')).renderComparison,
  'match-model': async () => (await import('./predict/match-model.ts')).matchModel,
  'score-rows': async () => (await import('./predict/score-rows.ts')).scoreRows,
  'assemble-predictions': async () => (await import('./predict/assemble-predictions.ts')).assemblePredictions,
  'export-predicted-part': async () => (await import('./predict/export-predicted-part.ts')).exportPredictedPart,
  'join-predictions': async () => (await import('./predict/join-predictions.ts')).joinPredictions,
  'load-prediction-report': async () => (await import('./predict/load-prediction-report.ts')).loadPredictionReport,
  'score-together': async () => (await import('./predict/score-together.ts')).scoreTogether,
  'explain-row': async () => (await import('./predict/explain-row.ts')).explainRow,
  'make-matrix': async () => (await import('./train/make-matrix.ts')).makeMatrix,
  'load-matrix': async () => (await import('./train/load-matrix.ts')).loadMatrix,
  'join-fits': async () => (await import('./train/join-fits.ts')).joinFits,
  'fit-trees': async () => (await import('./train/fit-trees.ts')).fitTrees,
  'help-fit': async () => (await import('./train/help-fit.ts')).helpFitting,
  'fit-baseline': async () => (await import('./train/fit-baseline.ts')).fitBaseline,
  'try-settings': async () => (await import('./train/try-settings.ts')).trySettings,
  'score-folds': async () => (await import('./train/score-folds.ts')).scoreFolds,
  'measure-importance': async () => (await import('./train/measure-importance.ts')).measureImportance,
  'trace-dependence': async () => (await import('./train/trace-dependence.ts')).traceDependence,
  'learn-curve': async () => (await import('./train/learn-curve.ts')).learnCurve,
  'assemble-training': async () => (await import('./train/assemble-training.ts')).assembleTraining,
  'store-training-rows': async () => (await import('./train/store-training-rows.ts')).storeTrainingRows,
  'propose-training': async () => (await import('./train/propose.ts')).propose,
  'load-training-report': async () => (await import('./train/load-matrix.ts')).loadTrainingReport,
  'render-training': async () => (await import('./report/training/render-training.ts')).renderTraining,
  'render-report': async () => (await import('./report/render-report.ts')).renderReport,
};

// Set by a host whose window must stay fluid.
if (process.env.AUSPEX_YIELDING_THREADS) lowerThreadPriority();

// Compiled before the first order comes, since a waiting thread does nothing.
threadKernel();

/** The name by which the person knows the file an order is about. */
function fileNameOf(order: object): string | null {
  const { fileName, plan } = order as { fileName?: unknown; plan?: { fileName?: unknown } };
  const name = fileName ?? plan?.fileName;
  return typeof name === 'string' ? name : null;
}

/** Runs one order. Never throws: what goes wrong is answered as a fault. */
export default async function runOrder<K extends OrderKind>(envelope: Envelope<K>): Promise<Answer<K>> {
  try {
    const load = handlerLoaders[envelope.kind] as (() => Promise<OrderHandler<K>>) | undefined;
    if (load === undefined) throw new Fault('REQUEST_INVALID', { reason: `no order is called ${envelope.kind}` });
    const context = createOrderContext(envelope);
    context.throwIfCancelled();
    const handle = await holdThread(context.cancelFlag, load);
    return { ok: true, reply: await handle(envelope.order, context) };
  } catch (thrown) {
    return { ok: false, fault: faultData(faultOfError(thrown, fileNameOf(envelope.order))) };
  }
}
