import type { TreeEnsemble } from '../ensemble.ts';
import type { PathEdges } from './path-edges.ts';

/** A pattern is a byte. */
const mostBits = 8;

/**
 * Leaves under one node, whose Shapley values together depend on few yes-or-no facts of a row: for each feature asked for above
 * the node, whether its questions all let the row pass; and the answer to each question below.
 */
export interface LeafGroup {
  /** Edges above the node, the last one of each feature, relative to the tree. */
  readonly edges: readonly number[];
  /** Nodes below that ask, relative to the tree. */
  readonly questions: readonly number[];
  /** Leaves, relative to the tree. */
  readonly leaves: readonly number[];
}

/** The groups of a tree, as large as patterns allow; null: a path asks for more features than a pattern has bits. */
export function leafGroupsOf(
  ensemble: TreeEnsemble,
  { first, count, parents, features, sameAbove }: PathEdges,
): LeafGroup[] | null {
  const questionsBelow = new Int32Array(count);
  for (let node = count - 1; node >= 0; node--) {
    if (ensemble.splitFeatures[first + node]! >= 0) questionsBelow[node]!++;
    if (node > 0) questionsBelow[parents[node]!]! += questionsBelow[node]!;
  }
  const groups: LeafGroup[] = [];
  const open: { node: number; edges: readonly number[] }[] = [{ node: 0, edges: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, edges } = next;
    if (edges.length + questionsBelow[node]! <= mostBits) {
      groups.push({ edges, ...below(ensemble, first, node) });
      continue;
    }
    if (questionsBelow[node] === 0) return null;
    for (const child of [ensemble.rightNodes[first + node]! - first, ensemble.leftNodes[first + node]! - first]) {
      open.push({ node: child, edges: [...edges.filter((edge) => edge !== sameAbove[child]), child] });
    }
  }
  // A tree of one leaf has a group that tells nothing.
  return features.length === 1 ? [] : groups;
}

function below(ensemble: TreeEnsemble, first: number, root: number): Pick<LeafGroup, 'questions' | 'leaves'> {
  const [questions, leaves]: [number[], number[]] = [[], []];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ensemble.splitFeatures[first + node]! < 0) leaves.push(node);
    else {
      questions.push(node);
      open.push(ensemble.rightNodes[first + node]! - first, ensemble.leftNodes[first + node]! - first);
    }
  }
  return { questions, leaves };
}
