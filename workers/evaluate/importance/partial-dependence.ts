import type { TrainingReport } from '../../../contract/train/training-report.ts';
import type { ColumnCells } from '../column-cells.ts';
import { quantileOf, sortedPresent } from '../sorted-order.ts';

type Dependence = TrainingReport['partialDependence'][number];

interface DependenceGrid {
  readonly kind: Dependence['kind'];
  /** As the report tells them: numbers, ISO dates, texts. */
  readonly values: Dependence['values'];
  /** As they stand in the column: its numbers, or its codes. */
  readonly cells: readonly number[];
  /** Share of the rows nearest to each value, of those that have one. */
  readonly shares: number[];
}

const numberPoints = 24;
const levelPoints = 15;

/** Values at which to look at a column: quantiles of its numbers, the most frequent of its texts. Empty for a column without values. */
export function dependenceGrid(cells: ColumnCells, rows: Uint32Array): DependenceGrid {
  if (cells.kind === 'text') return textGrid(cells, rows);
  const present = sortedPresent(cells.values, rows);
  const points = Array.from({ length: numberPoints }, (_, at) => {
    // The outermost percents would stretch the picture for a few rows.
    return quantileOf(present, 0.01 + (0.98 * at) / (numberPoints - 1));
  });
  const distinct = distinctUpTo(present, numberPoints);
  const grid = present.length === 0 ? [] : (distinct ?? [...new Set(points)]);
  const shares = grid.map(() => 0);
  let nearest = 0;
  for (const value of present) {
    while (
      nearest + 1 < grid.length &&
      Math.abs((grid[nearest + 1] as number) - value) < Math.abs((grid[nearest] as number) - value)
    ) {
      nearest++;
    }
    shares[nearest] = (shares[nearest] as number) + 1 / present.length;
  }
  const isDate = cells.kind === 'date';
  const values = isDate ? grid.map((timeMs) => new Date(timeMs).toISOString()) : grid;
  return { kind: isDate ? 'date' : 'number', values, cells: grid, shares };
}

/** The different values of a rising array; null where there are more than `limit`. */
function distinctUpTo(sorted: Float64Array, limit: number): number[] | null {
  const distinct: number[] = [];
  for (const value of sorted) {
    if (value === distinct.at(-1)) continue;
    if (distinct.length === limit) return null;
    distinct.push(value);
  }
  return distinct;
}

function textGrid({ codes, texts }: Extract<ColumnCells, { kind: 'text' }>, rows: Uint32Array): DependenceGrid {
  const counts = new Float64Array(texts.length);
  let present = 0;
  for (const row of rows) {
    const code = codes[row] as number;
    if (code < 0) continue;
    counts[code] = (counts[code] as number) + 1;
    present++;
  }
  const cells = Array.from(counts.keys())
    .filter((code) => (counts[code] as number) > 0)
    .sort((one, other) => (counts[other] as number) - (counts[one] as number) || one - other)
    .slice(0, levelPoints);
  return {
    kind: 'text',
    values: cells.map((code) => texts[code] as string),
    cells,
    shares: cells.map((code) => (counts[code] as number) / present),
  };
}

/**
 * The mean prediction over sample rows with the column set to each value of the grid (Friedman 2001): by value, then by class place (one
 * for a number). `predictAt` gives the predictions of the sample with the value at a place of the grid, rows × classes.
 */
export function partialDependence(
  grid: DependenceGrid,
  classes: number,
  predictAt: (place: number) => Float64Array,
): number[][] {
  return grid.cells.map((_, place) => {
    const predictions = predictAt(place);
    const means = new Array<number>(classes).fill(0);
    for (let at = 0; at < predictions.length; at++) {
      means[at % classes] = (means[at % classes] as number) + (predictions[at] as number);
    }
    return means.map((sum) => sum / (predictions.length / classes));
  });
}
