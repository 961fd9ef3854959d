import * as layout from '../../trees-kernel/layout.ts';
import { type BoostingOptions, leavesOf, outputsOf } from '../boosting-options.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { scoreMargins } from '../score/score-margins.ts';
import type { TrainingSet } from '../training-set.ts';
import { baseScoresOf, halfScoresOf } from './base-scores.ts';
import { binFeatures } from './bin-features.ts';
import { Arena, type FitMemory } from './fit-memory.ts';
import type { RoundScores } from './fit-result.ts';
import { type FitRows, fillPlaces, layOutRows } from './fit-rows.ts';
import { type Growth, growTrees } from './grow-trees.ts';
import type { GrowingTree } from './growing-tree.ts';
import { HistogramPool } from './histogram-pool.ts';
import { HistogramSearch } from './histogram-search.ts';
import { layOutBlocks } from './lay-out-blocks.ts';
import { setLeafValues } from './leaf-values.ts';
import type { PackedUnits } from './packed-units.ts';
import type { LeaderPhases } from './phases.ts';
import { replayTrees } from './replay-trees.ts';
import { layOutRounds, type RoundMemory } from './round-memory.ts';
import { metricOf, readScores } from './round-scores.ts';
import { drawFeatures, mixedSeed } from './seeded-draws.ts';
import { TreeTables } from './tree-tables.ts';

/** Memory, in bytes, for lists and histograms of trees that grow side by side, and for the histograms of all nodes. */
export interface GrowthLimits {
  readonly groupBytes: number;
  readonly poolBytes: number;
}

const usualLimits: GrowthLimits = { groupBytes: 512 << 20, poolBytes: 1024 << 20 };
/** Sums of gradients and of hessians come to this at most: half of what a signed word of 32 bits holds, rounding included. */
const packedTotalBits = 30;

/** A power of two, so that hessians of 1 (squared errors) and whole weights are packed without rounding. */
const packedScale = (total: number): number => 2 ** (packedTotalBits - Math.ceil(Math.log2(Math.max(total, 1e-200))));

/** A fit with everything laid out: rounds are done one by one. */
export class BoostingFit {
  readonly baseScores: Float64Array;
  readonly arena: Arena;
  readonly #phases: LeaderPhases;
  readonly #options: BoostingOptions;
  readonly #outputs: number;
  readonly #features: number;
  readonly #rows: FitRows;
  readonly #memory: RoundMemory;
  readonly #growth: Growth;
  readonly #header: Int32Array;

  constructor(
    control: FitMemory,
    phases: LeaderPhases,
    set: TrainingSet,
    options: BoostingOptions,
    { groupBytes, poolBytes } = usualLimits,
  ) {
    const arena = new Arena(control);
    this.arena = arena;
    this.#phases = phases;
    this.#options = options;
    this.#outputs = outputsOf(options.objective);
    this.#features = set.features.length;
    this.#header = arena.words(layout.header, layout.headerBytes >> 2);
    const rows = layOutRows(set, arena);
    this.#rows = rows;
    const binned = binFeatures(set, rows, options, arena, phases);
    const blocks = layOutBlocks(binned, options.monotone, rows, arena, phases);
    this.#header[layout.isPlainAt >> 2] = blocks.isPlain && options.alpha === 0 ? 1 : 0;
    this.#header[layout.mostCategoriesAt >> 2] = options.maxSplitCategories;
    this.#memory = layOutRounds(set, rows, options.objective, options.classWeights, arena);
    const { targets, weights, margins } = this.#memory;
    this.baseScores =
      set.start?.baseScores ??
      (options.start === 'half' ? halfScoresOf(options.objective) : null) ??
      baseScoresOf(options.objective, targets, weights, rows.train.length);
    this.baseScores.forEach((score, output) => {
      margins.fill(score, output * rows.places, (output + 1) * rows.places);
    });
    if (set.start) startFrom(set.start, set, rows, margins);
    const nodes = 2 * Math.min(leavesOf(options), Math.max(1, rows.train.length)) - 1;
    const ofTree = rows.places * 20 + nodes * (rows.chunks * 4 + rows.trainChunks * 16) + blocks.histogramBytes * 32;
    const fitting = Math.max(1, Math.floor(groupBytes / ofTree));
    const trees = Math.min(this.#outputs, layout.mostTrees, fitting);
    const isQuantile = options.objective.kind === 'absolute' || options.objective.kind === 'quantile';
    const tables = new TreeTables(arena, phases, rows, trees, nodes, isQuantile);
    const most = Math.floor(poolBytes / blocks.histogramBytes);
    const pool = new HistogramPool(arena, blocks.histogramBytes, most);
    const search = new HistogramSearch(arena, phases, blocks, binned, pool, trees);
    this.#growth = { tables, search, pool, binned, options };
  }

  /** Takes over the trees of earlier rounds. */
  replay(trees: readonly GrowingTree[]): void {
    replayTrees(this.#growth.tables, this.#growth.binned, trees);
  }

  /** Finds gradients for round `round` (from 0 on) and the scores of the rounds before it. */
  startRound(round: number): RoundScores {
    const { rowSampling, seed } = this.#options;
    this.#header[layout.lossOnlyAt >> 2] = 0;
    this.#header[layout.sampleSeedAt >> 2] = mixedSeed(seed, round, 1);
    this.#header[layout.sampleShareAt >> 2] = rowSampling < 1 ? Math.round(rowSampling * 2 ** 32) : 0;
    return this.#look();
  }

  /** The scores of all rounds so far. */
  finalScores(): RoundScores {
    this.#header[layout.lossOnlyAt >> 2] = 1;
    return this.#look();
  }

  #look(): RoundScores {
    this.#phases.run(layout.gradientPhase, this.#rows.chunks);
    return readScores(this.#memory, this.#rows, this.#outputs, metricOf(this.#options.objective));
  }

  /** Grows the trees of a round that was started, some side by side, and adds them to the margins. */
  growRound(round: number, throwIfCancelled: () => void): readonly GrowingTree[] {
    const { tables, search } = this.#growth;
    const made: GrowingTree[] = [];
    for (let first = 0; first < this.#outputs; first += tables.trees) {
      const count = Math.min(tables.trees, this.#outputs - first);
      const outputs = Array.from({ length: count }, (_, tree) => first + tree);
      const units = outputs.map((output, tree) => this.#setUnits(output, tree));
      const { columnSampling, seed } = this.#options;
      search.setFeatures(
        outputs.map((output) => drawFeatures(this.#features, columnSampling, mixedSeed(seed, round, 2, output))),
      );
      tables.start(first, count);
      const grown = growTrees(this.#growth, first, units, throwIfCancelled);
      setLeafValues(tables, grown, this.#options);
      for (const { tree } of grown) made.push(tree);
    }
    return made;
  }

  /** Scales so that the sums of a tree just fit into their words, and what the search reckons with in these units. */
  #setUnits(output: number, tree: number): PackedUnits {
    const stride = 2 * this.#outputs + 1;
    let gradients = 0;
    let hessians = 0;
    for (let chunk = 0; chunk < this.#rows.trainChunks; chunk++) {
      gradients += this.#memory.partialSums[chunk * stride + 2 * output]!;
      hessians += this.#memory.partialSums[chunk * stride + 2 * output + 1]!;
    }
    const gradient = packedScale(gradients);
    const hessian = packedScale(hessians);
    const { lambda, alpha, minChildWeight, categorySmoothing, categoryLambda } = this.#options;
    const at = layout.header + layout.unitsAt + tree * layout.unitBytes;
    this.arena.doubles(at, layout.unitBytes >> 3).set([
      hessian,
      gradient,
      lambda * hessian,
      // One unit at least: a child has rows.
      Math.max(minChildWeight * hessian, 1),
      alpha * gradient,
      categorySmoothing * hessian,
      categoryLambda * hessian,
    ]);
    return { gradient, hessian, lambda: lambda * hessian, alpha: alpha * gradient };
  }
}

/** Margins of the rows by the trees that a fit starts from. */
function startFrom(start: TreeEnsemble, { features, rows: count }: TrainingSet, rows: FitRows, margins: Float64Array) {
  const { outputs } = start;
  const found = scoreMargins(start, features, 0, count);
  for (let output = 0; output < outputs; output++) {
    const own = margins.subarray(output * rows.places, (output + 1) * rows.places);
    fillPlaces(rows, own, (row) => found[row * outputs + output]!);
  }
}
