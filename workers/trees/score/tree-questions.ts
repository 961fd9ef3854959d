import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';
import { type NumberQuestions, numberQuestionsOf, readingBits } from './number-questions.ts';
import { type SetQuestions, setQuestionsOf } from './set-questions.ts';

/** What some trees ask, each question once: the answers of a block of rows are a plane of bits. */
export interface TreeQuestions {
  readonly numbers: readonly NumberQuestions[];
  readonly sets: readonly SetQuestions[];
  /** By node, from the first one of the first tree on; −1 at leaves. */
  readonly planeOfNode: Int32Array;
  readonly planes: number;
}

/** The questions of the trees `fromTree` up to `toTree` (not included). */
export function questionsOf(ensemble: TreeEnsemble, fromTree: number, toTree: number): TreeQuestions {
  const groups = new Map<number, number[]>();
  const end = ensemble.treeStarts[toTree]!;
  for (let node = ensemble.treeStarts[fromTree]!; node < end; node++) {
    const feature = ensemble.splitFeatures[node]!;
    if (feature < 0) continue;
    const flags = ensemble.flags[node]!;
    const key = feature * 16 + ((flags & nodeFlag.category) !== 0 ? nodeFlag.category : flags & readingBits);
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  const planeOfNode = new Int32Array(ensemble.splitFeatures.length).fill(-1);
  const numbers: NumberQuestions[] = [];
  const sets: SetQuestions[] = [];
  let planes = 0;
  for (const nodes of groups.values()) {
    const isCategory = (ensemble.flags[nodes[0]!]! & nodeFlag.category) !== 0;
    const laidOut = isCategory
      ? setQuestionsOf(ensemble, nodes, planes, planeOfNode)
      : numberQuestionsOf(ensemble, nodes, planes, planeOfNode);
    if ('sets' in laidOut) sets.push(laidOut);
    else numbers.push(laidOut);
    planes += laidOut.planes;
  }
  return { numbers, sets, planeOfNode, planes };
}
