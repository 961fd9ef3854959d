import { damagedModel, unsupportedModel } from '../model-reason.ts';
import type { FlatTable } from './flatbuffer.ts';
import type { JsonObject } from './json-values.ts';

/** What a statistic of CatBoost counts: its kind, and the combination that it counts by. */
export interface BinaryBase {
  readonly type: string;
  /** As the JSON has them. */
  readonly elements: readonly JsonObject[];
  /** Tells it from others in the same file. */
  readonly identifier: string;
}

/** Fields of TModelCtrBase and TFeatureCombination. */
const inBase = { combination: 0, type: 1 } as const;
const inCombination = { categories: 0, borders: 1, levels: 2 } as const;

/** ECtrType, by its number. */
const types = ['Borders', 'Buckets', 'BinarizedTargetMeanValue', 'FloatTargetMeanValue', 'Counter', 'FeatureFreq'];

/** Throws MODEL_DAMAGED, MODEL_UNSUPPORTED. */
export function binaryBase(base: FlatTable | null): BinaryBase {
  const combination = base?.table(inBase.combination);
  if (!base || !combination) throw damagedModel('elements is empty');
  const type = types[base.byte(inBase.type, 0)];
  if (type === undefined) throw unsupportedModel('it has statistics of an unknown kind');
  const borders = combination.structs(inCombination.borders, 8);
  const levels = combination.structs(inCombination.levels, 8);
  const elements = [
    ...Array.from(combination.wholes(inCombination.categories), (feature) => ({
      ...{ cat_feature_index: feature, combination_element: 'cat_feature_value' },
    })),
    ...Array.from({ length: borders.length / 8 }, (_, place) => ({
      ...{ float_feature_index: borders.readInt32LE(place * 8), border: borders.readFloatLE(place * 8 + 4) },
      combination_element: 'float_feature',
    })),
    ...Array.from({ length: levels.length / 8 }, (_, place) => ({
      ...{ cat_feature_index: levels.readInt32LE(place * 8), value: levels.readInt32LE(place * 8 + 4) },
      combination_element: 'cat_feature_exact_value',
    })),
  ];
  return { type, elements, identifier: JSON.stringify([type, elements]) };
}
