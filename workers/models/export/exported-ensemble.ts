import type { ModelDocument } from '../../../contract/models/model-document.ts';
import { nodeFlag, type TreeEnsemble } from '../../trees/ensemble.ts';
import { unexportableModel } from '../model-reason.ts';
import { unpackEnsemble } from '../pack-ensemble.ts';

/** An ensemble as other programs can walk it. */
export interface ExportedEnsemble {
  readonly ensemble: TreeEnsemble;
  /** Places of the trees in the order in which they are to be written. */
  readonly trees: readonly number[];
  /** Leaves and base scores are to be multiplied by it: a temperature becomes a part of the trees. */
  readonly scale: number;
  /** What the file cannot say of the model; null: it says all. */
  readonly omitted: string | null;
}

/**
 * The trees of a document for another program. Throws MODEL_NOT_EXPORTABLE where it would see other numbers: programs that compare in
 * single precision, and know no zero that counts as missing.
 */
export function exportedEnsemble(document: ModelDocument): ExportedEnsemble {
  if (document.predictor.kind === 'onnx') throw unexportableModel('it is an ONNX model, not one of trees');
  if (document.predictor.kind === 'linear') throw unexportableModel('it is a linear model, not one of trees');
  if (document.predictor.kind === 'linearTrees') throw unexportableModel('its leaves hold linear models');
  if (document.predictor.statistics)
    throw unexportableModel('it goes by statistics of categories that the format cannot hold');
  const ensemble = unpackEnsemble(document.predictor.ensemble);
  const special = nodeFlag.missingIsZero | nodeFlag.zeroIsMissing;
  if (!ensemble.roundsToSingle || ensemble.flags.some((flag) => (flag & special) !== 0)) {
    throw unexportableModel('its trees compare in double precision, where the other program compares in single');
  }
  const { calibration } = document;
  return {
    ensemble,
    trees: smallLeavesFirst(ensemble),
    scale: calibration?.kind === 'temperature' ? 1 / calibration.temperature : 1,
    omitted: calibration?.kind === 'isotonic' ? 'isotonic calibration' : null,
  };
}

/**
 * The trees by their largest leaf, outputs in turn as XGBoost has them. Other programs add in single precision, one tree after the other: as
 * long as the sum is small it is rounded little, and of a thousand trees most are small. Base scores belong behind them.
 */
function smallLeavesFirst({ outputs, splitFeatures, treeOutputs, treeStarts, values }: TreeEnsemble): number[] {
  const largest = Array.from(treeOutputs, (_, tree) => {
    let size = 0;
    for (let node = treeStarts[tree]!; node < treeStarts[tree + 1]!; node++) {
      if (splitFeatures[node]! < 0) size = Math.max(size, Math.abs(values[node]!));
    }
    return size;
  });
  const byOutput = Array.from({ length: outputs }, (_, output) =>
    [...treeOutputs.keys()]
      .filter((tree) => treeOutputs[tree] === output)
      .sort((one, other) => largest[one]! - largest[other]! || one - other),
  );
  const rounds = Math.max(0, ...byOutput.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    byOutput.flatMap((trees) => trees.slice(round, round + 1)),
  ).flat();
}

/** Categories that go right at a node, ascending. */
export function categoriesAt(ensemble: TreeEnsemble, node: number): number[] {
  const categories: number[] = [];
  const start = ensemble.setStarts[node]!;
  for (let word = 0; word < ensemble.setSizes[node]!; word++) {
    for (let bit = 0; bit < 32; bit++) {
      if (((ensemble.setWords[start + word]! >>> bit) & 1) === 1) categories.push(word * 32 + bit);
    }
  }
  return categories;
}

/** How the columns of the matrix are made, for whoever uses an exported file: by feature its name, column and encoding. */
export function encodingNotes(document: ModelDocument): string {
  const columns = document.columns.map(({ name, type }) => ({ name, type }));
  return JSON.stringify({ target: document.target, columns, features: document.features });
}

/** Levels of each category feature; 0: it is a number. */
export const levelsOf = ({ features }: ModelDocument): number[] =>
  features.map(({ encoding }) => (encoding.kind === 'category' ? encoding.levels.length : 0));
