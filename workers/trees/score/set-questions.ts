import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';

/** Questions for one feature of categories. */
export interface SetQuestions {
  readonly feature: number;
  /** No set reaches to this code. */
  readonly limit: number;
  /** The first plane has the missing rows, those behind it the rows of each set. */
  readonly firstPlane: number;
  readonly sets: readonly { readonly start: number; readonly size: number; readonly hasMissing: boolean }[];
  readonly planes: number;
}

/** Lays out the questions of `nodes`, which all ask for categories of one feature, and writes down the plane of each. */
export function setQuestionsOf(
  ensemble: TreeEnsemble,
  nodes: readonly number[],
  firstPlane: number,
  planeOfNode: Int32Array,
): SetQuestions {
  const planeOfSet = new Map<string, number>();
  const sets: SetQuestions['sets'][number][] = [];
  let limit = 0;
  for (const node of nodes) {
    const start = ensemble.setStarts[node]!;
    const size = ensemble.setSizes[node]!;
    const hasMissing = (ensemble.flags[node]! & nodeFlag.missingLeft) === 0;
    const key = `${hasMissing}/${ensemble.setWords.subarray(start, start + size).join()}`;
    let plane = planeOfSet.get(key);
    if (plane === undefined) {
      sets.push({ start, size, hasMissing });
      plane = firstPlane + sets.length;
      planeOfSet.set(key, plane);
    }
    limit = Math.max(limit, size * 32);
    planeOfNode[node] = plane;
  }
  return { feature: ensemble.splitFeatures[nodes[0]!]!, limit, firstPlane, sets, planes: sets.length + 1 };
}
