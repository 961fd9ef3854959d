import type { TreeEnsemble } from './ensemble.ts';

/** Trees that stand in a sum, each leaf counted `share` times. */
export interface TreeShare {
  readonly ensemble: TreeEnsemble;
  readonly share: number;
}

/** The trees of all parts, one after the other, as one ensemble whose margins are the sum of theirs; `baseScores` stand for those of all. */
export function sumOfEnsembles(parts: readonly TreeShare[], baseScores: Float64Array): TreeEnsemble {
  const { features, outputs, roundsToSingle } = parts[0]!.ensemble;
  // Of an ensemble of which only the first rounds count, the other nodes stand behind.
  const nodesOf = ({ treeStarts }: TreeEnsemble) => treeStarts.at(-1)!;
  const nodes = parts.reduce((sum, { ensemble }) => sum + nodesOf(ensemble), 0);
  const trees = parts.reduce((sum, { ensemble }) => sum + ensemble.treeOutputs.length, 0);
  const words = parts.reduce((sum, { ensemble }) => sum + ensemble.setWords.length, 0);
  const made = {
    ...{ outputs, features, roundsToSingle, baseScores },
    treeStarts: new Uint32Array(trees + 1),
    treeOutputs: new Uint16Array(trees),
    splitFeatures: new Int32Array(nodes),
    thresholds: new Float64Array(nodes),
    leftNodes: new Uint32Array(nodes),
    rightNodes: new Uint32Array(nodes),
    flags: new Uint8Array(nodes),
    setStarts: new Uint32Array(nodes),
    setSizes: new Uint32Array(nodes),
    setWords: new Uint32Array(words),
    values: new Float64Array(nodes),
    covers: new Float64Array(nodes),
    gains: new Float64Array(nodes),
  };
  let [nodeAt, treeAt, wordAt] = [0, 0, 0];
  for (const { ensemble, share } of parts) {
    const own = nodesOf(ensemble);
    for (const name of ['splitFeatures', 'thresholds', 'flags', 'setSizes', 'covers'] as const) {
      made[name].set(ensemble[name].subarray(0, own), nodeAt);
    }
    for (let node = 0; node < own; node++) {
      const at = nodeAt + node;
      const isInner = ensemble.splitFeatures[node]! >= 0;
      made.leftNodes[at] = isInner ? ensemble.leftNodes[node]! + nodeAt : 0;
      made.rightNodes[at] = isInner ? ensemble.rightNodes[node]! + nodeAt : 0;
      made.setStarts[at] = ensemble.setSizes[node]! > 0 ? ensemble.setStarts[node]! + wordAt : 0;
      made.values[at] = ensemble.values[node]! * share;
      made.gains[at] = ensemble.gains[node]! * share;
    }
    made.setWords.set(ensemble.setWords, wordAt);
    made.treeOutputs.set(ensemble.treeOutputs, treeAt);
    ensemble.treeOutputs.forEach((_, tree) => {
      made.treeStarts[treeAt + tree + 1] = ensemble.treeStarts[tree + 1]! + nodeAt;
    });
    nodeAt += own;
    treeAt += ensemble.treeOutputs.length;
    wordAt += ensemble.setWords.length;
  }
  return made;
}
