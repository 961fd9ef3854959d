import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { binaryBase } from './catboost-binary-base.ts';
import { BinaryQuestions } from './catboost-binary-questions.ts';
import { inTrees } from './catboost-binary-trees.ts';
import type { FlatTable } from './flatbuffer.ts';
import type { JsonObject } from './json-values.ts';

/** Fields of TFloatFeature, TCatFeature, TOneHotFeature, TCtrFeature and TModelCtr. */
const inFloat = { index: 1, flat: 2, borders: 3, name: 4, missing: 5 } as const;
const inCategory = { index: 0, flat: 1, name: 2 } as const;
const inOneHot = { index: 0, values: 1, texts: 2 } as const;
const inStatistic = { ctr: 0, borders: 1 } as const;
const inCtr = { base: 0, target: 1, priorGood: 2, priorAll: 3, shift: 4, scale: 5 } as const;

/** ENanValueTreatment, by its number. */
const treatments = ['AsIs', 'AsFalse', 'AsTrue'];

/** What the JSON has in `features_info`, and all questions that trees may ask, by the number that they ask them by. */
export interface BinaryFeatures {
  readonly featuresInfo: JsonObject;
  readonly questions: BinaryQuestions;
}

/** Throws MODEL_DAMAGED, MODEL_UNSUPPORTED. */
export function binaryFeatures(trees: FlatTable): BinaryFeatures {
  if (trees.tables(inTrees.estimated).length > 0) throw unsupportedModel('it uses texts or embeddings of CatBoost');
  const questions = new BinaryQuestions();
  const floats = trees.tables(inTrees.floats).map((feature) => {
    const index = feature.whole(inFloat.index, -1);
    const borders = feature.singles(inFloat.borders);
    questions.add(borders.length, (place) => ({
      ...{ split_type: 'FloatFeature', float_feature_index: index, border: borders[place] },
    }));
    return {
      ...{ feature_index: index, flat_feature_index: feature.whole(inFloat.flat, -1) },
      ...{ feature_id: feature.text(inFloat.name), borders },
      nan_value_treatment: treatments[feature.byte(inFloat.missing, 0)] ?? 'unknown',
    };
  });
  const levels = new Map(
    trees.tables(inTrees.oneHots).map((feature) => {
      const index = feature.whole(inOneHot.index, -1);
      const values = feature.wholes(inOneHot.values);
      questions.add(values.length, (place) => ({
        ...{ split_type: 'OneHotFeature', cat_feature_index: index, value: values[place] },
      }));
      return [index, { values, string_values: feature.texts(inOneHot.texts) }] as const;
    }),
  );
  const ctrs = trees.tables(inTrees.statistics).map((feature) => {
    const ctr = feature.table(inStatistic.ctr);
    if (!ctr) throw damagedModel('a statistic of categories lacks its table');
    const base = binaryBase(ctr.table(inCtr.base));
    const borders = feature.singles(inStatistic.borders);
    questions.add(borders.length, (place) => ({ split_type: 'OnlineCtr', border: borders[place] }));
    return {
      ...{ identifier: base.identifier, elements: base.elements, ctr_type: base.type, borders },
      ...{ target_border_idx: ctr.whole(inCtr.target, 0), prior_numerator: ctr.single(inCtr.priorGood, 0) },
      // CatBoost's JSON writes it so.
      prior_denomerator: ctr.single(inCtr.priorAll, 1),
      ...{ shift: ctr.single(inCtr.shift, 0), scale: ctr.single(inCtr.scale, 1) },
    };
  });
  const categories = trees.tables(inTrees.categories).map((feature) => {
    const index = feature.whole(inCategory.index, -1);
    return {
      ...{ feature_index: index, flat_feature_index: feature.whole(inCategory.flat, -1) },
      ...{ feature_id: feature.text(inCategory.name), ...levels.get(index) },
    };
  });
  return { featuresInfo: { float_features: floats, categorical_features: categories, ctrs }, questions };
}
