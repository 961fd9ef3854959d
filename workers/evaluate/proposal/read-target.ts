import type { PredictionTask } from '../../../contract/models/model-document.ts';
import { type ColumnCells, className } from '../column-cells.ts';
import type { TargetForm } from '../target-form.ts';
import { namesClasses, namesTarget } from './column-names.ts';

/** A number of so few different whole values is a choice among classes where its name says so, and of fewer ones anyway. */
const classesIfNamed = 20;
const classesAnyway = 5;
/** So many classes are often written as 0, 1, 2 … or 1, 2, 3 … */
const classesIfNumbered = 10;
/** Values of which each stands in so many rows on average can be classes. */
const rowsOfClass = 10;

/** A column as what is to be predicted. */
export interface ReadTarget {
  readonly form: TargetForm;
  /** By place: as their numbers or texts rise; empty for a number. */
  readonly classNames: readonly string[];
  /** Class place or value by row; NaN: none. */
  readonly truth: Float64Array;
  /** Rows that have one. */
  readonly rows: Uint32Array;
}

/** `task` null: what the values suggest. */
export function readTarget(cells: ColumnCells, task: 'classification' | 'regression' | null): ReadTarget {
  const { keys, nameOf } = keysOf(cells);
  const rows = Uint32Array.from(keys.keys()).filter((row) => !Number.isNaN(keys[row] as number));
  const distinct = new Set<number>();
  for (const row of rows) distinct.add(keys[row] as number);
  const wanted = task ?? suggestedTask(cells, distinct, rows.length);
  if (wanted === 'regression' && cells.kind !== 'text') {
    return { form: { task: 'regression', classes: 1 }, classNames: [], truth: Float64Array.from(keys), rows };
  }
  const isText = cells.kind === 'text';
  const rising = [...distinct].sort(isText ? (a, b) => (nameOf(a) < nameOf(b) ? -1 : 1) : (a, b) => a - b);
  const places = new Map(rising.map((key, place) => [key, place]));
  const truth = keys.map((key) => places.get(key) ?? Number.NaN);
  const taskOfClasses: PredictionTask = rising.length > 2 ? 'multiclass' : 'binary';
  return {
    form: { task: taskOfClasses, classes: Math.max(2, rising.length) },
    ...{ classNames: rising.map(nameOf), truth, rows },
  };
}

function keysOf(cells: ColumnCells): { keys: Float64Array; nameOf: (key: number) => string } {
  if (cells.kind === 'text') {
    const keys = Float64Array.from(cells.codes, (code) => (code < 0 ? Number.NaN : code));
    return { keys, nameOf: (key) => cells.texts[key] ?? '' };
  }
  return { keys: cells.values, nameOf: (key) => className(cells, key) };
}

function suggestedTask(cells: ColumnCells, distinct: ReadonlySet<number>, rows: number) {
  if (cells.kind === 'text' || cells.kind === 'boolean') return 'classification';
  if (cells.kind === 'date') return 'regression';
  if (distinct.size <= 2) return 'classification';
  const values = [...distinct].sort((one, other) => one - other);
  const isWhole = values.every((value) => Number.isInteger(value));
  const [first = -1] = values;
  const isNumbered = (first === 0 || first === 1) && (values.at(-1) as number) - first === values.length - 1;
  const most = namesClasses(cells.name)
    ? classesIfNamed
    : namesTarget(cells.name) && isNumbered
      ? classesIfNumbered
      : classesAnyway;
  const isFew = distinct.size <= most && rows >= rowsOfClass * distinct.size;
  return isWhole && isFew ? 'classification' : 'regression';
}
