import { describe, expect, it } from 'vitest';
import { encodeFeatures } from '../../../workers/features/encode-features.ts';
import type { InputColumn } from '../../../workers/features/input-column.ts';
import { joinedHash } from '../../../workers/models/category-statistics.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { checkDocument } from '../../../workers/models/read-document.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../../workers/models/write-model-file.ts';

const given = { classes: null, target: null };
const hashOf = (...answers: number[]) => String(answers.reduce((hash, answer) => joinedHash(hash, answer), 0n));
/** Hashes as signed words, as splits have them; `cat_features_hash` has them without a sign. */
const hashes = { 数学: -845129958, physics: 17, day: 99, night: -5 };
const category = (feature: number) => ({ cat_feature_index: feature, combination_element: 'cat_feature_value' });
const ofMajor = JSON.stringify({ identifier: [category(0)], type: 'Borders' });
const both = [category(0), category(1), { border: 10, combination_element: 'float_feature', float_feature_index: 0 }];
const ofBoth = JSON.stringify({ identifier: both, type: 'Counter' });

/** A number, a category that statistics ask for, and one that single questions ask for, as CatBoost's JSON has them. */
const model = {
  model_info: { params: JSON.stringify({ loss_function: { type: 'RMSE' } }) },
  features_info: {
    float_features: [
      {
        feature_index: 0,
        flat_feature_index: 1,
        feature_id: 'hours',
        borders: [10, 20],
        nan_value_treatment: 'AsFalse',
      },
    ],
    categorical_features: [
      { feature_index: 0, flat_feature_index: 0, feature_id: 'major' },
      { feature_index: 1, flat_feature_index: 2, feature_id: 'shift', values: [hashes.night], string_values: [] },
    ],
    cat_features_hash: Object.entries(hashes).map(([value, hash]) => ({ hash: hash >>> 0, value })),
    ctrs: [
      {
        ...{ identifier: ofMajor, ctr_type: 'Borders', elements: [category(0)], target_border_idx: 0 },
        ...{ prior_numerator: 0.5, prior_denomerator: 1, shift: 0, scale: 15, borders: [6, 9] },
      },
      {
        ...{ identifier: ofBoth, ctr_type: 'Counter', elements: both, target_border_idx: 0 },
        ...{ prior_numerator: 0, prior_denomerator: 1, shift: 0, scale: 1, borders: [0.3] },
      },
    ],
  },
  ctr_data: {
    // Two classes: 3 and 1 rows of mathematics, 1 and 4 of physics: 15 × 1.5 ∕ 5 = 4.5, 15 × 4.5 ∕ 6 = 11.25, unseen 7.5.
    [ofMajor]: {
      ...{ hash_stride: 3, counter_denominator: 0 },
      hash_map: [hashOf(hashes.数学), 3, 1, hashOf(hashes.physics), 1, 4],
    },
    // 4 of 9 rows (and one of the prior) are physics, by night and above 10 hours.
    [ofBoth]: {
      ...{ hash_stride: 2, counter_denominator: 9 },
      hash_map: [hashOf(hashes.physics, hashes.night, 1), 4, hashOf(hashes.数学, hashes.day, 0), 1],
    },
  },
  // Questions are numbered: 2 borders of hours, 1 category, 2 borders of the first statistic, 1 of the second.
  oblivious_trees: [
    {
      leaf_values: [0, 1, 2, 3],
      leaf_weights: [1, 2, 3, 4],
      splits: [
        { split_type: 'OneHotFeature', cat_feature_index: 1, value: hashes.night, split_index: 2 },
        { split_type: 'OnlineCtr', border: 6, ctr_target_border_idx: 0, split_index: 3 },
      ],
    },
    {
      leaf_values: [0, 10, 20, 30],
      leaf_weights: [4, 3, 2, 1],
      splits: [
        { split_type: 'OnlineCtr', border: 9, ctr_target_border_idx: 0, split_index: 4 },
        { split_type: 'FloatFeature', border: 20, float_feature_index: 0, split_index: 1 },
      ],
    },
    {
      leaf_values: [0, 100],
      leaf_weights: [5, 5],
      splits: [{ split_type: 'OnlineCtr', border: 0.3, ctr_target_border_idx: 0, split_index: 5 }],
    },
  ],
  scale_and_bias: [1, [0.5]],
};
const read = (changes: object = {}) => readForeign(Buffer.from(JSON.stringify({ ...model, ...changes })), given);
const inputs: InputColumn[] = [
  { kind: 'text', texts: ['physics', '数学', '化学'], codes: Int32Array.of(0, 1, 2, -1, 0, 0) },
  { kind: 'number', values: Float64Array.of(15, 25, 5, Number.NaN, 10, 11) },
  { kind: 'text', texts: ['night', 'day'], codes: Int32Array.of(0, 1, 0, -1, 0, 1) },
];
// Physics by night above 10 hours; mathematics by day; chemistry, unseen, by night; nothing at all; physics with 10 hours; by day.
const margins = [3 + 10 + 100, 0 + 20, 3 + 0, 2 + 0, 3 + 10, 2 + 10].map((sum) => sum + 0.5);

describe('categories of CatBoost', () => {
  it('are asked for one by one, and by their statistics', async () => {
    const document = checkDocument(JSON.parse(JSON.stringify(await read())));
    expect(document.columns.map(({ name, type }) => [name, type])).toEqual([
      ['major', 'text'],
      ['hours', 'number'],
      ['shift', 'text'],
    ]);
    // What the statistic of the major alone has not seen are no majors.
    expect(document.features[0]!.encoding).toEqual({ kind: 'category', levels: ['数学', 'physics'] });
    // Of a column that only single questions ask for, the file does not tell what else stood in it: any text that it names may have.
    expect(document.features[2]!.encoding).toEqual({ kind: 'category', levels: ['night', '数学', 'physics', 'day'] });
    const opened = await openModel(document);
    const features = encodeFeatures(document.features, inputs);
    expect([...(await opened.margins(features, 0, 6))]).toEqual(margins);
    expect([...(await opened.margins(features, 1, 3))]).toEqual(margins.slice(1, 3));
  });

  it('are explained by the columns they are made of', async () => {
    const document = await read();
    const opened = await openModel(document);
    const features = encodeFeatures(document.features, inputs);
    const { bases, contributions } = opened.explain!(features, 0, 6, 0);
    expect(contributions).toHaveLength(6 * 3);
    for (const [row, margin] of margins.entries()) {
      const sum = contributions.subarray(row * 3, row * 3 + 3).reduce((total, one) => total + one, bases[0]!);
      expect(sum).toBeCloseTo(margin, 9);
    }
  });

  it('whose texts the file does not tell are hashed as they stand in the rows', async () => {
    const texts = { 数学: 'White', physics: 'Divorced', day: 'Sales', night: 'Widowed' };
    // Hashes of these texts, in models that CatBoost has exported.
    const [white, divorced, sales, widowed] = [-218697806, -993514283, -760428919, -651660490];
    const renamed = new Map([
      [hashOf(hashes.数学), hashOf(white!)],
      [hashOf(hashes.physics), hashOf(divorced!)],
      [hashOf(hashes.physics, hashes.night, 1), hashOf(divorced!, widowed!, 1)],
      [hashOf(hashes.数学, hashes.day, 0), hashOf(white!, sales!, 0)],
    ]);
    let text = JSON.stringify({ ...model, features_info: { ...model.features_info, cat_features_hash: null } });
    for (const [from, to] of renamed) text = text.replaceAll(from, to);
    const document = await readForeign(
      Buffer.from(text.replaceAll(/"value(s?)":(\[?)-5\b/g, `"value$1":$2${widowed}`)),
      given,
    );
    expect(document.features.map(({ encoding }) => encoding.kind)).toEqual(['text', 'number', 'text']);
    const named = inputs.map((input): InputColumn => {
      if (input.kind !== 'text') return input;
      return { ...input, texts: input.texts.map((one) => texts[one as keyof typeof texts] ?? one) };
    });
    const opened = await openModel(checkDocument(JSON.parse(JSON.stringify(document))));
    expect([...(await opened.margins(encodeFeatures(document.features, named), 0, 6))]).toEqual(margins);
  });

  it('are hashed as CatBoost does it', () => {
    // “White”, and “United-States” with a border that is passed: in tables of a program that CatBoost exported for its own tests.
    expect(joinedHash(0n, -218697806)).toBe(8473802870189803490n);
    expect(joinedHash(joinedHash(0n, 1736516096), 1)).toBe(2072654927021551577n);
  });

  it('go out in our own form only', async () => {
    const document = await read();
    for (const format of ['xgboost-json', 'onnx'] as const) {
      expect(() => modelFileBytes(document, format)).toThrow(expect.objectContaining({ code: 'MODEL_NOT_EXPORTABLE' }));
    }
    expect(checkDocument(JSON.parse(modelFileBytes(document, 'auspex-model').toString()))).toEqual(document);
  });

  const info = model.features_info;
  const [borders, counter] = info.ctrs;
  it.each([
    ['no table of a statistic', { ctr_data: {} }],
    ['half a table', { ctr_data: { ...model.ctr_data, [ofMajor]: { hash_stride: 3, hash_map: ['1', 2] } } }],
    ['a hash that is none', { ctr_data: { ...model.ctr_data, [ofMajor]: { hash_stride: 3, hash_map: ['-1', 2, 3] } } }],
    [
      'a prior that leaves nothing',
      { features_info: { ...info, ctrs: [{ ...borders, prior_denomerator: 0 }, counter] } },
    ],
    ['a border of another statistic', { features_info: { ...info, ctrs: [counter, borders] } }],
    [
      'a category that is not there',
      {
        oblivious_trees: [
          { leaf_values: [0, 1], splits: [{ split_type: 'OneHotFeature', cat_feature_index: 7, value: 1 }] },
        ],
      },
    ],
  ])('with %s are damaged', async (_, changes) => {
    await expect(read(changes)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });

  it('with a statistic of a later kind are refused', async () => {
    const ctrs = [{ ...borders, ctr_type: 'Newest' }, counter];
    await expect(read({ features_info: { ...info, ctrs } })).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
  });
});
