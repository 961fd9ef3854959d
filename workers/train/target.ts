import { Fault } from '../../contract/faults.ts';
import type { PredictionTask } from '../../contract/models/model-document.ts';
import type { TrainOptions } from '../../contract/train/train-options.ts';
import { type ColumnCells, className } from '../evaluate/column-cells.ts';
import { valueOfText } from '../features/read-text.ts';
import { cellKind } from '../tabular/segment.ts';
import type { JoinedColumn, JoinedTables } from './join-tables.ts';

/** More classes than this are names or ids, whatever the number of rows. */
const mostClasses = 1000;
/** Texts of which so large a share of the rows is different cannot be told apart by a model. */
const uniqueShare = 0.5;
const fewestUnique = 20;
/** A column both of whose kinds, numbers and texts, have at least this share is mixed, */
const mixedShare = 0.05;
/** unless it has so few different numbers that they are names of classes, such as years of study. */
const fewNumbers = 20;

const numericObjectives = ['squared', 'absolute', 'quantile', 'poisson'] as const;
const isNumeric = (objective: TrainOptions['objective']) => numericObjectives.some((one) => one === objective);

/** What the options alone say of the task. */
export function wantedTask({ objective, task }: TrainOptions): TrainOptions['task'] {
  if (task !== null) return task;
  return objective === null ? null : isNumeric(objective) ? 'regression' : 'classification';
}

/**
 * The column to be predicted, as cells of the type it is learned as. Throws TARGET_UNKNOWN, TARGET_MISSING, TARGET_MIXED,
 * TARGET_NOT_NUMERIC.
 */
export function targetCells(
  joined: JoinedTables,
  options: TrainOptions,
  file: string,
): { column: JoinedColumn; cells: ColumnCells; unreadable: number } {
  const column = joined.columns.find(({ name }) => name === options.target);
  if (!column) throw new Fault('TARGET_UNKNOWN', { file, column: options.target });
  const { type } = column;
  if (type === null) throw new Fault('TARGET_MISSING', { column: column.name });
  throwIfMixed(joined, column);
  if (wantedTask(options) === 'regression' && type !== 'number') {
    throw new Fault('TARGET_NOT_NUMERIC', { column: column.name, objective: options.objective ?? 'regression' });
  }
  if (type === 'date') throw new Fault('TARGET_NOT_NUMERIC', { column: column.name, objective: 'regression' });
  return { column, ...joined.cellsOf(column, type) };
}

/** Numbers may stand in a text file's column of texts as texts: what counts is how they read. Throws TARGET_MIXED. */
function throwIfMixed(joined: JoinedTables, column: JoinedColumn): void {
  if (column.counts[cellKind.text] === 0) return;
  const { cells } = joined.cellsOf(column, 'text');
  if (cells.kind !== 'text') return;
  const counts = new Float64Array(cells.texts.length);
  for (let row = 0; row < joined.trainRows; row++) {
    const code = cells.codes[row] as number;
    if (code >= 0) counts[code]!++;
  }
  let [numbers, texts, different] = [0, 0, 0];
  for (const [code, text] of cells.texts.entries()) {
    const value = counts[code] === 0 ? null : valueOfText(text, 'number');
    if (value === null || Number.isNaN(value)) texts += counts[code]!;
    else {
      numbers += counts[code]!;
      different++;
    }
  }
  const isMixed = Math.min(numbers, texts) >= (numbers + texts) * mixedShare && different > fewNumbers;
  if (isMixed) throw new Fault('TARGET_MIXED', { column: column.name, numbers, texts });
}

/** A target as numbers. */
export interface Target {
  readonly classes: readonly string[] | null;
  /** Class place or value of every row; NaN: none, or of a class that no row to train on has. */
  readonly truth: Float64Array;
  /** Rows of test files whose class no row to train on has. */
  readonly unseenRows: number;
}

/**
 * Truth by row for the task. Classes stand in the order of their numbers or texts. Throws TARGET_MISSING, TARGET_CONSTANT,
 * TARGET_NEARLY_UNIQUE, TARGET_NOT_NUMERIC.
 */
export function targetOf(cells: ColumnCells, trainRows: number, task: PredictionTask, options: TrainOptions): Target {
  return task === 'regression' ? numericTarget(cells, trainRows, options) : classTarget(cells, trainRows);
}

function numericTarget(cells: ColumnCells, trainRows: number, options: TrainOptions): Target {
  if (cells.kind === 'text') {
    throw new Fault('TARGET_NOT_NUMERIC', { column: cells.name, objective: options.objective ?? 'regression' });
  }
  const truth = Float64Array.from(cells.values);
  let [rows, lowest, highest] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < trainRows; row++) {
    const value = truth[row] as number;
    if (Number.isNaN(value)) continue;
    rows++;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  if (rows === 0) throw new Fault('TARGET_MISSING', { column: cells.name });
  if (lowest === highest) throw new Fault('TARGET_CONSTANT', { column: cells.name, value: lowest });
  if (options.objective === 'poisson' && lowest < 0) {
    throw new Fault('TARGET_NOT_NUMERIC', { column: cells.name, objective: 'poisson' });
  }
  return { classes: null, truth, unseenRows: 0 };
}

function classTarget(cells: ColumnCells, trainRows: number): Target {
  const isText = cells.kind === 'text';
  const keys = isText ? cells.codes : cells.values;
  const isMissing = (key: number) => (isText ? key < 0 : Number.isNaN(key));
  const found = new Set<number>();
  let rows = 0;
  for (let row = 0; row < trainRows; row++) {
    const key = keys[row] as number;
    if (isMissing(key)) continue;
    rows++;
    found.add(key);
  }
  const nameOf = (key: number): string => (isText ? cells.texts[key]! : className(cells, key));
  const distinct = found.size;
  if (rows === 0) throw new Fault('TARGET_MISSING', { column: cells.name });
  if (distinct === 1) throw new Fault('TARGET_CONSTANT', { column: cells.name, value: nameOf([...found][0]!) });
  if (distinct > mostClasses || (distinct >= fewestUnique && distinct > rows * uniqueShare)) {
    throw new Fault('TARGET_NEARLY_UNIQUE', { column: cells.name, distinct, rows });
  }
  const order = [...found].sort(isText ? (a, b) => (nameOf(a) < nameOf(b) ? -1 : 1) : (a, b) => a - b);
  const places = new Map(order.map((key, place) => [key, place]));
  const truth = new Float64Array(keys.length).fill(Number.NaN);
  let unseenRows = 0;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    if (isMissing(key)) continue;
    const place = places.get(key);
    if (place === undefined) unseenRows++;
    else truth[row] = place;
  }
  return { classes: order.map(nameOf), truth, unseenRows };
}
