import type { TreeEnsemble } from '../ensemble.ts';
import type { FeatureColumn } from '../feature-column.ts';

/** Values of some rows, row by row, as the nodes of an ensemble compare them: categories are their codes, what is missing is NaN. */
export type RowBlock = Float32Array | Float64Array;

/** A block for `rows` rows of an ensemble: single precision where it compares in that. */
export function rowBlockFor(ensemble: TreeEnsemble, rows: number): RowBlock {
  const size = rows * ensemble.features;
  return ensemble.roundsToSingle ? new Float32Array(size) : new Float64Array(size);
}

/** Copies rows `fromRow` up to `toRow` (not included) of the columns into `block`. */
export function fillRowBlock(block: RowBlock, columns: readonly FeatureColumn[], fromRow: number, toRow: number): void {
  const width = columns.length;
  const rows = toRow - fromRow;
  for (let feature = 0; feature < width; feature++) {
    const column = columns[feature]!;
    let at = feature;
    if (column.kind === 'number') {
      const { values } = column;
      for (let row = 0; row < rows; row++, at += width) block[at] = values[fromRow + row]!;
    } else {
      const { codes } = column;
      for (let row = 0; row < rows; row++, at += width) {
        const code = codes[fromRow + row]!;
        block[at] = code < 0 ? Number.NaN : code;
      }
    }
  }
}
