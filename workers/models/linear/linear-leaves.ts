import type { PackedLeaves } from '../../../contract/models/model-document.ts';
import type { TreeEnsemble } from '../../trees/ensemble.ts';
import type { FeatureColumn } from '../../trees/feature-column.ts';
import { goesLeft } from '../../trees/score/goes-left.ts';
import { damagedModel } from '../model-reason.ts';

/** Leaves of trees that hold a sum of weighted features each, by the nodes of the ensemble; inner nodes have zeros. */
export interface LinearLeaves {
  /** Added to the weighted features. */
  readonly constants: Float64Array;
  /** The place in `features` and `weights` where each node's begin, and behind the last node how many there are. */
  readonly starts: Uint32Array;
  readonly features: Uint32Array;
  readonly weights: Float64Array;
}

/** Linear leaves as a part of a document. */
export const packLeaves = ({ constants, starts, features, weights }: LinearLeaves): PackedLeaves => ({
  ...{ constants: packed(constants), starts: packed(starts) },
  ...{ features: packed(features), weights: packed(weights) },
});

const packed = ({ buffer, byteLength, byteOffset }: Float64Array | Uint32Array): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');

/** The leaves that were packed, proved to fit the ensemble. Throws MODEL_DAMAGED. */
export function unpackLeaves(texts: PackedLeaves, ensemble: TreeEnsemble): LinearLeaves {
  const leaves = {
    constants: new Float64Array(bytesOf(texts.constants, 8)),
    starts: new Uint32Array(bytesOf(texts.starts, 4)),
    features: new Uint32Array(bytesOf(texts.features, 4)),
    weights: new Float64Array(bytesOf(texts.weights, 8)),
  };
  checkLeaves(leaves, ensemble);
  return leaves;
}

function bytesOf(text: string, width: number): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % width !== 0) throw damagedModel('a linear leaf has not a weight for each of its features');
  return Uint8Array.from(bytes).buffer as ArrayBuffer;
}

/** Throws MODEL_DAMAGED unless every leaf's features exist and have weights. */
export function checkLeaves({ constants, starts, features, weights }: LinearLeaves, ensemble: TreeEnsemble): void {
  const nodes = ensemble.splitFeatures.length;
  const isCovered = constants.length === nodes && starts.length === nodes + 1 && starts[0] === 0;
  const isRising = starts.every((start, node) => node === 0 || start >= starts[node - 1]!);
  if (!isCovered || !isRising || starts[nodes] !== features.length || weights.length !== features.length) {
    throw damagedModel('a linear leaf has not a weight for each of its features');
  }
  if (features.some((feature) => feature >= ensemble.features)) {
    throw damagedModel('a linear leaf asks for a feature that does not exist');
  }
  if (!weights.every(Number.isFinite) || !constants.every(Number.isFinite))
    throw damagedModel('a weight is not finite');
}

/**
 * Margins of the rows `fromRow` up to `toRow` (not included), at (row − fromRow) × outputs + output. A leaf one of whose features is
 * missing gives its plain value, as in LightGBM.
 */
export function leafMargins(
  ensemble: TreeEnsemble,
  leaves: LinearLeaves,
  columns: readonly FeatureColumn[],
  fromRow: number,
  toRow: number,
): Float64Array {
  const { baseScores, outputs, roundsToSingle, treeOutputs, treeStarts } = ensemble;
  const margins = new Float64Array((toRow - fromRow) * outputs);
  const values = new Float64Array(ensemble.features);
  const compared = roundsToSingle ? new Float64Array(ensemble.features) : values;
  for (let row = fromRow; row < toRow; row++) {
    for (let feature = 0; feature < values.length; feature++) {
      values[feature] = valueAt(columns[feature]!, row);
      if (roundsToSingle) compared[feature] = Math.fround(values[feature]!);
    }
    const at = (row - fromRow) * outputs;
    margins.set(baseScores, at);
    for (let tree = 0; tree < treeOutputs.length; tree++) {
      const leaf = leafOf(ensemble, treeStarts[tree]!, compared);
      margins[at + treeOutputs[tree]!]! += leafValue(leaves, leaf, values, ensemble.values[leaf]!);
    }
  }
  return margins;
}

function valueAt(column: FeatureColumn, row: number): number {
  if (column.kind === 'number') return column.values[row]!;
  return column.codes[row]! < 0 ? Number.NaN : column.codes[row]!;
}

function leafOf(ensemble: TreeEnsemble, root: number, values: Float64Array): number {
  const { leftNodes, rightNodes, splitFeatures } = ensemble;
  let node = root;
  while (splitFeatures[node]! >= 0) {
    const isLeft = goesLeft(ensemble, node, values[splitFeatures[node]!]!);
    node = isLeft ? leftNodes[node]! : rightNodes[node]!;
  }
  return node;
}

function leafValue(
  { constants, features, starts, weights }: LinearLeaves,
  leaf: number,
  values: Float64Array,
  plain: number,
) {
  let sum = constants[leaf]!;
  for (let at = starts[leaf]!; at < starts[leaf + 1]!; at++) {
    const value = values[features[at]!]!;
    if (Number.isNaN(value)) return plain;
    sum += weights[at]! * value;
  }
  return sum;
}
