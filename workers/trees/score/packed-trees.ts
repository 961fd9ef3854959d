import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';
import { ScoreKernel } from './score-kernel.ts';
import { rankOfThreshold, type ValueSlot, valueSlotsOf } from './value-slots.ts';

/**
 * An ensemble laid out for scoring. A node is four words: its slot; what a rank must reach to go right, or, of a category split,
 * −1 less the place of its set; its left child, which the right one follows; how far its set reaches. A leaf leads to itself.
 */
export interface PackedTrees {
  readonly slots: readonly ValueSlot[];
  readonly slotOfNode: Int32Array;
  readonly roots: Uint32Array;
  readonly kernel: ScoreKernel;
  /** Addresses in the kernel's memory: of nodes, of the values of leaves by node, of sets. */
  readonly nodesAt: number;
  readonly valuesAt: number;
  readonly setsAt: number;
}

const packed = new WeakMap<TreeEnsemble, PackedTrees>();

/** The layout of an ensemble, made once. */
export function packedTreesOf(ensemble: TreeEnsemble): PackedTrees {
  const made = packed.get(ensemble) ?? packTrees(ensemble);
  packed.set(ensemble, made);
  return made;
}

function packTrees(ensemble: TreeEnsemble): PackedTrees {
  const { slots, slotOfNode } = valueSlotsOf(ensemble);
  const trees = ensemble.treeOutputs.length;
  const count = ensemble.splitFeatures.length;
  const nodes = new Int32Array(count * 4);
  const values = new Float64Array(count);
  const placeOf = new Uint32Array(count);
  for (let tree = 0; tree < trees; tree++) {
    const first = ensemble.treeStarts[tree]!;
    let free = first + 1;
    placeOf[first] = first;
    for (let node = first; node < ensemble.treeStarts[tree + 1]!; node++) {
      const at = placeOf[node]! * 4;
      const slot = slotOfNode[node]!;
      if (slot < 0) {
        // No value reaches it, so the right child, which there is none of, is never gone to.
        nodes[at + 1] = 2 ** 31 - 1;
        nodes[at + 2] = placeOf[node]!;
        values[placeOf[node]!] = ensemble.values[node]!;
        continue;
      }
      nodes[at] = slot;
      nodes[at + 1] = codeOfNode(ensemble, slots, slot, node);
      nodes[at + 2] = free;
      nodes[at + 3] = ensemble.setSizes[node]! * 32;
      for (const child of [ensemble.leftNodes[node]!, ensemble.rightNodes[node]!]) {
        placeOf[child] = free++;
      }
    }
  }
  const kernel = new ScoreKernel();
  const [nodesAt, valuesAt, setsAt] = [kernel.keep(nodes), kernel.keep(values), kernel.keep(ensemble.setWords)];
  const roots = Uint32Array.from(ensemble.treeStarts.subarray(0, trees));
  return { slots, slotOfNode, roots, kernel, nodesAt, valuesAt, setsAt };
}

/** The second word of an inner node. */
export function codeOfNode(ensemble: TreeEnsemble, slots: readonly ValueSlot[], slot: number, node: number): number {
  if ((ensemble.flags[node]! & nodeFlag.category) !== 0) return -1 - ensemble.setStarts[node]!;
  return rankOfThreshold(slots[slot]!, ensemble.thresholds[node]!);
}
