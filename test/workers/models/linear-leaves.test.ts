import { describe, expect, it } from 'vitest';
import type { ModelDocument, PackedLeaves } from '../../../contract/models/model-document.ts';
import { canExplain } from '../../../workers/models/can-explain.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../../workers/models/write-model-file.ts';
import { ReasonWords } from '../../../workers/predict/reason-words.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';
import { goldenModel } from './golden-model.ts';

const given = { classes: null, target: null };
const column = (...values: number[]): FeatureColumn => ({ kind: 'number', values: Float64Array.from(values) });
const head = ['tree', 'version=v4', 'num_class=1', 'num_tree_per_iteration=1', 'max_feature_idx=1'];
const tree = [
  ...['Tree=0', 'num_leaves=2', 'split_feature=0', 'threshold=1.5', 'left_child=-1', 'right_child=-2'],
  ...['decision_type=10', 'leaf_value=7 9', 'is_linear=1', 'leaf_const=0.5 3', 'num_features=2 0'],
];
const fileOf = (...lines: string[]) =>
  Buffer.from([...head, 'objective=regression', 'feature_names=a b', '', ...lines, '', 'end of trees', ''].join('\n'));
const sound = fileOf(...tree, 'leaf_features=0 1   ', 'leaf_coeff=2 -1   ');

describe('trees whose leaves hold linear models', () => {
  it('weigh the features of the leaf, or give its plain value where one of them is missing', async () => {
    const model = await openModel(await readForeign(sound, given));
    const nothing = Number.NaN;
    // The second row passes to the leaf without features, where nothing can be missing.
    const margins = await model.margins([column(1, 2, 1, nothing), column(4, nothing, nothing, 1)], 0, 4);
    expect([...margins]).toEqual([0.5 + 2 - 4, 3, 7, 7]);
    expect([...(await model.margins([column(0, 1), column(0, 4)], 1, 2))]).toEqual([-1.5]);
  });

  it('are not explained, nor written for other programs', async () => {
    const { document } = await goldenModel('lightgbm-linear.txt');
    expect(canExplain(document.predictor)).toBe(false);
    expect((await openModel(document)).explain).toBeNull();
    for (const format of ['onnx', 'xgboost-json'] as const) {
      expect(() => modelFileBytes(document, format)).toThrow(
        expect.objectContaining({
          code: 'MODEL_NOT_EXPORTABLE',
          values: expect.objectContaining({ reason: 'its leaves hold linear models' }),
        }),
      );
    }
    const bytes = modelFileBytes(document, 'auspex-model');
    expect(modelFileBytes(await readForeign(bytes, given), 'auspex-model').equals(bytes)).toBe(true);
  });

  it.each([
    ['a weight too few', fileOf(...tree, 'leaf_features=0 1', 'leaf_coeff=2')],
    ['a feature that there is not', fileOf(...tree, 'leaf_features=0 2', 'leaf_coeff=2 1')],
    ['half a feature', fileOf(...tree, 'leaf_features=0 0.5', 'leaf_coeff=2 1')],
    ['a weight without bounds', fileOf(...tree, 'leaf_features=0 1', 'leaf_coeff=2 inf')],
    ['a count below zero', fileOf(...tree.slice(0, -1), 'num_features=3 -1', 'leaf_features=0 1', 'leaf_coeff=2 1')],
  ])('are damaged with %s', async (_, bytes) => {
    await expect(readForeign(bytes, given)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });

  it.each([
    ['starts', Uint32Array.of(0, 0, 5, 2)],
    ['starts', Uint32Array.of(0, 0, 2, 2, 2)],
    ['features', Uint32Array.of(0, 2)],
    ['weights', Float64Array.of(1)],
    ['constants', Float64Array.of(0, Number.NaN, 0)],
  ] as const)('are damaged in a document of ours whose %s do not fit', async (part, numbers) => {
    const document = await readForeign(sound, given);
    const { predictor } = document as { predictor: ModelDocument['predictor'] & { leaves: PackedLeaves } };
    const text = Buffer.from(numbers.buffer as ArrayBuffer).toString('base64');
    const changed = { ...document, predictor: { ...predictor, leaves: { ...predictor.leaves, [part]: text } } };
    const bytes = Buffer.from(JSON.stringify(changed));
    await expect(readForeign(bytes, given)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });
});

describe('a model that learned the roots of its values', () => {
  it('tells its reasons without units that they do not have', async () => {
    const { document } = await goldenModel('lightgbm-roots.txt');
    expect(document.link).toBe('square');
    const inputs = document.columns.map(() => ({ kind: 'number', values: Float64Array.of(2) }) as const);
    const unit = { ...document, target: { ...document.target, unit: 'kg' } };
    expect(new ReasonWords(unit, inputs, [], 'en').reason(0, 0, 0.25, 0)).toMatch(/ → raises it \(\+0\.25\)$/);
    expect(new ReasonWords(unit, inputs, [], 'zh-CN').reason(0, 0, -0.25, 0)).toMatch(/ → 使其降低（-0\.25）$/);
  });
});
