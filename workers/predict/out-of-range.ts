import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { StoredFile } from '../explore/parquet/stored-file.ts';
import type { PlacedColumn } from './match-names.ts';
import { isOutside, rangeOf } from './row-marks.ts';
import { storedInputs } from './stored-inputs.ts';

/** From this share of its cells on, a column outside the range of the training is a fact about the file, not about its rows. */
const usualShare = 0.5;
/** In so short a file each row is told all the same. */
const fewestRows = 20;
const stretches = 8;
const stretchRows = 8192;

/** Places of the columns of the model most of whose cells in the file are outside the range of the training; judged by stretches of a long file. */
export function usuallyOutOfRange(
  { columns }: Pick<ModelDocument, 'columns'>,
  placed: readonly PlacedColumn[],
  file: StoredFile,
): number[] {
  if (file.rows < fewestRows) return [];
  const looked = columns.flatMap((column, model) => {
    const place = placed[model]?.place ?? null;
    const range = rangeOf(column);
    return place === null || range === null || column.type === 'text'
      ? []
      : [{ model, place, range, type: column.type }];
  });
  if (looked.length === 0) return [];
  const outside = new Float64Array(looked.length);
  const filled = new Float64Array(looked.length);
  for (const range of stretchesOf(file.rows)) {
    const inputs = storedInputs(file, looked, range).columns;
    for (const [at, input] of inputs.entries()) {
      if (input.kind === 'text') continue;
      for (const value of input.values) {
        if (Number.isNaN(value)) continue;
        filled[at]!++;
        if (isOutside(looked[at]!.range, value)) outside[at]!++;
      }
    }
  }
  return looked.flatMap(({ model }, at) => (outside[at]! > filled[at]! * usualShare ? [model] : []));
}

function stretchesOf(rows: number): { fromRow: number; toRow: number }[] {
  if (rows <= stretches * stretchRows) return [{ fromRow: 0, toRow: rows }];
  return Array.from({ length: stretches }, (_, at) => {
    const fromRow = Math.floor(((rows - stretchRows) * at) / (stretches - 1));
    return { fromRow, toRow: fromRow + stretchRows };
  });
}
