import * as layout from '../../trees-kernel/layout.ts';
import type { Arena } from './fit-memory.ts';
import type { FitRows } from './fit-rows.ts';
import type { LeaderPhases } from './phases.ts';

/** A split as the kernel carries it out. */
export interface RowSplit {
  readonly node: number;
  readonly left: number;
  readonly right: number;
  readonly depth: number;
  readonly feature: number;
  /** Writes down, from place `at` on, for each of 256 bins whether it goes left. */
  fillGoesLeft(goesLeft: Uint8Array, at: number): void;
}

/** A leaf by its node. */
export interface LeafPlace {
  readonly node: number;
  readonly depth: number;
}

/** Tables over which the rows of some trees, growing side by side, are dealt to their nodes. */
export class TreeTables {
  readonly trees: number;
  readonly nodes: number;
  readonly #arena: Arena;
  readonly #phases: LeaderPhases;
  readonly #rows: FitRows;
  readonly #header: Int32Array;
  readonly #segments: Int32Array;
  readonly #startSums: Int32Array;
  readonly #splits: number;
  readonly #splitCounts: Int32Array;
  readonly #leaves: number;
  readonly #leafCounts: Int32Array;
  readonly #leafSums: Float64Array;
  readonly #residuals: number;

  /** For `trees` trees of up to `nodes` nodes. */
  constructor(arena: Arena, phases: LeaderPhases, rows: FitRows, trees: number, nodes: number, hasResiduals: boolean) {
    this.trees = trees;
    this.nodes = nodes;
    this.#arena = arena;
    this.#phases = phases;
    this.#rows = rows;
    this.#header = arena.words(layout.header, layout.headerBytes >> 2);
    const table = (at: number, bytes: number): number => {
      const address = arena.take(bytes);
      this.#header[at >> 2] = address;
      return address;
    };
    const { chunks, trainChunks, places } = rows;
    this.#header[layout.nodesAt >> 2] = nodes;
    table(layout.rowListsAt, trees * 2 * places * 2);
    table(layout.packedListsAt, trees * 2 * trainChunks * layout.chunkRows * 8);
    this.#segments = arena.words(table(layout.segmentsAt, trees * nodes * chunks * 4), trees * nodes * chunks);
    this.#startSums = arena.words(table(layout.startSumsAt, trees * chunks * 8), trees * chunks * 2);
    this.#splits = table(layout.splitTableAt, trees * nodes * layout.splitBytes);
    this.#splitCounts = arena.words(table(layout.splitCountsAt, trees * 4), trees);
    this.#leaves = table(layout.leafTableAt, trees * nodes * layout.leafBytes);
    this.#leafCounts = arena.words(table(layout.leafCountsAt, trees * 4), trees);
    const sums = trees * trainChunks * nodes * 2;
    this.#leafSums = arena.doubles(table(layout.leafSumsAt, sums * 8), sums);
    this.#residuals = hasResiduals ? table(layout.residualTableAt, nodes * layout.residualBytes) : 0;
    if (hasResiduals) table(layout.residualsAt, trainChunks * layout.chunkRows * 16);
  }

  /** Puts all rows into the roots of `count` trees, the first of which adds to output `first`. */
  start(first: number, count: number): void {
    this.#header[layout.firstOutputAt >> 2] = first;
    this.#phases.run(layout.startPhase, count * this.#rows.chunks);
  }

  /** Sums of the packed gradients and hessians of all rows of a tree that was started. */
  rootSums(tree: number): { readonly gradient: number; readonly hessian: number } {
    let gradient = 0;
    let hessian = 0;
    for (let chunk = 0; chunk < this.#rows.trainChunks; chunk++) {
      const at = (tree * this.#rows.chunks + chunk) * 2;
      hessian += this.#startSums[at]! >>> 0;
      gradient += this.#startSums[at + 1]!;
    }
    return { gradient, hessian };
  }

  /** Deals the rows of the nodes that are split to their children; the splits by tree. */
  partition(splits: readonly (readonly RowSplit[])[], movesGradients: boolean): void {
    const { places } = this.#rows;
    const columns = this.#header[layout.columnsAt >> 2]!;
    const { allBytes: bytes, allWords: words } = this.#arena;
    splits.forEach((ofTree, tree) => {
      this.#splitCounts[tree] = ofTree.length;
      ofTree.forEach((split, index) => {
        const at = this.#splits + (tree * this.nodes + index) * layout.splitBytes;
        words[(at + layout.splitNode) >> 2] = split.node;
        words[(at + layout.splitLeft) >> 2] = split.left;
        words[(at + layout.splitRight) >> 2] = split.right;
        words[(at + layout.splitColumn) >> 2] = columns + split.feature * places;
        words[(at + layout.splitDepth) >> 2] = split.depth;
        split.fillGoesLeft(bytes, at + layout.splitGoesLeft);
      });
    });
    this.#header[layout.movesGradientsAt >> 2] = movesGradients ? 1 : 0;
    this.#phases.run(layout.partitionPhase, splits.length * this.#rows.chunks);
  }

  /** Rows of training in a node. */
  rowsOf(tree: number, node: number): number {
    const { trainChunks, chunks } = this.#rows;
    const from = (tree * this.nodes + node) * chunks;
    let rows = 0;
    for (let chunk = 0; chunk < trainChunks; chunk++) rows += this.#segments[from + chunk]! & 0xffff;
    return rows;
  }

  /** Writes down the leaves of each tree; the methods below look at these. */
  setLeaves(leaves: readonly (readonly LeafPlace[])[]): void {
    const words = this.#arena.allWords;
    leaves.forEach((ofTree, tree) => {
      this.#leafCounts[tree] = ofTree.length;
      ofTree.forEach((leaf, index) => {
        const at = this.#leaves + (tree * this.nodes + index) * layout.leafBytes;
        words[at >> 2] = leaf.node;
        words[(at >> 2) + 1] = leaf.depth;
      });
    });
  }

  /** Sums of gradients and hessians of each leaf, exact but for the rounding of doubles: by tree, then leaf. */
  leafSums(leaves: readonly (readonly LeafPlace[])[]): readonly (readonly { gradient: number; hessian: number }[])[] {
    const { trainChunks } = this.#rows;
    this.#phases.run(layout.leafSumPhase, leaves.length * trainChunks);
    return leaves.map((ofTree, tree) =>
      ofTree.map((_, leaf) => {
        let gradient = 0;
        let hessian = 0;
        for (let chunk = 0; chunk < trainChunks; chunk++) {
          const at = ((tree * trainChunks + chunk) * this.nodes + leaf) * 2;
          hessian += this.#leafSums[at]!;
          gradient += this.#leafSums[at + 1]!;
        }
        return { gradient, hessian };
      }),
    );
  }

  /** For each leaf of the only tree the quantile of what is missing to the targets. */
  residualQuantiles(leaves: readonly LeafPlace[]): readonly number[] {
    let first = 0;
    const entries = leaves.map((leaf, index) => {
      const at = this.#residuals + index * layout.residualBytes;
      this.#arena.words(at, 4).set([0, leaf.node, first, leaf.depth]);
      first += this.rowsOf(0, leaf.node);
      return at;
    });
    this.#phases.run(layout.residualPhase, leaves.length);
    return entries.map((at) => this.#arena.doubles(at + layout.residualAnswer, 1)[0]!);
  }

  /** Adds the values of the leaves, by tree and leaf, to the margins. */
  addValues(values: readonly (readonly number[])[]): void {
    const doubles = this.#arena.allDoubles;
    values.forEach((ofTree, tree) => {
      ofTree.forEach((value, leaf) => {
        const at = this.#leaves + (tree * this.nodes + leaf) * layout.leafBytes;
        doubles[(at + 8) >> 3] = value;
      });
    });
    this.#phases.run(layout.updatePhase, values.length * this.#rows.chunks);
  }
}
