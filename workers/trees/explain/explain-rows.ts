import type { TreeEnsemble } from '../ensemble.ts';
import type { FeatureColumn } from '../feature-column.ts';
import { fillRowBlock, rowBlockFor } from '../score/row-block.ts';
import { addPathContributions } from './explain-paths.ts';
import { type PathEdges, pathEdgesOf } from './path-edges.ts';
import { TabledTrees } from './tabled-trees.ts';

/** What each feature adds to the margin of a row. */
export interface Explanations {
  /** By output: the margin that is expected where nothing is known of a row. */
  readonly bases: Float64Array;
  /** At (row − fromRow) × features + feature; with the base of its output, their sum is the margin of the row. */
  readonly contributions: Float64Array;
}

/** Tables are worth making from so many rows on. */
const leastTabledRows = 64;
const blockRows = 256;

interface Prepared {
  readonly edges: readonly PathEdges[];
  readonly tabled: TabledTrees;
}

const prepared = new WeakMap<TreeEnsemble, Prepared>();

/** What is made of an ensemble once. */
function preparedFor(ensemble: TreeEnsemble): Prepared {
  let made = prepared.get(ensemble);
  if (!made) {
    const edges = Array.from(ensemble.treeOutputs, (_, tree) => pathEdgesOf(ensemble, tree));
    made = { edges, tabled: new TabledTrees(ensemble, edges) };
    prepared.set(ensemble, made);
  }
  return made;
}

/**
 * Explains the rows `fromRow` up to `toRow` (not included) by path-dependent TreeSHAP (Lundberg et al. 2020).
 * `explainedOutputs`: the output whose margin is explained, for all rows or by row (at row − fromRow). The same call gives the
 * same bits; few rows are summed in another order than many.
 */
export function explainRows(
  ensemble: TreeEnsemble,
  columns: readonly FeatureColumn[],
  fromRow: number,
  toRow: number,
  explainedOutputs: number | ArrayLike<number>,
): Explanations {
  const { edges, tabled } = preparedFor(ensemble);
  const bases = Float64Array.from(ensemble.baseScores);
  edges.forEach(({ expected }, tree) => {
    bases[ensemble.treeOutputs[tree]!]! += expected;
  });
  const rows = toRow - fromRow;
  const contributions = new Float64Array(rows * ensemble.features);
  for (const [output, places] of rowsByOutput(rows, explainedOutputs)) {
    const trees = [...ensemble.treeOutputs.keys()].filter((tree) => ensemble.treeOutputs[tree] === output);
    const own = columns.map((column) => rowsOf(column, fromRow, places));
    const walked = rows < leastTabledRows ? trees : tabled.explain(trees, own, places, contributions);
    explainWalked(ensemble, edges, walked, own, places, contributions);
  }
  return { bases, contributions };
}

/** The rows of each output, as places from 0 on. */
function rowsByOutput(rows: number, explainedOutputs: number | ArrayLike<number>): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const output = typeof explainedOutputs === 'number' ? explainedOutputs : explainedOutputs[row]!;
    const places = found.get(output);
    if (places) places.push(row);
    else found.set(output, [row]);
  }
  return found;
}

function rowsOf(column: FeatureColumn, fromRow: number, places: readonly number[]): FeatureColumn {
  if (column.kind === 'category')
    return { ...column, codes: Int32Array.from(places, (place) => column.codes[fromRow + place]!) };
  return { kind: 'number', values: Float64Array.from(places, (place) => column.values[fromRow + place]!) };
}

function explainWalked(
  ensemble: TreeEnsemble,
  edges: readonly PathEdges[],
  trees: readonly number[],
  columns: readonly FeatureColumn[],
  places: readonly number[],
  contributions: Float64Array,
): void {
  if (trees.length === 0) return;
  const { features } = ensemble;
  const block = rowBlockFor(ensemble, Math.min(blockRows, places.length));
  for (let start = 0; start < places.length; start += blockRows) {
    const end = Math.min(start + blockRows, places.length);
    fillRowBlock(block, columns, start, end);
    for (const tree of trees) {
      for (let row = start; row < end; row++) {
        const rowAt = (row - start) * features;
        addPathContributions(ensemble, edges[tree]!, block, rowAt, contributions, places[row]! * features);
      }
    }
  }
}
