import type { SplitChoice } from './split-choice.ts';

/** A node of a tree in growth. */
export class OpenNode {
  /** Place of the tree among those that grow side by side. */
  readonly tree: number;
  readonly node: number;
  readonly depth: number;
  /** Rows of training in it. */
  readonly rows: number;
  /** Packed sums. */
  readonly gradient: number;
  readonly hessian: number;
  /** Bounds of its value, before the learning rate, in the units of packed gradients. */
  readonly low: number;
  readonly high: number;
  /** Address of its histogram; 0 where it has none. */
  histogram = 0;
  /** The best split, once it was looked for. */
  split: SplitChoice | null = null;

  constructor(
    tree: number,
    node: number,
    depth: number,
    rows: number,
    gradient: number,
    hessian: number,
    low: number,
    high: number,
  ) {
    this.tree = tree;
    this.node = node;
    this.depth = depth;
    this.rows = rows;
    this.gradient = gradient;
    this.hessian = hessian;
    this.low = low;
    this.high = high;
  }
}
