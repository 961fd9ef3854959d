import type { TableCell } from '../../../contract/tables.ts';

/** A cell's value as one line of text. Numbers stand as they are, ungrouped: many are identifiers. */
export function cellText(cell: TableCell, words: { readonly yes: string; readonly no: string }): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? words.yes : words.no;
  if (typeof cell === 'number') return String(cell);
  // A cell may hold a whole document; what does not fit is cut, and lines are joined visibly.
  return cell.slice(0, 500).replace(/\r\n|\r|\n/g, ' ⏎ ');
}
