import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { putWords } from '../tabular/put-words.ts';
import type { ColumnView, WholeNumbers } from '../tabular/segment.ts';
import { forEachBlock } from './deal-out.ts';
import type { NumberRuns } from './number-runs.ts';

/** Numbers of one segment of a column that keeps whole numbers. */
export interface WholeCells {
  readonly wholes: WholeNumbers;
  /** null: every cell counts; else those of the kind `kind`. */
  readonly kinds: Uint8Array | null;
  readonly kind: number;
}

/** Counting beats sorting while the buckets stay within a few times the values. */
const maxBuckets = 1 << 22;
/** Rows handed to the kernel at a time. */
const blockRows = 1 << 14;

/** The cells of one kind, when all segments that have some keep them as whole numbers; else null. */
export function wholeCells(views: readonly ColumnView[], kind: number): WholeCells[] | null {
  const cells: WholeCells[] = [];
  for (const view of views) {
    const { wholes, counts, rows } = view;
    if (counts[kind] === 0) continue;
    if (!wholes) return null;
    cells.push({ wholes, kinds: counts[kind] === rows ? null : view.kinds, kind });
  }
  return cells;
}

/**
 * Runs by counting, in memory of the kernel that the caller gives back, for `total` numbers; null where their range is too wide for
 * that or they have no step in common.
 */
export function countedWholes(cells: readonly WholeCells[], total: number): NumberRuns | null {
  const [some] = cells;
  if (!some) return null;
  const { multiply } = some.wholes;
  if (cells.some(({ wholes }) => wholes.multiply !== multiply)) return null;
  // The finest step of all segments: each one's step is a whole multiple of it.
  const divide = Math.max(...cells.map(({ wholes }) => wholes.divide));
  const minimum = Math.min(...cells.map(({ wholes }) => wholes.minimum * (divide / wholes.divide)));
  const maximum = Math.max(...cells.map(({ wholes }) => wholes.maximum * (divide / wholes.divide)));
  const range = maximum - minimum + 1;
  if (range > Math.min(maxBuckets, total * 4 + 64)) return null;
  if (minimum < -(2 ** 31) || maximum >= 2 ** 31) return null;
  const kernel = threadKernel();
  const { call } = kernel;
  const buckets = call.allocate(range * 4);
  call.clear(buckets, range * 4);
  const values = call.allocate(blockRows * 4);
  const kinds = call.allocate(blockRows);
  for (const cell of cells) countCells(kernel, cell, divide / cell.wholes.divide, minimum, { buckets, values, kinds });
  const room = Math.min(range, total) + 1;
  const runValues = call.allocate(room * 8);
  const runCounts = call.allocate(room * 4);
  let distinct = 0;
  forEachBlock(range, (from, to) => {
    const room = [runValues + distinct * 8, runCounts + distinct * 4] as const;
    distinct += call.drainBuckets(buckets + from * 4, to - from, minimum + from, multiply, divide, ...room);
  });
  const { buffer } = kernel.bytes;
  return {
    values: new Float64Array(buffer, runValues, distinct),
    counts: new Uint32Array(buffer, runCounts, distinct),
    total,
    placed: { values: runValues, counts: runCounts },
  };
}

function countCells(
  kernel: Kernel,
  { wholes, kinds, kind }: WholeCells,
  factor: number,
  minimum: number,
  at: { buckets: number; values: number; kinds: number },
): void {
  const { values } = wholes;
  for (let from = 0; from < values.length; from += blockRows) {
    const to = Math.min(values.length, from + blockRows);
    putWords(kernel, values, from, to, at.values);
    if (kinds) kernel.bytes.set(kinds.subarray(from, to), at.kinds);
    kernel.call.countWholes(at.values, kinds ? at.kinds : 0, kind, to - from, factor, minimum, at.buckets);
  }
}
