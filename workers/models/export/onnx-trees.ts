import { nodeFlag } from '../../trees/ensemble.ts';
import { ProtobufWriter } from '../onnx/protobuf-writer.ts';
import { categoriesAt, type ExportedEnsemble } from './exported-ensemble.ts';

/** Attributes of a node of the graph; the last field is the kind of the value. */
export const attribute = {
  number: (name: string, value: number) => new ProtobufWriter().text(1, name).number(3, value).number(20, 2),
  text: (name: string, value: string) => new ProtobufWriter().text(1, name).text(4, value).number(20, 3),
  singles: (name: string, values: ArrayLike<number>) =>
    new ProtobufWriter().text(1, name).singles(7, values).number(20, 6),
  numbers: (name: string, values: ArrayLike<number>) =>
    new ProtobufWriter().text(1, name).numbers(8, values).number(20, 7),
  texts(name: string, values: readonly string[]) {
    const writer = new ProtobufWriter().text(1, name);
    for (const value of values) writer.text(9, value);
    return writer.number(20, 8);
  },
} as const;

/** Nodes of all trees side by side, as TreeEnsembleRegressor wants them. */
export interface NodeArrays {
  readonly numbers: Readonly<Record<string, number[]>>;
  readonly singles: Readonly<Record<string, number[]>>;
  readonly modes: readonly string[];
}

/**
 * The trees as TreeEnsembleRegressor (ai.onnx.ml 3) has them. It knows no sets, so a category split becomes a chain of questions
 * for one category each, over the shorter of what goes right and what goes left; all answers of a side lead to the same node.
 */
export function treeNodes(
  { ensemble, scale, trees }: Pick<ExportedEnsemble, 'ensemble' | 'scale' | 'trees'>,
  levels: readonly number[],
): NodeArrays {
  const writer = new NodeWriter();
  trees.forEach((place, tree) => {
    const output = ensemble.treeOutputs[place]!;
    const first = ensemble.treeStarts[place]!;
    const end = ensemble.treeStarts[place + 1]!;
    // Nodes keep their places in the tree; links of chains are numbered behind them.
    let spare = end - first;
    for (let node = first; node < end; node++) {
      const feature = ensemble.splitFeatures[node]!;
      const id = node - first;
      if (feature < 0) {
        writer.leaf(tree, id, output, ensemble.values[node]! * scale);
        continue;
      }
      const left = ensemble.leftNodes[node]! - first;
      const right = ensemble.rightNodes[node]! - first;
      const flags = ensemble.flags[node]!;
      const missingLeft = (flags & nodeFlag.missingLeft) !== 0;
      if ((flags & nodeFlag.category) === 0) {
        const threshold = Math.fround(ensemble.thresholds[node]!);
        writer.question(tree, id, 'BRANCH_LT', feature, threshold, left, right, missingLeft);
        continue;
      }
      const goingRight = categoriesAt(ensemble, node).filter(
        (category) => category < levels[feature]! || levels[feature] === 0,
      );
      const chosen = new Set(goingRight);
      const goingLeft = Array.from({ length: levels[feature]! }, (_, category) => category).filter(
        (category) => !chosen.has(category),
      );
      const asksForLeft = levels[feature]! > 0 && goingLeft.length < goingRight.length;
      const asked = asksForLeft ? goingLeft : goingRight;
      const [found, rest] = asksForLeft ? [left, right] : [right, left];
      // A chain of none: no number is less than minus infinity, so all but the missing go the other way.
      if (asked.length === 0) {
        writer.question(
          tree,
          id,
          'BRANCH_LT',
          feature,
          Number.NEGATIVE_INFINITY,
          found,
          rest,
          missingLeft === asksForLeft,
        );
        continue;
      }
      let link = id;
      asked.forEach((category, place) => {
        const next = place === asked.length - 1 ? rest : spare++;
        writer.question(tree, link, 'BRANCH_EQ', feature, category, found, next, missingLeft === asksForLeft);
        link = next;
      });
    }
  });
  return writer;
}

class NodeWriter implements NodeArrays {
  readonly modes: string[] = [];
  readonly numbers = {
    nodes_treeids: [] as number[],
    nodes_nodeids: [] as number[],
    nodes_featureids: [] as number[],
    nodes_truenodeids: [] as number[],
    nodes_falsenodeids: [] as number[],
    nodes_missing_value_tracks_true: [] as number[],
    target_treeids: [] as number[],
    target_nodeids: [] as number[],
    target_ids: [] as number[],
  };
  readonly singles = { nodes_values: [] as number[], target_weights: [] as number[] };

  leaf(tree: number, id: number, output: number, value: number): void {
    this.question(tree, id, 'LEAF', 0, 0, 0, 0, false);
    this.numbers.target_treeids.push(tree);
    this.numbers.target_nodeids.push(id);
    this.numbers.target_ids.push(output);
    this.singles.target_weights.push(value);
  }

  question(
    tree: number,
    id: number,
    mode: 'LEAF' | 'BRANCH_LT' | 'BRANCH_EQ',
    feature: number,
    value: number,
    whenTrue: number,
    whenFalse: number,
    isMissingTrue: boolean,
  ): void {
    this.modes.push(mode);
    this.numbers.nodes_treeids.push(tree);
    this.numbers.nodes_nodeids.push(id);
    this.numbers.nodes_featureids.push(feature);
    this.numbers.nodes_truenodeids.push(whenTrue);
    this.numbers.nodes_falsenodeids.push(whenFalse);
    this.numbers.nodes_missing_value_tracks_true.push(isMissingTrue ? 1 : 0);
    this.singles.nodes_values.push(value);
  }
}
