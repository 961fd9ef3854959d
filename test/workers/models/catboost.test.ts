import { describe, expect, it } from 'vitest';
import { openModel } from '../../../workers/models/open-model.ts';
import { predictionsOf } from '../../../workers/models/predictions-of.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../../workers/models/write-model-file.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';

/** Two numbers, of which missing ones of the second pass every border; laid out as CatBoost's save_model(…, format="json"). */
const features = {
  float_features: [
    {
      feature_index: 0,
      flat_feature_index: 0,
      feature_id: 'math',
      borders: [0.5, 2.5],
      has_nans: true,
      nan_value_treatment: 'AsFalse',
    },
    {
      feature_index: 1,
      flat_feature_index: 1,
      feature_id: 'hours',
      borders: [10],
      has_nans: true,
      nan_value_treatment: 'AsTrue',
    },
  ],
};
const split = (feature: number, border: number) => ({
  border,
  float_feature_index: feature,
  split_index: 0,
  split_type: 'FloatFeature',
});
const info = (loss: string, classes?: (string | number)[]) => ({
  params: JSON.stringify({ loss_function: { type: loss } }),
  ...(classes ? { class_params: JSON.stringify({ class_names: classes }) } : {}),
  catboost_version_info: 'catboost 1.2.5\nbuilt somewhere',
});
const rows: FeatureColumn[] = [
  // 0.5 is not above the border 0.5, 2.6 is above both; what is missing is below all.
  { kind: 'number', values: Float64Array.of(0.5, 1, 2.6, Number.NaN, 1) },
  { kind: 'number', values: Float64Array.of(10, 10.1, 3, Number.NaN, Number.NaN) },
];

async function marginsOf(model: object): Promise<number[]> {
  const document = await readForeign(Buffer.from(JSON.stringify(model)), { classes: null, target: null });
  const opened = await openModel(document);
  const margins = await opened.margins(rows, 0, 5);
  for (let output = 0; output < opened.outputs; output++) {
    const { bases, contributions } = opened.explain!(rows, 0, 5, output);
    for (let row = 0; row < 5; row++) {
      const sum = bases[output]! + contributions[row * 2]! + contributions[row * 2 + 1]!;
      expect(sum).toBeCloseTo(margins[row * opened.outputs + output]!, 10);
    }
  }
  return [...margins];
}

describe('CatBoost models', () => {
  it('of symmetric trees: the answer to split i is bit i of the leaf', async () => {
    const model = {
      features_info: features,
      model_info: info('RMSE'),
      oblivious_trees: [
        // math > 0.5 is bit 0, hours > 10 is bit 1.
        { leaf_values: [1, 2, 4, 8], leaf_weights: [10, 20, 30, 40], splits: [split(0, 0.5), split(1, 10)] },
        { leaf_values: [0.25, 0.5], leaf_weights: [60, 40], splits: [split(0, 2.5)] },
        { leaf_values: [0.125], leaf_weights: [100], splits: [] },
      ],
      scale_and_bias: [2, [100]],
    };
    // Leaves (0,0), (1,1), (1,0), (0,1), (1,1); twice their sum and 100.
    expect(await marginsOf(model)).toEqual([
      100 + 2 * (1 + 0.25 + 0.125),
      100 + 2 * (8 + 0.25 + 0.125),
      100 + 2 * (2 + 0.5 + 0.125),
      100 + 2 * (4 + 0.25 + 0.125),
      100 + 2 * (8 + 0.25 + 0.125),
    ]);
  });

  it('of several classes, whose values stand side by side in a leaf', async () => {
    const model = {
      features_info: features,
      model_info: info('MultiClass', ['a', 'b', 'c']),
      oblivious_trees: [{ leaf_values: [1, 2, 3, 10, 20, 30], splits: [split(1, 10)] }],
      scale_and_bias: [1, [0, 0.5, 0]],
    };
    const below = [1, 2.5, 3];
    const above = [10, 20.5, 30];
    expect(await marginsOf(model)).toEqual([below, above, below, above, above].flat());
    const document = await readForeign(Buffer.from(JSON.stringify(model)), { classes: null, target: 'Grade' });
    expect(document).toMatchObject({
      task: 'multiclass',
      link: 'softmax',
      target: { name: 'Grade', classes: ['a', 'b', 'c'] },
    });
    expect(document.card.engineVersion).toBe('catboost 1.2.5');
  });

  it('of trees that are not symmetric', async () => {
    const leaf = (value: number, weight: number) => ({ value, weight });
    const model = {
      features_info: features,
      model_info: info('Logloss', [0, 1]),
      trees: [
        {
          split: split(0, 0.5),
          left: leaf(-1, 5),
          right: { split: split(1, 10), left: leaf(0.5, 3), right: leaf(2, 2) },
        },
      ],
      scale_and_bias: [1, [0]],
    };
    expect(await marginsOf(model)).toEqual([-1, 2, 0.5, -1, 2]);
    const document = await readForeign(Buffer.from(JSON.stringify(model)), { classes: null, target: null });
    expect(document.target.classes).toEqual(['0', '1']);
  });

  it('of classes that stand each against all others have a probability each', async () => {
    const model = {
      features_info: features,
      model_info: info('MultiClassOneVsAll', [10, 20]),
      oblivious_trees: [{ leaf_values: [1, -2, 0.5, 3], splits: [split(1, 10)] }],
      scale_and_bias: [1, [0, 0]],
    };
    const margins = await marginsOf(model);
    expect(margins.slice(0, 4)).toEqual([1, -2, 0.5, 3]);
    const document = await readForeign(Buffer.from(JSON.stringify(model)), { classes: null, target: null });
    expect(document).toMatchObject({ task: 'multiclass', link: 'logistic', target: { classes: ['10', '20'] } });
    expect(document.card.warnings).toEqual([{ code: 'oneAgainstAll', values: {} }]);
    const { predictedClasses, probabilities } = predictionsOf(document, Float64Array.from(margins));
    expect([...predictedClasses!.subarray(0, 2)]).toEqual([0, 1]);
    margins.forEach((margin, at) => {
      expect(probabilities![at]).toBeCloseTo(1 / (1 + Math.exp(-margin)), 12);
    });
    expect(() => modelFileBytes(document, 'xgboost-json')).toThrow(
      expect.objectContaining({ code: 'MODEL_NOT_EXPORTABLE' }),
    );
  });

  it.each([
    ['names', { class_params: { class_names: ['no', 'yes'], class_to_label: [0, 1] } }, ['no', 'yes']],
    ['a count', { class_params: { classes_count: 2, class_to_label: [4, 7] } }, ['0', '1']],
    ['labels, of an older version', { multiclass_params: { class_to_label: [4, 7] } }, ['4', '7']],
    ['labels in the options', { params: { data_processing_options: { class_names: ['-1', '1'] } } }, ['-1', '1']],
  ])('have the classes that %s tell', async (_, told, classes) => {
    const loss = { loss_function: { type: 'Logloss' } };
    const model = {
      features_info: features,
      model_info: {
        loss_function: JSON.stringify({ type: 'Logloss' }),
        ...told,
        ...('params' in told ? { params: { ...loss, ...told.params } } : {}),
      },
      oblivious_trees: [{ leaf_values: [1, 2], splits: [split(1, 10)] }],
    };
    const document = await readForeign(Buffer.from(JSON.stringify(model)), { classes: null, target: null });
    expect(document.target.classes).toEqual(classes);
  });

  it('that draw the line between classes elsewhere are refused', async () => {
    const model = {
      features_info: features,
      model_info: { ...info('Logloss'), binclass_probability_threshold: '0.3' },
      oblivious_trees: [{ leaf_values: [1, 2], splits: [split(1, 10)] }],
    };
    const reading = readForeign(Buffer.from(JSON.stringify(model)), { classes: null, target: null });
    await expect(reading).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
  });

  it.each([
    ['texts', { ...features, text_features: [{ feature_index: 0 }] }, 'RMSE', undefined],
    ['a split of an unknown kind', features, 'RMSE', { split_type: 'EstimatedFeature' }],
    ['a loss that is not known', features, 'MyOwnLoss', undefined],
  ])('with %s are refused', async (_, featuresInfo, loss, odd) => {
    const model = {
      features_info: featuresInfo,
      model_info: info(loss),
      oblivious_trees: [{ leaf_values: [1, 2], splits: [odd ?? split(0, 0.5)] }],
    };
    const reading = readForeign(Buffer.from(JSON.stringify(model)), { classes: null, target: null });
    await expect(reading).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
  });
});
