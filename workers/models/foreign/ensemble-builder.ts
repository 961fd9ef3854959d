import { nodeFlag, type TreeEnsemble } from '../../trees/ensemble.ts';
import { damagedModel } from '../model-reason.ts';

/** A node of a foreign tree. Children are places in the same tree, in any order. */
export interface ForeignNode {
  /** −1 at a leaf. */
  readonly feature: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly flags: number;
  /** Categories that go right; null: the split compares numbers. */
  readonly categories: ArrayLike<number> | null;
  readonly value: number;
  readonly cover: number;
  readonly gain: number;
}

/** So many nodes take about 3 GB as arrays with what is made of them on the way. */
const mostNodes = 20_000_000;
const mostCategory = 1_000_000;
const mostSetWords = 20_000_000;

/** Gathers foreign trees into an ensemble: nodes that the root reaches, each once, parents before children. */
export class EnsembleBuilder {
  readonly #features: number;
  readonly #outputs: number;
  readonly #treeStarts: number[] = [0];
  readonly #treeOutputs: number[] = [];
  readonly #splitFeatures: number[] = [];
  readonly #thresholds: number[] = [];
  readonly #leftNodes: number[] = [];
  readonly #rightNodes: number[] = [];
  readonly #flags: number[] = [];
  readonly #setStarts: number[] = [];
  readonly #setSizes: number[] = [];
  readonly #setWords: number[] = [];
  readonly #values: number[] = [];
  readonly #covers: number[] = [];
  readonly #gains: number[] = [];

  constructor(features: number, outputs: number) {
    this.#features = features;
    this.#outputs = outputs;
  }

  get trees(): number {
    return this.#treeOutputs.length;
  }

  /** Adds the tree whose root is node 0 of `count`. Throws MODEL_DAMAGED where it is none. */
  addTree(output: number, count: number, nodeAt: (place: number) => ForeignNode): void {
    if (!(output >= 0 && output < this.#outputs)) throw damagedModel(`a tree adds to output ${output}`);
    if (!(count > 0)) throw damagedModel('a tree has no nodes');
    if (this.#splitFeatures.length + count > mostNodes) throw damagedModel(`it has more than ${mostNodes} nodes`);
    const isSeen = new Uint8Array(count);
    // Foreign places of the nodes, in the order they get here.
    const places: number[] = [0];
    const first = this.#splitFeatures.length;
    isSeen[0] = 1;
    for (let at = 0; at < places.length; at++) {
      const node = nodeAt(places[at]!);
      const isLeaf = node.feature < 0;
      let left = 0;
      let right = 0;
      if (!isLeaf) {
        if (node.feature >= this.#features) throw damagedModel(`a tree asks for feature ${node.feature}`);
        for (const child of [node.left, node.right]) {
          if (!Number.isInteger(child) || child < 0 || child >= count)
            throw damagedModel('a child lies outside its tree');
          if (isSeen[child] !== 0) throw damagedModel('a tree has a cycle');
          isSeen[child] = 1;
        }
        left = first + places.push(node.left) - 1;
        right = first + places.push(node.right) - 1;
      }
      this.#push(node, left, right);
    }
    this.#treeOutputs.push(output);
    this.#treeStarts.push(this.#splitFeatures.length);
  }

  #push(node: ForeignNode, left: number, right: number): void {
    const isCategory = node.feature >= 0 && node.categories !== null;
    this.#splitFeatures.push(node.feature < 0 ? -1 : node.feature);
    this.#thresholds.push(node.feature < 0 || isCategory ? 0 : node.threshold);
    this.#leftNodes.push(left);
    this.#rightNodes.push(right);
    this.#flags.push(node.feature < 0 ? 0 : node.flags | (isCategory ? nodeFlag.category : 0));
    this.#setStarts.push(isCategory ? this.#setWords.length : 0);
    this.#setSizes.push(isCategory ? this.#pushSet(node.categories!) : 0);
    this.#values.push(node.value);
    this.#covers.push(node.cover);
    this.#gains.push(Number.isFinite(node.gain) ? node.gain : 0);
  }

  #pushSet(categories: ArrayLike<number>): number {
    const start = this.#setWords.length;
    for (let at = 0; at < categories.length; at++) {
      const category = categories[at]!;
      if (!Number.isInteger(category) || category < 0 || category > mostCategory) {
        throw damagedModel(`a split asks for category ${category}`);
      }
      const word = start + (category >>> 5);
      if (word >= mostSetWords) throw damagedModel('it has too many sets of categories');
      while (this.#setWords.length <= word) this.#setWords.push(0);
      this.#setWords[word] = (this.#setWords[word]! | (1 << (category & 31))) >>> 0;
    }
    return this.#setWords.length - start;
  }

  /** The ensemble of the trees added. */
  build(baseScores: readonly number[], roundsToSingle: boolean): TreeEnsemble {
    return {
      outputs: this.#outputs,
      features: this.#features,
      baseScores: Float64Array.from(baseScores),
      roundsToSingle,
      treeStarts: Uint32Array.from(this.#treeStarts),
      treeOutputs: Uint16Array.from(this.#treeOutputs),
      splitFeatures: Int32Array.from(this.#splitFeatures),
      thresholds: Float64Array.from(this.#thresholds),
      leftNodes: Uint32Array.from(this.#leftNodes),
      rightNodes: Uint32Array.from(this.#rightNodes),
      flags: Uint8Array.from(this.#flags),
      setStarts: Uint32Array.from(this.#setStarts),
      setSizes: Uint32Array.from(this.#setSizes),
      setWords: Uint32Array.from(this.#setWords),
      values: Float64Array.from(this.#values),
      covers: Float64Array.from(this.#covers),
      gains: Float64Array.from(this.#gains),
    };
  }
}
