import { Fault } from '../../../contract/faults.ts';
import type { FeatureColumn } from '../../trees/feature-column.ts';
import { seededRandom } from '../seeded-random.ts';

interface PermutationOrder {
  /** What the trees see of the held-out rows. */
  readonly columns: readonly FeatureColumn[];
  /** Places in `columns` of the features of each column of the table: they are shuffled together. */
  readonly featuresOfColumn: readonly (readonly number[])[];
  readonly rows: number;
  /** The metric of predictions on these columns; lower is better. */
  readonly score: (columns: readonly FeatureColumn[]) => number;
  readonly repeats: number;
  readonly seed: number;
  readonly isCancelled?: () => boolean;
}

/**
 * How much worse the metric gets when a column of the table is shuffled (Breiman 2001; Fisher, Rudin & Dominici 2019): mean and
 * standard deviation over the repeats, by column. Throws JOB_CANCELLED.
 */
export function permutationImportance(order: PermutationOrder): { mean: number; deviation: number }[] {
  const { columns, featuresOfColumn, repeats, rows, score, seed } = order;
  const untouched = score(columns);
  return featuresOfColumn.map((features, column) => {
    if (features.length === 0) return { mean: 0, deviation: 0 };
    const losses: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      if (order.isCancelled?.()) throw new Fault('JOB_CANCELLED');
      const random = seededRandom(seed + repeat, `permutation ${column}`);
      const places = random.shuffle(Uint32Array.from({ length: rows }, (_, row) => row));
      const shuffled = [...columns];
      for (const feature of features) shuffled[feature] = taken(columns[feature] as FeatureColumn, places);
      losses.push(score(shuffled) - untouched);
    }
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / repeats;
    const squares = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0);
    return { mean, deviation: repeats > 1 ? Math.sqrt(squares / (repeats - 1)) : 0 };
  });
}

/** The column's rows in another order. */
function taken(column: FeatureColumn, places: Uint32Array): FeatureColumn {
  if (column.kind === 'category') {
    const codes = new Int32Array(places.length);
    for (let row = 0; row < codes.length; row++) codes[row] = column.codes[places[row] as number] as number;
    return { ...column, codes };
  }
  const values = column.values.slice(0, places.length);
  for (let row = 0; row < values.length; row++) values[row] = column.values[places[row] as number] as number;
  return { ...column, values };
}
