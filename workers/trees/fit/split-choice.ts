import * as layout from '../../trees-kernel/layout.ts';
import { nodeFlag } from '../ensemble.ts';
import type { BinnedFeature } from './binned-feature.ts';
import type { GrowingTree } from './growing-tree.ts';

/** The best split of a node. */
export interface SplitChoice {
  readonly feature: number;
  /** Last bin that goes left beside bin 0, which goes with what is missing; −1 of a split of categories. */
  readonly bin: number;
  /** Bits of the bins that go right; null of a split of a number. */
  readonly rightBins: Uint32Array | null;
  readonly isMissingLeft: boolean;
  /** Whether bin 0 goes left. */
  readonly isFirstBinLeft: boolean;
  /** As the search tells it, in the units of packed gradients. */
  readonly gain: number;
  /** Packed sums of the left child. */
  readonly gradient: number;
  readonly hessian: number;
}

const largestSingle = 3.4028234663852886e38;

/** Writes down, from place `at` on, for each bin whether it goes left. */
export function fillGoesLeft(goesLeft: Uint8Array, at: number, split: SplitChoice): void {
  const { rightBins } = split;
  if (rightBins === null) {
    goesLeft.fill(1, at, at + split.bin + 1).fill(0, at + split.bin + 1, at + layout.mostBins);
  } else {
    for (let bin = 0; bin < layout.mostBins; bin++) {
      goesLeft[at + bin] = ((rightBins[bin >> 5]! >>> (bin & 31)) & 1) ^ 1;
    }
  }
  goesLeft[at] = split.isFirstBinLeft ? 1 : 0;
}

/** Writes a split into a node of a tree, in terms of values: a number's threshold, or the categories that go right. */
export function writeSplit(tree: GrowingTree, node: number, split: SplitChoice, binned: BinnedFeature): void {
  tree.splitFeatures[node] = split.feature;
  tree.flags[node] = split.isMissingLeft ? nodeFlag.missingLeft : 0;
  if (binned.kind === 'number') {
    const { cuts, isFull } = binned;
    // Behind the last cut stand all values, before bin 1 none: what is split off is what is missing.
    if (isFull) tree.thresholds[node] = cuts[split.bin]!;
    else tree.thresholds[node] = split.bin === 0 ? -largestSingle : (cuts[split.bin - 1] ?? largestSingle);
    return;
  }
  tree.flags[node]! |= nodeFlag.category;
  tree.sets[node] = codesOfBins(split, binned.binOfCode);
}

/** Bits of the codes that go right; those of which training had no row go where missing values go. */
function codesOfBins(split: SplitChoice, binOfCode: Uint8Array): Uint32Array {
  const words = new Uint32Array((binOfCode.length + 31) >> 5);
  for (let code = 0; code < binOfCode.length; code++) {
    const bin = binOfCode[code]!;
    const isRight = bin === 0 ? !split.isMissingLeft : ((split.rightBins![bin >> 5]! >>> (bin & 31)) & 1) !== 0;
    if (isRight) words[code >> 5]! |= 1 << (code & 31);
  }
  return words;
}

/** The split of a node of a finished tree, in terms of bins. */
export function splitOfNode(tree: GrowingTree, node: number, binned: BinnedFeature): SplitChoice {
  const isMissingLeft = (tree.flags[node]! & nodeFlag.missingLeft) !== 0;
  const common = {
    feature: tree.splitFeatures[node]!,
    isMissingLeft,
    isFirstBinLeft: isMissingLeft,
    gain: tree.gains[node]!,
    gradient: 0,
    hessian: 0,
  };
  if (binned.kind === 'number') {
    const { cuts, isFull } = binned;
    const cut = cuts.indexOf(tree.thresholds[node]!);
    if (isFull) return { ...common, bin: cut, rightBins: null, isFirstBinLeft: true };
    const last = tree.thresholds[node] === -largestSingle ? 0 : cuts.length + 1;
    return { ...common, bin: cut < 0 ? last : cut + 1, rightBins: null };
  }
  const rightBins = new Uint32Array(layout.mostBins >> 5);
  const set = tree.sets[node]!;
  for (let code = 0; code < binned.binOfCode.length; code++) {
    const bin = binned.binOfCode[code]!;
    if (bin > 0 && ((set[code >> 5]! >>> (code & 31)) & 1) !== 0) rightBins[bin >> 5]! |= 1 << (bin & 31);
  }
  return { ...common, bin: -1, rightBins };
}
