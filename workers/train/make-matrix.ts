import { Fault } from '../../contract/faults.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import type { TrainOptions } from '../../contract/train/train-options.ts';
import type { TrainingProposal, TrainingReport } from '../../contract/train/training-report.ts';
import { dealFolds } from '../evaluate/folds/deal-folds.ts';
import { proposeTraining } from '../evaluate/proposal/propose-training.ts';
import type { TargetForm } from '../evaluate/target-form.ts';
import { outputsOf } from '../evaluate/target-form.ts';
import type { OrderContext } from '../order-context.ts';
import { headOf, inRowOrder, type JoinedTables, joinTables } from './join-tables.ts';
import { type MatrixColumn, packMatrix, rowPlace, type TrainingMatrix } from './matrix.ts';
import { writePacked } from './packed-arrays.ts';
import { codesOf, timesOf } from './row-keys.ts';
import { type Target, targetCells, targetOf, wantedTask } from './target.ts';

type Warnings = TrainingReport['warnings'];

/**
 * Joins the tables, lets task and roles be proposed, deals the folds, and packs what is trained on. Throws the faults of
 * training-faults.ts.
 */
export async function makeMatrix(order: Order<'make-matrix'>, context: OrderContext): Promise<Reply<'make-matrix'>> {
  const { options, scratchPath } = order;
  const tables = inRowOrder(order.tables);
  const file = tables[0]!.plan.fileName;
  const joined = joinTables(tables);
  context.notify({ fraction: 0.1, rowsDone: null, subject: null });
  const { column: targetColumn, cells: ofTarget, unreadable } = targetCells(joined, options, file);
  checkColumns(joined, options, file);
  const cells = new Map([[targetColumn.name, ofTarget]]);
  for (const [place, column] of joined.columns.entries()) {
    context.throwIfCancelled();
    if (column === targetColumn || column.type === null) continue;
    cells.set(column.name, joined.cellsOf(column, column.type).cells);
    context.notify({ fraction: 0.1 + (0.4 * place) / joined.columns.length, rowsDone: null, subject: column.name });
  }
  const { exclude, groupColumn, include, seed, timeColumn } = options;
  const proposal = proposeTraining({
    columns: joined.columns.map(({ name }) =>
      headOf(cells.get(name) ?? emptyCells(name, joined.rows), joined.trainRows),
    ),
    ...{ target: targetColumn.name, task: wantedTask(options), exclude, include, groupColumn, timeColumn, seed },
    throwIfCancelled: () => context.throwIfCancelled(),
  });
  context.throwIfCancelled();
  context.notify({ fraction: 0.8, rowsDone: null, subject: null });
  const { task } = proposal;
  const target = targetOf(ofTarget, joined.trainRows, task, options);
  const features = new Set(proposal.columns.flatMap(({ name, role }) => (role === 'feature' ? [name] : [])));
  const columns = joined.columns.flatMap(({ isPercent, name, type, unit }): MatrixColumn[] => {
    const own = cells.get(name);
    return features.has(name) && own && type ? [{ name, type, unit, isPercent, cells: own }] : [];
  });
  if (columns.length === 0) throw new Fault('TRAINING_NO_FEATURES', { column: targetColumn.name });
  checkMonotone(columns, options);
  const form: TargetForm = { task, classes: target.classes?.length ?? 1 };
  const dealt = deal(joined, cells, form, target, proposal, options);
  const scoreColumn = options.scoreColumn ?? options.groupColumn;
  const scores = scoreColumn === null ? null : codesOf(joined, scoreColumn);
  const matrix: Omit<TrainingMatrix, 'form'> = {
    ...{ task, classes: target.classes, options, proposal, columns, truth: target.truth, rows: joined.rows },
    target: { name: targetColumn.name, unit: targetColumn.unit, isPercent: targetColumn.isPercent },
    ...{ objective: objectiveOf(form, options), metric: metricOf(form, options) },
    ...{ folds: dealt.folds, foldScheme: dealt.scheme, places: dealt.places },
    warnings: [
      ...proposal.warnings,
      ...dealt.warnings,
      ...ownWarnings(joined, target.unseenRows, targetColumn.name, unreadable),
    ],
    ...{ groupColumn: options.groupColumn, scoreColumn, fileRows: joined.fileRows },
    ...{ scoreNames: scores?.names ?? [], scoreCodes: scores?.codes ?? null },
  };
  const buffer = packMatrix(matrix);
  const count = (isCounted: (place: number) => boolean) =>
    dealt.places.reduce((sum, place) => sum + (isCounted(place) ? 1 : 0), 0);
  return {
    ...{ matrix: buffer, file: writePacked(buffer, scratchPath) },
    facts: {
      ...{ task, rows: joined.rows, tableColumns: joined.columns.length, features: columns.length },
      trainRows: count((place) => place <= rowPlace.trainOnly),
      holdoutRows: count((place) => place === rowPlace.holdout),
      testRows: count((place) => place === rowPlace.test),
      ...{ outputs: outputsOf(form), folds: dealt.folds },
    },
  };
}

const emptyCells = (name: string, rows: number) => ({
  ...{ name, kind: 'text' as const, codes: new Int32Array(rows).fill(-1), texts: [] },
});

/** Throws COLUMN_UNKNOWN for a column that the options name and no file has. */
function checkColumns({ columns }: JoinedTables, options: TrainOptions, file: string): void {
  const known = new Set(columns.map(({ name }) => name));
  const { exclude, groupColumn, include, monotone, scoreColumn, timeColumn } = options;
  const named = [...exclude, ...include, ...Object.keys(monotone), groupColumn, scoreColumn, timeColumn];
  const unknown = named.find((name) => name !== null && !known.has(name));
  if (unknown != null) throw new Fault('COLUMN_UNKNOWN', { file, column: unknown });
}

function checkMonotone(columns: readonly MatrixColumn[], { monotone }: TrainOptions): void {
  const wrong = columns.find(({ name, type }) => name in monotone && type !== 'number' && type !== 'boolean');
  if (wrong) throw new Fault('MONOTONE_NOT_NUMERIC', { column: wrong.name });
}

function deal(
  joined: JoinedTables,
  cells: ReadonlyMap<string, TrainingMatrix['columns'][number]['cells']>,
  form: TargetForm,
  { classes, truth }: Target,
  proposal: TrainingProposal,
  options: TrainOptions,
): { places: Uint8Array; scheme: TrainingReport['foldScheme']; folds: number; warnings: Warnings } {
  const { folds, groupColumn, holdoutShare, seed, timeColumn } = options;
  const scheme =
    options.foldScheme ?? (timeColumn !== null ? 'time' : groupColumn !== null ? 'grouped' : proposal.foldScheme);
  const places = new Uint8Array(joined.rows).fill(rowPlace.unusable);
  for (let row = joined.trainRows; row < joined.rows; row++) {
    if (!Number.isNaN(truth[row])) places[row] = rowPlace.test;
  }
  const usable = new Uint32Array(joined.trainRows);
  let count = 0;
  for (let row = 0; row < joined.trainRows; row++) if (!Number.isNaN(truth[row])) usable[count++] = row;
  const dealt = dealFolds({
    ...{ form, truth, rows: usable.slice(0, count), scheme, folds, holdoutShare, seed, classNames: classes ?? [] },
    groups: scheme === 'grouped' && groupColumn !== null ? codesOf(joined, groupColumn).codes : null,
    times: scheme === 'time' && timeColumn !== null ? timesOf(cells.get(timeColumn), joined.rows) : null,
  });
  for (const row of dealt.training) places[row] = rowPlace.trainOnly;
  for (const row of dealt.holdout) places[row] = rowPlace.holdout;
  for (const [fold, { validation }] of dealt.folds.entries()) for (const row of validation) places[row] = fold;
  return { places, scheme, folds: dealt.folds.length, warnings: [...dealt.warnings] };
}

function objectiveOf({ task }: TargetForm, { objective }: TrainOptions): TrainingMatrix['objective'] {
  if (task === 'binary') return 'logistic';
  if (task === 'multiclass') return 'softmax';
  return objective === null || objective === 'logistic' || objective === 'softmax' ? 'squared' : objective;
}

function metricOf(form: TargetForm, options: TrainOptions): TrainingReport['metric'] {
  const objective = objectiveOf(form, options);
  if (objective === 'logistic' || objective === 'softmax') return 'logloss';
  return ({ squared: 'rmse', absolute: 'mae', quantile: 'pinball', poisson: 'poisson' } as const)[objective];
}

function ownWarnings(joined: JoinedTables, unseenRows: number, target: string, unreadable: number): Warnings {
  const lacking = joined.columns.flatMap(({ absentFiles, name }) =>
    absentFiles.map((file) => ({ code: 'fileLacksColumn', values: { file, column: name } })),
  );
  return [
    ...lacking,
    ...(unreadable > 0 ? [{ code: 'targetUnreadable', values: { column: target, cells: unreadable } }] : []),
    ...(unseenRows > 0 ? [{ code: 'testClassUnseen', values: { rows: unseenRows } }] : []),
  ];
}
