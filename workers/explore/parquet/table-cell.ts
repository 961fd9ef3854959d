import type { TableCell } from '../../../contract/tables.ts';
import { cellKind, type DictionaryView, dictionaryText } from '../../tabular/segment.ts';
import { isoDateText } from './cell-text.ts';

/** Cells of a column, of a segment or of a stored table. */
interface SomeCells {
  readonly kinds: Uint8Array;
  readonly numbers: Float64Array | null;
  readonly codes: ArrayLike<number> | null;
  readonly dictionary: DictionaryView | null;
}

/** A cell as a page shows it: dates in ISO form, numbers that are none as text. */
export function tableCellAt({ codes, dictionary, kinds, numbers }: SomeCells, row: number): TableCell {
  const kind = kinds[row];
  if (kind === cellKind.missing) return null;
  if (kind === cellKind.text || kind === cellKind.error) return dictionaryText(dictionary!, codes![row] as number);
  const value = numbers![row] as number;
  if (kind === cellKind.boolean) return value === 1;
  if (kind === cellKind.date) return isoDateText(value);
  return Number.isFinite(value) ? value : String(value);
}
