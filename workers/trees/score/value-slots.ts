import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';
import type { FeatureColumn } from '../feature-column.ts';

/**
 * A feature as some nodes look at it, as whole numbers: of numbers the rank among the thresholds of these nodes, of categories the
 * code. Nodes that treat what is missing in different ways look at different slots, so that a node only compares.
 */
export interface ValueSlot {
  readonly feature: number;
  readonly isCategory: boolean;
  /** Bits of `nodeFlag`. */
  readonly flags: number;
  /** Ascending, each once; empty for categories. */
  readonly thresholds: Float64Array;
  /** Ranks, and codes of categories that any node asks for, are below it. */
  readonly limit: number;
}

/** Code of a category that no set holds: it goes left; and of a missing one that goes right. */
const categoryOfNone = 2 ** 30;
const categoryOfAll = -1;

/** The slots of an ensemble, and the slot of each node (−1 at leaves). */
export function valueSlotsOf(ensemble: TreeEnsemble): { slots: readonly ValueSlot[]; slotOfNode: Int32Array } {
  const found = new Map<
    string,
    { place: number; feature: number; flags: number; thresholds: Set<number>; limit: number }
  >();
  const slotOfNode = new Int32Array(ensemble.splitFeatures.length).fill(-1);
  for (let node = 0; node < slotOfNode.length; node++) {
    const feature = ensemble.splitFeatures[node]!;
    if (feature < 0) continue;
    const flags = ensemble.flags[node]!;
    const key = `${feature}/${flags}`;
    let slot = found.get(key);
    if (!slot) {
      slot = { place: found.size, feature, flags, thresholds: new Set(), limit: 0 };
      found.set(key, slot);
    }
    slotOfNode[node] = slot.place;
    if ((flags & nodeFlag.category) === 0) slot.thresholds.add(ensemble.thresholds[node]!);
    else slot.limit = Math.max(slot.limit, ensemble.setSizes[node]! * 32);
  }
  const slots = [...found.values()].map(({ feature, flags, thresholds, limit }): ValueSlot => {
    const isCategory = (flags & nodeFlag.category) !== 0;
    const sorted = Float64Array.from(thresholds).sort();
    return { feature, flags, isCategory, thresholds: sorted, limit: isCategory ? limit : sorted.length + 2 };
  });
  return { slots, slotOfNode };
}

/** What a row's rank must reach to go right at a node with this threshold. */
export function rankOfThreshold({ thresholds }: ValueSlot, threshold: number): number {
  return ranksUpTo(thresholds, threshold);
}

/** How many thresholds are not above `value`. */
function ranksUpTo(thresholds: Float64Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (thresholds[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** LightGBM's kZeroThreshold: what is nearer to zero than this is zero. */
const zeroThreshold = 1e-35;

/** Writes what `slot` is for the rows `fromRow` up to `toRow` (not included) to `out[at]`, `out[at + stride]` and so on. */
export function fillSlot(
  slot: ValueSlot,
  column: FeatureColumn,
  roundsToSingle: boolean,
  fromRow: number,
  toRow: number,
  out: Int32Array,
  at: number,
  stride: number,
): void {
  const missingLeft = (slot.flags & nodeFlag.missingLeft) !== 0;
  if (slot.isCategory) {
    const values = column.kind === 'number' ? column.values : column.codes;
    const missing = missingLeft ? categoryOfNone : categoryOfAll;
    const isCoded = column.kind === 'category';
    for (let row = fromRow, to = at; row < toRow; row++, to += stride) {
      const code = Math.trunc(values[row]!);
      if (code >= 0) out[to] = code < slot.limit ? code : categoryOfNone;
      // −1 is how a category column has a missing one; in a column of numbers it is a category that nobody knows.
      else out[to] = Number.isNaN(code) || isCoded ? missing : categoryOfNone;
    }
    return;
  }
  const { thresholds } = slot;
  const missing = missingLeft ? 0 : thresholds.length + 1;
  const zeroIsMissing = (slot.flags & nodeFlag.zeroIsMissing) !== 0;
  const missingIsZero = (slot.flags & nodeFlag.missingIsZero) !== 0;
  const numbers = column.kind === 'number' ? column.values : null;
  for (let row = fromRow, to = at; row < toRow; row++, to += stride) {
    let value = numbers ? numbers[row]! : codeAsNumber(column, row);
    if (roundsToSingle) value = Math.fround(value);
    if (Number.isNaN(value)) {
      if (!missingIsZero) {
        out[to] = missing;
        continue;
      }
      value = 0;
    }
    if (zeroIsMissing && Math.abs(value) <= zeroThreshold) out[to] = missing;
    else out[to] = ranksUpTo(thresholds, value);
  }
}

function codeAsNumber(column: FeatureColumn, row: number): number {
  const code = column.kind === 'category' ? column.codes[row]! : Number.NaN;
  return code < 0 ? Number.NaN : code;
}
