import { threadKernel } from '../kernel-instance.ts';
import { putWords, spareBytes } from './put-words.ts';
import { type ColumnView, cellKind } from './segment.ts';

/** Rows looked at with each call: most columns show with the first few that they do not ascend. */
const blockRows = 1 << 13;

/**
 * Whether a column, given as the views of its parts, holds a number in each row, larger than the one before, as running numbers
 * are: then no row equals another. Looked for only where the column keeps whole numbers.
 */
export function isAscendingColumn(views: readonly ColumnView[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const view of views) {
    const { counts, rows, wholes } = view;
    if (rows === 0) continue;
    if (wholes === null || counts[cellKind.number] !== rows) return false;
    const { values, multiply, divide } = wholes;
    const first = ((values[0] as number) * multiply) / divide;
    if (first <= last || !isAscendingView(values)) return false;
    last = ((values[rows - 1] as number) * multiply) / divide;
  }
  return last > Number.NEGATIVE_INFINITY;
}

function isAscendingView(values: NonNullable<ColumnView['wholes']>['values']): boolean {
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const at = call.allocate(blockRows * 4 + spareBytes);
  let isAscending = true;
  // Blocks share two rows, so that every two neighbours meet in one of them and most begin at a multiple of eight bytes.
  for (let from = 0; from < values.length && isAscending; from += blockRows - 2) {
    const to = Math.min(values.length, from + blockRows);
    putWords(kernel, values, from, to, at);
    isAscending = call.isAscending(at, to - from) !== 0;
  }
  call.release(mark);
  return isAscending;
}
