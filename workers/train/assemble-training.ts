import path from 'node:path';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { NamedScratchFile, Order, Reply } from '../../contract/orders.ts';
import type { FitSettings } from '../../contract/train/train-orders.ts';
import type { TrainingReport } from '../../contract/train/training-report.ts';
import { readJson, writeJson } from '../compare/write-json.ts';
import { judgeScores } from '../evaluate/judge-scores.ts';
import { packEnsemble } from '../models/pack-ensemble.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import { type FitFile, gainsOf, modelOfFit, readFit } from './fit-file.ts';
import type { LearnedCurve } from './learn-curve.ts';
import { openMatrix, type TrainingMatrix } from './matrix.ts';
import type { MeasuredImportance } from './measure-importance.ts';
import { readPacked } from './packed-arrays.ts';
import { partRows, rowsWhere } from './part-rows.ts';
import { spreadOf } from './references.ts';
import type { ScoredTraining } from './score-folds.ts';
import type { TracedDependence } from './trace-dependence.ts';

const cardFeatures = 50;

/** Puts the model and the report together. The same parts give the same bytes. */
export async function assembleTraining(order: Order<'assemble-training'>): Promise<Reply<'assemble-training'>> {
  const matrix = openMatrix(await readPacked(order.matrixPath));
  const fit = await readFit(order.finalPath);
  const ensemble = modelOfFit(fit, null);
  const scored = await readJson<ScoredTraining>(order.scoresPath);
  const report = await reportOf(order, matrix, { ...fit, ensemble }, scored);
  const model = documentOf(order, matrix, { ...fit, ensemble }, scored, report);
  const kept = (name: string, kind: NamedScratchFile['kind'], value: unknown): NamedScratchFile => ({
    ...writeJson(path.join(order.scratchFolder, name), value),
    ...{ kind, extension: '.json' },
  });
  return { files: [kept('model.json', 'model', model), kept('report.json', 'training-report', report)] };
}

/** What the final fit gave, and the model it makes. */
type FinalFit = FitFile & { readonly ensemble: TreeEnsemble };

async function reportOf(
  order: Order<'assemble-training'>,
  matrix: TrainingMatrix,
  fit: FinalFit,
  scored: ScoredTraining,
): Promise<TrainingReport> {
  const { classes, foldScheme, folds, metric, options, places, proposal, target, task, truth, warnings } = matrix;
  const measured = await readJson<MeasuredImportance>(order.importancePath);
  const traced = await readJson<TracedDependence>(order.dependencePath);
  const learned = order.curvePath === null ? null : await readJson<LearnedCurve>(order.curvePath);
  const { train } = partRows(matrix, { kind: 'final' });
  const count = (part: 'holdout' | 'final') => partRows(matrix, { kind: part }).held.length;
  const classRows = classes?.map((name) => ({ name, rows: 0 })) ?? null;
  if (classRows) for (const row of train) classRows[truth[row] as number]!.rows++;
  const unusable = rowsWhere(places, (place) => place === 253).length;
  const holdoutRows = count('holdout');
  return {
    ...{ task, target: target.name, unit: target.unit, classes: classRows, metric, rows: matrix.rows },
    ...{ trainRows: train.length - holdoutRows, holdoutRows, testRows: count('final'), rowsWithoutTarget: unusable },
    ...{ files: [...order.files], columns: proposal.columns, features: fit.features.length, foldScheme, folds },
    ...{ seed: options.seed, preset: options.preset, settings: settingsTold(order, matrix) },
    search: order.search.map(({ fits, score, settings }) => ({ settings: { ...settings }, score, fits })),
    trees: fit.ensemble.treeOutputs.length,
    ...scored.report,
    learningCurve: learned?.points ?? [],
    history: {
      train: fit.members[0]!.history.map(({ train: value }) => value),
      validation: [...scored.validationHistory],
    },
    importance: importanceOf(matrix, fit, measured.columns),
    partialDependence: traced.columns,
    samples: {
      ...{ importance: measured.sample, learning: learned?.sample ?? null, ...scored.samples },
      dependence: traced.columns.length === 0 ? null : traced.sample,
      alone: proposal.aloneSample ?? null,
    },
    warnings: [...warnings, ...order.warnings, ...judgeScores({ ...scored.report, conformal: scored.conformal })],
  };
}

/** The settings of the best fit, and how many fits the model is the mean of; the search tells the settings of all. */
function fittedWith({ settings }: Order<'assemble-training'>): FitSettings & { readonly averaged?: number } {
  return { ...settings[0]!, ...(settings.length > 1 ? { averaged: settings.length } : {}) };
}

function settingsTold(
  order: Order<'assemble-training'>,
  { objective, options }: TrainingMatrix,
): TrainingReport['settings'] {
  return {
    ...fittedWith(order),
    ...{ objective, classWeights: options.classWeights },
    ...(objective === 'quantile' ? { quantile: options.quantile } : {}),
  };
}

function importanceOf(
  { columns }: TrainingMatrix,
  { ensemble, features }: FinalFit,
  measured: MeasuredImportance['columns'],
): TrainingReport['importance'] {
  const gains = gainsOf(ensemble);
  const total = gains.reduce((sum, gain) => sum + gain, 0) || 1;
  return features
    .map((feature, at) => ({
      ...{ feature: feature.name, column: columns[feature.column]!.name, gain: gains[at]! / total },
      permutation: measured[feature.column]?.mean ?? null,
      permutationDeviation: measured[feature.column]?.deviation ?? null,
    }))
    .sort((a, b) => b.gain - a.gain);
}

const links: Readonly<Record<TrainingMatrix['objective'], ModelDocument['link']>> = {
  ...{ squared: 'identity', absolute: 'identity', quantile: 'identity', poisson: 'exponential' },
  ...{ logistic: 'logistic', softmax: 'softmax' },
};

function documentOf(
  order: Order<'assemble-training'>,
  matrix: TrainingMatrix,
  { ensemble, features }: FinalFit,
  { calibration, conformal, predictionReference }: ScoredTraining,
  report: TrainingReport,
): ModelDocument {
  const { classes, groupColumn, objective, options, scoreColumn, target, task } = matrix;
  const { train } = partRows(matrix, { kind: 'final' });
  const { baseline, crossValidated, holdout, importance, test, trees, warnings } = report;
  return {
    ...{ format: 'auspex-model', formatVersion: 1, task },
    target: { ...target, classes: classes === null ? null : [...classes] },
    link: links[objective],
    columns: matrix.columns.map(({ cells, isPercent, name, type, unit }) => ({
      ...{ name, type, unit, isPercent },
      ...spreadOf(cells, train),
    })),
    features: [...features],
    predictor: { kind: 'trees', ensemble: packEnsemble(ensemble) },
    ...{ calibration, conformal, predictionReference, groupColumn: scoreColumn ?? groupColumn },
    card: {
      ...{ origin: 'trained', engineVersion: order.engineVersion, files: [...order.files] },
      ...{ dataFingerprint: order.fingerprint, rows: train.length, trees, seed: options.seed },
      options: { ...options, settings: fittedWith(order) },
      ...{ crossValidated, holdout, test, baseline },
      importance: importance.slice(0, cardFeatures).map(({ feature, gain }) => ({ feature, share: gain })),
      warnings,
    },
  };
}
