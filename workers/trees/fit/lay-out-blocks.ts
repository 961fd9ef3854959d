import * as layout from '../../trees-kernel/layout.ts';
import type { BinnedFeature } from './binned-feature.ts';
import type { Arena } from './fit-memory.ts';
import type { FitRows } from './fit-rows.ts';
import type { LeaderPhases } from './phases.ts';

/** Eight features whose histograms lie interleaved. */
export interface FeatureBlock {
  /** By lane. */
  readonly features: readonly number[];
  /** Of the widest lane. */
  readonly bins: number;
  /** Where the block begins in a histogram, in bytes. */
  readonly offset: number;
}

export interface FeatureBlocks {
  readonly blocks: readonly FeatureBlock[];
  readonly histogramBytes: number;
  /** Whether every split is one of numbers without bounds. */
  readonly isPlain: boolean;
}

/**
 * Deals the features that can be split into blocks and lays their bins side by side. Features with about as many bins come
 * together, since the widest decides how much of a histogram is gone through; those of categories stand apart.
 */
export function layOutBlocks(
  binned: readonly BinnedFeature[],
  monotone: readonly (-1 | 0 | 1)[] | null,
  rows: FitRows,
  arena: Arena,
  phases: LeaderPhases,
): FeatureBlocks {
  const isUsable = (index: number) =>
    binned[index]!.bins > 2 || (binned[index]!.bins === 2 && binned[index]!.hasMissing);
  const ofKind = (kind: BinnedFeature['kind']) =>
    [...binned.keys()]
      .filter((index) => binned[index]!.kind === kind && isUsable(index))
      .sort((a, b) => binned[b]!.bins - binned[a]!.bins || a - b);
  const groups = [...inEights(ofKind('number')), ...inEights(ofKind('category'))];
  let offset = 0;
  const blocks = groups.map((features) => {
    const bins = Math.max(...features.map((feature) => binned[feature]!.bins));
    const block = { features, bins, offset };
    offset += bins * layout.lanes * 8;
    return block;
  });
  const table = arena.take(Math.max(1, blocks.length) * layout.blockBytes);
  blocks.forEach((block, index) => {
    const words = arena.words(table + index * layout.blockBytes, layout.blockBytes >> 2).fill(0);
    block.features.forEach((feature, lane) => {
      const one = binned[feature]!;
      words.set([one.bins, laneKindOf(one), monotone?.[feature] ?? 0, feature], (lane * layout.laneBytes) >> 2);
    });
    const isPlain = binned[block.features[0]!]!.kind === 'number';
    words.set(
      [block.bins, block.features.length, block.offset, isPlain ? 1 : 0],
      (layout.lanes * layout.laneBytes) >> 2,
    );
  });
  const blockBins = arena.take(blocks.length * rows.places * 8);
  const header = arena.words(layout.header, layout.headerBytes >> 2);
  header[layout.blockTableAt >> 2] = table;
  header[layout.blocksAt >> 2] = blocks.length;
  header[layout.blockBinsAt >> 2] = blockBins;
  phases.run(layout.transposePhase, rows.trainChunks);
  return { blocks, histogramBytes: Math.max(offset, 64), isPlain: !monotone?.some((direction) => direction !== 0) };
}

function laneKindOf(binned: BinnedFeature): number {
  if (binned.kind === 'category') return layout.categoryLane;
  return binned.isFull ? layout.fullLane : layout.numberLane;
}

function inEights(features: readonly number[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (let first = 0; first < features.length; first += layout.lanes) {
    // Of splits that gain the same the first is taken, which is that of the first feature.
    groups.push(features.slice(first, first + layout.lanes).sort((a, b) => a - b));
  }
  return groups;
}
