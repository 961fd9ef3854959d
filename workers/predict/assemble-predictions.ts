import { readFile } from 'node:fs/promises';
import { driftThresholds } from '../../contract/drift-thresholds.ts';
import { Fault } from '../../contract/faults.ts';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import type { ColumnMatch, PredictionReport } from '../../contract/predict/prediction-report.ts';
import type { PredictionWarning } from '../../contract/predict/prediction-texts.ts';
import { writeJson } from '../compare/write-json.ts';
import type { NotedColumn } from '../explore/column-note.ts';
import type { StoredFile } from '../explore/parquet/stored-file.ts';
import { canExplain } from '../models/can-explain.ts';
import { readDocument } from '../models/read-document.ts';
import type { OrderContext } from '../order-context.ts';
import { type AddedColumn, addedColumns, hasClassColumns } from './added-columns.ts';
import { columnReports, columnWarnings, hasDrifted } from './column-reports.ts';
import { joinColumns } from './join-columns.ts';
import { loadPartFacts } from './part-facts.ts';
import { PredictedFigures } from './predicted-figures.ts';
import { predictedGroups } from './predicted-groups.ts';
import { predictionDrift } from './prediction-drift.ts';
import type { Drift } from './reference-counts.ts';
import { notedColumns, storedInputs, withStored } from './stored-inputs.ts';
import { frontSheetWords } from './workbook/front-contents.ts';
import { frontWords } from './workbook/front-texts.ts';

type AssembleOrder = Order<'assemble-predictions'>;

/**
 * Puts the scored parts beside the rows they belong to, and writes the report. Throws PREDICTION_DRIFTED where there is a gate that
 * a column or the predictions do not pass, JOB_CANCELLED, DISK_FULL.
 */
export async function assemblePredictions(
  order: AssembleOrder,
  context: OrderContext,
): Promise<Reply<'assemble-predictions'>> {
  const { matched, model, options, parts, rowsPath, scratchPath, spillFolder } = order;
  const document = await readDocument(model.path);
  const added = addedColumns(document, options, matched.fileColumns);
  const noted = await withStored(rowsPath, notedColumns);
  const report = await withStored(rowsPath, (file) => makeReport(order, document, file, noted, context));
  checkGate(order, report);
  const columnPaths = parts.map(({ columnsPath }) => columnsPath);
  const joined = { rowsPath, noted, added, columnPaths, spillFolder, scratchPath };
  const predictions = await joinColumns(joined, context);
  const placesOf = (wanted: (column: AddedColumn) => boolean) =>
    added.flatMap((column, place) => (wanted(column) ? [noted.length + place] : []));
  return {
    ...{ predictions, report: await writeJson(order.reportPath, report), columns: noted.length + added.length },
    groupPlace: matched.groupPlace,
    scaledColumns: placesOf(({ role }) => role === 'probability'),
    front: frontSheetWords(report, options.split).map((key) => frontWords(options.locale)(key)),
  };
}

async function makeReport(
  order: AssembleOrder,
  document: ModelDocument,
  file: StoredFile,
  noted: readonly NotedColumn[],
  context: OrderContext,
): Promise<PredictionReport> {
  const { fileName, matched, model, options, parts } = order;
  const facts = await Promise.all(parts.map(({ factsPath }) => loadPartFacts(factsPath)));
  const columns = columnReports(document, matched, facts);
  const { conformal, target, task } = document;
  const figures = new PredictedFigures(
    document,
    await loadPredictions(order, document),
    targetOf(order, document, file),
  );
  context.throwIfCancelled();
  const classRows = figures.classRows();
  const drift = predictionDrift(document, { classRows, values: () => figures.predictions });
  const isExplained = facts.some((part) => part.isExplained);
  const used = new Set(matched.columns.map(({ source }) => source));
  const groups = predictedGroups({ document, matched, file, noted, figures, locale: options.locale }, context);
  const units = matched.columns.map(({ place }) => (place === null ? null : (noted[place]?.unit ?? null)));
  return {
    ...{ modelId: model.id, modelName: model.name, modelVersion: model.version },
    ...{ task, target: target.name, unit: target.unit, classes: target.classes, file: fileName, rows: matched.rows },
    ...{ classRows, histogram: figures.histogram(), columns, canExplain: canExplain(document.predictor) },
    unusedColumns: matched.fileColumns.filter((name, place) => !used.has(name) && place !== matched.targetPlace),
    ...{ predictionPsi: drift.psi, predictionPsiByChance: drift.psiByChance },
    conformal: conformal && { promised: conformal.coverage, observed: conformal.observedCoverage },
    ...{ scores: figures.scores(), observedCoverage: figures.coverage() },
    groupBy: matched.groupPlace === null ? null : matched.fileColumns[matched.groupPlace]!,
    ...{ groups, groupTotal: groups.length },
    warnings: [
      ...columnWarnings(document, columns, units, matched),
      ...modelWarnings(document, drift, options, isExplained),
    ],
  };
}

function modelWarnings(
  { target }: ModelDocument,
  drift: Drift,
  options: AssembleOrder['options'],
  isExplained: boolean,
): PredictionWarning[] {
  const classes = target.classes?.length ?? 0;
  return [
    ...(hasDrifted(drift, driftThresholds.major)
      ? [{ code: 'PREDICTIONS_DRIFTED', values: { psi: (drift.psi ?? 0).toFixed(2) } }]
      : []),
    ...(options.isExplained && !isExplained ? [{ code: 'NOT_EXPLAINED', values: {} }] : []),
    ...(hasClassColumns(classes, options) ? [] : [{ code: 'CLASSES_LEFT_OUT', values: { classes } }]),
  ];
}

/** Predictions of all parts, one after the other. */
async function loadPredictions({ matched, parts }: AssembleOrder, { target }: ModelDocument): Promise<Float64Array> {
  const predictions = new Float64Array(matched.rows * (target.classes?.length ?? 1));
  let at = 0;
  for (const { predictionsPath } of parts) {
    const bytes = await readFile(predictionsPath);
    const values = new Float64Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
    predictions.set(values, at);
    at += values.length;
  }
  if (at !== predictions.length) throw new Error('the scored parts are not all rows');
  return predictions;
}

function targetOf({ matched }: AssembleOrder, { target }: ModelDocument, file: StoredFile) {
  if (matched.targetPlace === null) return null;
  const type = target.classes === null ? 'number' : 'text';
  return storedInputs(file, [{ place: matched.targetPlace, type }]).columns[0]!;
}

/** Throws PREDICTION_DRIFTED. */
function checkGate({ options: { driftGate }, fileName }: AssembleOrder, report: PredictionReport): void {
  if (driftGate === null) return;
  const drifted = report.columns.filter((column) => hasDrifted(column, driftGate));
  const told = drifted
    .sort((one, other) => (other.psi ?? 0) - (one.psi ?? 0))
    .map(({ column, psi }: ColumnMatch) => `${column} (PSI ${(psi ?? 0).toFixed(2)})`);
  const { predictionPsi: psi, predictionPsiByChance: psiByChance } = report;
  if (hasDrifted({ psi, psiByChance }, driftGate)) told.unshift(`${report.target} (PSI ${(psi ?? 0).toFixed(2)})`);
  if (told.length > 0) throw new Fault('PREDICTION_DRIFTED', { file: fileName, columns: told.join(', ') });
}
