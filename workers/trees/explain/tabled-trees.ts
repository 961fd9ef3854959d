import type { TreeEnsemble } from '../ensemble.ts';
import type { FeatureColumn } from '../feature-column.ts';
import { type PackedTrees, packedTreesOf } from '../score/packed-trees.ts';
import { fillSlot } from '../score/value-slots.ts';
import { type ExplainProgram, explainProgramOf } from './explain-program.ts';
import type { PathEdges } from './path-edges.ts';

/** Rows that go through all trees together: their columns stay in the second cache. A multiple of 16, as the kernel wants. */
const blockRows = 1024;
/** Rows that go through one tree together: their bytes stay in the first. */
const stepRows = 256;
/** Programs are kept between calls up to so many bytes in all, and made anew for each call beyond. */
const mostKeptBytes = 192 * 2 ** 20;
/** Programs that are in the kernel's memory at once. */
const mostLoadedBytes = 96 * 2 ** 20;

/** Explains trees by tables (explain-program.ts). */
export class TabledTrees {
  readonly #ensemble: TreeEnsemble;
  readonly #edges: readonly PathEdges[];
  readonly #packed: PackedTrees;
  /** By tree; undefined: not made, or not kept. */
  readonly #programs: (ExplainProgram | null | undefined)[];
  #keptBytes = 0;

  constructor(ensemble: TreeEnsemble, edges: readonly PathEdges[]) {
    this.#ensemble = ensemble;
    this.#edges = edges;
    this.#packed = packedTreesOf(ensemble);
    this.#programs = new Array(edges.length);
  }

  /**
   * Adds the Shapley values of the trees `trees` for all rows of `columns` to `contributions`, at place[row] × features + feature. Gives
   * back the trees whose paths are too long for tables.
   */
  explain(
    trees: readonly number[],
    columns: readonly FeatureColumn[],
    places: ArrayLike<number>,
    contributions: Float64Array,
  ): number[] {
    const left: number[] = [];
    let loaded: ExplainProgram[] = [];
    let bytes = 0;
    for (const tree of trees) {
      const program = this.#programOf(tree);
      if (program === null) {
        left.push(tree);
        continue;
      }
      const own = program.tables.byteLength + program.words.byteLength;
      if (bytes + own > mostLoadedBytes && loaded.length > 0) {
        this.#run(loaded, columns, places, contributions);
        loaded = [];
        bytes = 0;
      }
      loaded.push(program);
      bytes += own;
    }
    if (loaded.length > 0) this.#run(loaded, columns, places, contributions);
    return left;
  }

  #programOf(tree: number): ExplainProgram | null {
    const kept = this.#programs[tree];
    if (kept !== undefined) return kept;
    const made = explainProgramOf(this.#ensemble, this.#packed, this.#edges[tree]!);
    const bytes = made ? made.tables.byteLength + made.words.byteLength : 0;
    if (this.#keptBytes + bytes <= mostKeptBytes) {
      this.#programs[tree] = made;
      this.#keptBytes += bytes;
    }
    return made;
  }

  #run(
    programs: readonly ExplainProgram[],
    columns: readonly FeatureColumn[],
    places: ArrayLike<number>,
    contributions: Float64Array,
  ): void {
    const { kernel, setsAt, slots } = this.#packed;
    const { features, roundsToSingle } = this.#ensemble;
    kernel.release();
    const loaded = programs.map(({ words, tables }) => ({
      words,
      tables,
      at: kernel.take(words.byteLength),
      tablesAt: kernel.take(tables.byteLength),
    }));
    const scratchColumns = programs.reduce((most, program) => Math.max(most, program.scratchColumns), 0);
    const scratchAt = kernel.take(scratchColumns * blockRows);
    const slotsAt = kernel.take(slots.length * blockRows * 4);
    const amountsAt = kernel.take(features * blockRows * 8);
    for (const { words, tables, at, tablesAt } of loaded) {
      new Int32Array(kernel.buffer, at, words.length).set(words);
      new Float64Array(kernel.buffer, tablesAt, tables.length).set(tables);
    }
    const values = new Int32Array(kernel.buffer, slotsAt, slots.length * blockRows).fill(0);
    const amounts = new Float64Array(kernel.buffer, amountsAt, features * blockRows);
    for (let start = 0; start < places.length; start += blockRows) {
      const end = Math.min(start + blockRows, places.length);
      slots.forEach((slot, place) => {
        fillSlot(slot, columns[slot.feature]!, roundsToSingle, start, end, values, place * blockRows, 1);
      });
      amounts.fill(0);
      const rows = Math.ceil((end - start) / 16) * 16;
      for (const { at, tablesAt } of loaded) {
        for (let from = 0; from < rows; from += stepRows) {
          const step = Math.min(stepRows, rows - from);
          kernel.call.explainRows(
            at,
            slotsAt + from * 4,
            setsAt,
            tablesAt,
            amountsAt + from * 8,
            blockRows,
            step,
            scratchAt,
          );
        }
      }
      for (let feature = 0; feature < features; feature++) {
        const from = feature * blockRows;
        for (let row = start; row < end; row++) {
          contributions[places[row]! * features + feature]! += amounts[from + row - start]!;
        }
      }
    }
  }
}
