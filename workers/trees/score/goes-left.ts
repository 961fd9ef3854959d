import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';

/** LightGBM's kZeroThreshold: what is nearer to zero than this is zero. */
const zeroThreshold = 1e-35;

/**
 * Whether a value goes to the left child of an inner node. `value` is as it stands in a RowBlock: rounded where the ensemble
 * rounds, the code of a category, NaN where it is missing.
 */
export function goesLeft(ensemble: TreeEnsemble, node: number, value: number): boolean {
  const flags = ensemble.flags[node]!;
  const missingLeft = (flags & nodeFlag.missingLeft) !== 0;
  if ((flags & nodeFlag.category) !== 0) {
    if (Number.isNaN(value)) return missingLeft;
    return !isInSet(ensemble, node, value);
  }
  let compared = value;
  if (Number.isNaN(value)) {
    if ((flags & nodeFlag.missingIsZero) === 0) return missingLeft;
    compared = 0;
  }
  if ((flags & nodeFlag.zeroIsMissing) !== 0 && Math.abs(compared) <= zeroThreshold) return missingLeft;
  return compared < ensemble.thresholds[node]!;
}

/** Whether a category split sends this code right. Codes beyond the set, below zero or of no whole value are cut to whole ones. */
function isInSet(ensemble: TreeEnsemble, node: number, value: number): boolean {
  const code = Math.trunc(value);
  const size = ensemble.setSizes[node]!;
  if (code < 0 || code >= size * 32) return false;
  const word = ensemble.setWords[ensemble.setStarts[node]! + (code >>> 5)]!;
  return ((word >>> (code & 31)) & 1) === 1;
}
