import * as layout from '../../trees-kernel/layout.ts';
import type { BinnedFeature } from './binned-feature.ts';
import type { Arena } from './fit-memory.ts';
import type { HistogramPool } from './histogram-pool.ts';
import type { FeatureBlocks } from './lay-out-blocks.ts';
import type { OpenNode } from './open-node.ts';
import type { LeaderPhases } from './phases.ts';
import type { SplitChoice } from './split-choice.ts';

/** Two children of a node: one whose rows are added up, and one that is the rest; or a node by itself. */
export interface NodePair {
  readonly summed: OpenNode;
  readonly rest: OpenNode | null;
}

/** Pairs of a phase at most. */
const wave = 512;
/** With helpers a phase has so many items at least, if need be by adding rows up in parts of so many chunks. */
const fewItems = 8;
const partChunks = 2;
/** A gain below this share of the node's own score is rounding. */
const rounding = 1e-10;

/** Builds histograms and finds the best splits. */
export class HistogramSearch {
  readonly #arena: Arena;
  readonly #phases: LeaderPhases;
  readonly #blocks: FeatureBlocks;
  readonly #binned: readonly BinnedFeature[];
  readonly #pool: HistogramPool;
  readonly #header: Int32Array;
  readonly #masks: Uint8Array;
  readonly #list: Int32Array;
  readonly #pairs: number;
  readonly #candidates: number;
  readonly #candidateWords: Int32Array;
  readonly #candidateDoubles: Float64Array;
  readonly #counters: Int32Array;

  constructor(
    arena: Arena,
    phases: LeaderPhases,
    blocks: FeatureBlocks,
    binned: readonly BinnedFeature[],
    pool: HistogramPool,
    trees: number,
  ) {
    this.#arena = arena;
    this.#phases = phases;
    this.#blocks = blocks;
    this.#binned = binned;
    this.#pool = pool;
    this.#header = arena.words(layout.header, layout.headerBytes >> 2);
    const table = (at: number, bytes: number): number => {
      const address = arena.take(Math.max(bytes, 8));
      this.#header[at >> 2] = address;
      return address;
    };
    const count = blocks.blocks.length;
    this.#masks = arena.bytes(table(layout.laneMasksAt, trees * count), trees * count);
    this.#list = arena.words(table(layout.blockListAt, count * 4), count);
    this.#pairs = table(layout.pairTableAt, wave * layout.pairBytes);
    const bytes = wave * 2 * count * layout.candidateBytes;
    this.#candidates = table(layout.candidatesAt, bytes);
    this.#candidateWords = arena.words(this.#candidates, bytes >> 2);
    this.#candidateDoubles = arena.doubles(this.#candidates, bytes >> 3);
    table(layout.partHistogramsAt, fewItems * fewItems * layout.mostBins * 64);
    this.#counters = arena.words(table(layout.partCountersAt, fewItems * 4), fewItems);
  }

  /** Tells which features each tree may split; null for all. */
  setFeatures(chosen: readonly (readonly boolean[] | null)[]): void {
    const { blocks } = this.#blocks;
    const isActive = blocks.map(() => false);
    chosen.forEach((ofTree, tree) => {
      blocks.forEach((block, index) => {
        let mask = 0;
        block.features.forEach((feature, lane) => {
          if (ofTree === null || ofTree[feature]) mask |= 1 << lane;
        });
        this.#masks[tree * blocks.length + index] = mask;
        if (mask !== 0) isActive[index] = true;
      });
    });
    let active = 0;
    isActive.forEach((is, index) => {
      if (is) this.#list[active++] = index;
    });
    this.#header[layout.activeBlocksAt >> 2] = active;
  }

  /** Finds the best split of each node of the pairs. Histograms stay with the nodes while there is room for them. */
  search(pairs: readonly NodePair[]): void {
    let open: NodePair[] = [];
    for (const pair of pairs) {
      if (open.length === wave) {
        this.#run(open);
        open = [];
      }
      pair.summed.histogram = this.#pool.take();
      if (pair.summed.histogram === 0) {
        // Without room, histograms that were just searched give way: later their nodes' children are added up from rows, both.
        this.#run(open);
        for (const { summed, rest } of open) {
          this.#pool.give(summed);
          if (rest !== null) this.#pool.give(rest);
        }
        open = [];
        pair.summed.histogram = this.#pool.takeAnyway();
      }
      open.push(pair);
    }
    this.#run(open);
  }

  #run(pairs: readonly NodePair[]): void {
    const active = this.#header[layout.activeBlocksAt >> 2]!;
    if (pairs.length === 0 || active === 0) return;
    pairs.forEach((pair, index) => {
      this.#writePair(pair, this.#pairs + index * layout.pairBytes);
    });
    const items = pairs.length * active;
    const parts = this.#partsOf(items);
    this.#header[layout.partsAt >> 2] = parts;
    if (parts > 1) this.#counters.fill(0);
    this.#phases.run(layout.histogramPhase, items * parts);
    pairs.forEach(({ summed, rest }, index) => {
      this.#readBest(summed, index * 2);
      if (rest !== null) this.#readBest(rest, index * 2 + 1);
    });
  }

  #partsOf(items: number): number {
    if (items >= fewItems || !this.#phases.isHelped) return 1;
    const most = Math.floor(this.#header[layout.trainChunksAt >> 2]! / partChunks);
    return Math.max(1, Math.min(Math.ceil(fewItems / items), most));
  }

  #writePair({ summed, rest }: NodePair, at: number): void {
    const { allWords: words, allDoubles: sums } = this.#arena;
    words[(at + layout.pairTree) >> 2] = summed.tree;
    words[(at + layout.pairNode) >> 2] = summed.node | (summed.depth << 24);
    words[(at + layout.pairHistogram) >> 2] = summed.histogram;
    words[(at + layout.pairOther) >> 2] = rest?.histogram ?? 0;
    sums[(at + layout.pairGradient) >> 3] = summed.gradient;
    sums[(at + layout.pairHessian) >> 3] = summed.hessian;
    sums[(at + layout.pairLow) >> 3] = summed.low;
    sums[(at + layout.pairHigh) >> 3] = summed.high;
    if (rest === null) return;
    sums[(at + layout.pairOtherGradient) >> 3] = rest.gradient;
    sums[(at + layout.pairOtherHessian) >> 3] = rest.hessian;
    sums[(at + layout.pairOtherLow) >> 3] = rest.low;
    sums[(at + layout.pairOtherHigh) >> 3] = rest.high;
  }

  #readBest(node: OpenNode, row: number): void {
    const { blocks } = this.#blocks;
    const active = this.#header[layout.activeBlocksAt >> 2]!;
    const score = (node.gradient * node.gradient) / Math.max(node.hessian, 1);
    let best = rounding * score;
    let found = -1;
    for (let place = 0; place < active; place++) {
      const block = this.#list[place]!;
      const gain = this.#candidateDoubles[((row * blocks.length + block) * layout.candidateBytes) >> 3]!;
      if (gain > best || (gain === best && found >= 0 && this.#featureOf(row, block) < this.#featureOf(row, found))) {
        best = gain;
        found = block;
      }
    }
    node.split = found < 0 ? null : this.#readSplit(node, row * blocks.length + found, found);
  }

  /** The feature of the best split of a block. */
  #featureOf(row: number, block: number): number {
    const { blocks } = this.#blocks;
    const at = ((row * blocks.length + block) * layout.candidateBytes + layout.candidateLane) >> 2;
    return blocks[block]!.features[this.#candidateWords[at]!]!;
  }

  #readSplit(node: OpenNode, candidate: number, block: number): SplitChoice {
    const words = (candidate * layout.candidateBytes) >> 2;
    const doubles = (candidate * layout.candidateBytes) >> 3;
    const lane = this.#candidateWords[words + (layout.candidateLane >> 2)]!;
    const feature = this.#blocks.blocks[block]!.features[lane]!;
    const binned = this.#binned[feature]!;
    const isCategory = binned.kind === 'category';
    const isFull = !isCategory && binned.isFull;
    const set = words + (layout.candidateSet >> 2);
    const hessian = this.#candidateDoubles[doubles + (layout.candidateHessian >> 3)]!;
    // Where nothing is missing nothing was learned of it: it goes with most rows.
    const isFirstBinLeft = this.#candidateWords[words + (layout.candidateMissingLeft >> 2)] !== 0;
    const isMissingLeft = this.#hasMissing(node, block, lane, feature) ? isFirstBinLeft : 2 * hessian >= node.hessian;
    return {
      feature,
      bin: isCategory ? -1 : this.#candidateWords[words + (layout.candidateBin >> 2)]!,
      rightBins: isCategory ? Uint32Array.from(this.#candidateWords.subarray(set, set + 8)) : null,
      isMissingLeft,
      // Of a number with all bins, bin 0 has rows like any other.
      isFirstBinLeft: isFull ? isFirstBinLeft : isMissingLeft,
      gain: this.#candidateDoubles[doubles + (layout.candidateGain >> 3)]!,
      gradient: this.#candidateDoubles[doubles + (layout.candidateGradient >> 3)]!,
      hessian,
    };
  }

  #hasMissing(node: OpenNode, block: number, lane: number, feature: number): boolean {
    if (!this.#binned[feature]!.hasMissing) return false;
    const at = (node.histogram + this.#blocks.blocks[block]!.offset + lane * 8) >> 2;
    const words = this.#arena.allWords;
    return words[at] !== 0 || words[at + 1] !== 0;
  }
}
