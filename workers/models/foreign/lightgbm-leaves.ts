import type { LinearLeaves } from '../linear/linear-leaves.ts';
import { damagedModel } from '../model-reason.ts';
import { blockNumbers, type LightgbmBlock } from './lightgbm-blocks.ts';

/** What the leaves of one tree hold: a constant, and features with their weights. */
export interface TreeLeaves {
  readonly constants: Float64Array;
  readonly starts: readonly number[];
  readonly features: Float64Array;
  readonly weights: Float64Array;
}

/** The linear leaves of a tree; null: its leaves are plain values. Throws MODEL_DAMAGED. */
export function leavesOf(tree: LightgbmBlock, leaves: number): TreeLeaves | null {
  if (!tree.has('is_linear') || tree.get('is_linear') === '0') return null;
  const counts = blockNumbers(tree, 'num_features', leaves);
  const starts = [0];
  for (const count of counts) {
    if (!Number.isInteger(count) || count < 0) throw damagedModel(`num_features is ${count}`);
    starts.push(starts.at(-1)! + count);
  }
  // Features and weights of the leaves stand behind each other with two blanks between.
  const total = starts.at(-1)!;
  return {
    ...{ constants: blockNumbers(tree, 'leaf_const', leaves), starts },
    features: blockNumbers(tree, 'leaf_features', total, / +/),
    weights: blockNumbers(tree, 'leaf_coeff', total, / +/),
  };
}

/** Gathers the leaves of all trees in the order of the nodes of their ensemble. */
export class LeafGatherer {
  readonly #constants: number[] = [];
  readonly #starts: number[] = [0];
  readonly #features: number[] = [];
  readonly #weights: number[] = [];
  readonly #most: number;

  /** `most`: of so many features of the model. */
  constructor(most: number) {
    this.#most = most;
  }

  /** An inner node, or a leaf of a plain value. */
  addPlain(value: number): void {
    this.#constants.push(value);
    this.#starts.push(this.#weights.length);
  }

  /** A leaf of a tree, all of whose numbers are multiplied by `scale`. */
  add({ constants, features, starts, weights }: TreeLeaves, leaf: number, scale: number): void {
    for (let at = starts[leaf]!; at < starts[leaf + 1]!; at++) {
      const feature = features[at]!;
      if (!Number.isInteger(feature) || feature < 0 || feature >= this.#most)
        throw damagedModel(`a tree asks for feature ${feature}`);
      this.#features.push(feature);
      this.#weights.push(weights[at]! * scale);
    }
    this.addPlain(constants[leaf]! * scale);
  }

  /** The leaves that were added. */
  finish(): LinearLeaves {
    return {
      constants: Float64Array.from(this.#constants),
      starts: Uint32Array.from(this.#starts),
      features: Uint32Array.from(this.#features),
      weights: Float64Array.from(this.#weights),
    };
  }
}
