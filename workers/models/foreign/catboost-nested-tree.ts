import { damagedModel } from '../model-reason.ts';
import type { CatboostQuestion, CatboostSplit } from './catboost-question.ts';
import type { ForeignNode } from './ensemble-builder.ts';
import { type JsonObject, numberAt, objectAt } from './json-values.ts';

/**
 * The nodes of a tree that is not symmetric, one output of it: objects with `split`, `left` (not above the border) and `right`,
 * or `value` and `weight`, nested. Throws MODEL_DAMAGED.
 */
export function nestedNodes(
  root: JsonObject,
  output: number,
  outputs: number,
  scale: number,
  questionOf: (split: CatboostSplit) => CatboostQuestion,
): ForeignNode[] {
  const objects: JsonObject[] = [root];
  const nodes: { -readonly [K in keyof ForeignNode]: ForeignNode[K] }[] = [];
  for (let at = 0; at < objects.length; at++) {
    const object = objects[at]!;
    if (object.split === undefined) {
      const value = leafValue(object.value, output, outputs) * scale;
      const cover = object.weight === undefined ? 1 : numberAt(object.weight, 'weight');
      nodes.push({ feature: -1, threshold: 0, left: 0, right: 0, flags: 0, categories: null, value, cover, gain: 0 });
      continue;
    }
    const left = objects.push(objectAt(object.left, 'left')) - 1;
    const right = objects.push(objectAt(object.right, 'right')) - 1;
    const question = questionOf(objectAt(object.split, 'split'));
    nodes.push({ ...question, left, right, value: 0, cover: 0, gain: 0 });
  }
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at]!;
    if (node.feature >= 0) node.cover = nodes[node.left]!.cover + nodes[node.right]!.cover;
  }
  return nodes;
}

function leafValue(value: unknown, output: number, outputs: number): number {
  if (!Array.isArray(value) && !(value instanceof Float64Array)) {
    if (outputs !== 1) throw damagedModel('a leaf has one value for several classes');
    return numberAt(value, 'value');
  }
  if (value.length !== outputs) throw damagedModel(`a leaf has ${value.length} values, not ${outputs}`);
  return numberAt(value[output], 'value');
}
