import type { TreeEnsemble } from '../ensemble.ts';
import { codeOfNode, type PackedTrees } from '../score/packed-trees.ts';
import { groupTableOf } from './group-table.ts';
import { leafGroupsOf } from './leaf-groups.ts';
import type { PathEdges } from './path-edges.ts';

/** How the kernel explains one tree (score-kernel/explain-rows.ts tells of the words). */
export interface ExplainProgram {
  readonly words: Int32Array;
  readonly tables: Float64Array;
  /** Byte columns it needs: of questions, edges, and one of patterns. */
  readonly scratchColumns: number;
}

/** The program of a tree; null: its paths are too long for tables. */
export function explainProgramOf(ensemble: TreeEnsemble, packed: PackedTrees, edges: PathEdges): ExplainProgram | null {
  const groups = leafGroupsOf(ensemble, edges);
  if (groups === null) return null;
  const { first, count, parents, sameAbove } = edges;
  const asking = Array.from({ length: count }, (_, node) => node).filter(
    (node) => ensemble.splitFeatures[first + node]! >= 0,
  );
  // Those that are bits, and those that decide with them.
  const wanted = new Set<number>();
  for (const group of groups) {
    for (const edge of group.edges) for (let at = edge; at >= 0 && !wanted.has(at); at = sameAbove[at]!) wanted.add(at);
  }
  const passed = [...wanted].sort((a, b) => a - b);
  const questionColumn = new Map(asking.map((node, place) => [node, place]));
  const edgeColumn = new Map(passed.map((edge, place) => [edge, place]));
  const words: number[] = [asking.length, passed.length, groups.length];
  for (const node of asking) {
    const slot = packed.slotOfNode[first + node]!;
    words.push(slot, codeOfNode(ensemble, packed.slots, slot, first + node), ensemble.setSizes[first + node]! * 32);
  }
  for (const edge of passed) {
    const isLeft = ensemble.leftNodes[first + parents[edge]!] === first + edge;
    const above = sameAbove[edge]!;
    words.push(questionColumn.get(parents[edge]!)!, isLeft ? 1 : 0, above < 0 ? -1 : edgeColumn.get(above)!);
  }
  const tables: Float64Array[] = [];
  let tableBytes = 0;
  for (const group of groups) {
    const { features, table } = groupTableOf(ensemble, edges, group);
    const patterns = table.length / Math.max(1, features.length);
    words.push(group.edges.length + group.questions.length, features.length);
    words.push(...group.edges.map((edge) => asking.length + edgeColumn.get(edge)!));
    words.push(...group.questions.map((node) => questionColumn.get(node)!));
    features.forEach((feature, place) => {
      words.push(feature, tableBytes + place * patterns * 8);
    });
    tables.push(table);
    tableBytes += table.byteLength;
  }
  const joined = new Float64Array(tableBytes / 8);
  let at = 0;
  for (const table of tables) {
    joined.set(table, at);
    at += table.length;
  }
  return { words: Int32Array.from(words), tables: joined, scratchColumns: asking.length + passed.length + 1 };
}
