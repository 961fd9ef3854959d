import type { TrainingWarning } from '../../../contract/train/training-texts.ts';
import type { ColumnCells } from '../column-cells.ts';
import { aloneScore } from './alone-score.ts';
import { type SampledTarget, sampledCells } from './sampled-table.ts';

/** From these scores the place of a row in the file tells its target. */
const orderScore = { classes: 0.9, number: 0.8 };
/** Rows that repeat others are worth a word from this share on, where chance would bring far fewer. */
const repeatedShare = 0.01;
const aboveChance = 10;
const fewestColumns = 3;
const fewestRows = 30;

/** What is wrong with the table as a whole: rows that stand in it again, or in the order of the target. `columns`: those trained on. */
export function findTableLeaks(target: SampledTarget, columns: readonly ColumnCells[]): TrainingWarning[] {
  if (target.rows.length < fewestRows) return [];
  return [...repeatedRows(target, columns), ...tellingOrder(target)];
}

/** Equal rows stand on both sides of a fold, so that the model has seen what it is tested on. */
function repeatedRows(target: SampledTarget, columns: readonly ColumnCells[]): TrainingWarning[] {
  const { rows } = target;
  if (columns.length < fewestColumns) return [];
  const sampled = columns.map((cells) => sampledCells(cells, rows));
  const counts = new Map<string, number>();
  for (let place = 0; place < rows.length; place++) {
    const key = sampled.map((cells) => cells[place]).join('|');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let repeated = 0;
  let pairs = 0;
  for (const count of counts.values()) {
    if (count > 1) repeated += count;
    pairs += (count * (count - 1)) / 2;
  }
  const allPairs = (rows.length * (rows.length - 1)) / 2;
  // Columns hang together, which makes equal rows likelier than the product says; the factor leaves room for that.
  const chance = sampled.reduce((product, cells) => product * chanceOfEqual(cells), 1) * allPairs;
  const share = repeated / rows.length;
  const isTold = share >= repeatedShare && pairs > aboveChance * chance;
  return isTold ? [{ code: 'repeatedRows', values: { share } }] : [];
}

/** That two rows by chance have the same cell. */
function chanceOfEqual(cells: Float64Array): number {
  const counts = new Map<number, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum += (count / cells.length) ** 2;
  return sum;
}

function tellingOrder(target: SampledTarget): TrainingWarning[] {
  const alone = aloneScore(target, Float64Array.from(target.rows), true);
  const limit = target.form.task === 'regression' ? orderScore.number : orderScore.classes;
  if (alone === null || alone.score < limit) return [];
  const measure = target.form.task === 'regression' ? 'R²' : 'AUC';
  return [{ code: 'rowOrder', values: { score: alone.score, measure } }];
}
