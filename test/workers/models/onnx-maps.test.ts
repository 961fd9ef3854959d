import { describe, expect, it } from 'vitest';
import { ProtobufWriter } from '../../../workers/models/onnx/protobuf-writer.ts';
import { withoutMaps } from '../../../workers/models/onnx/without-maps.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { predictionsOf } from '../../../workers/models/predictions-of.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';
import {
  learningDomain,
  maps,
  numbers,
  onnxBytes,
  operator,
  singles,
  tensor,
  texts,
  whole,
} from '../../builders/onnx-graph.ts';

const given = { classes: null, target: null };

/** A logistic regression of two numbers for three classes, as converters of scikit-learn write it unless told zipmap=False. */
function classifier(labels: ProtobufWriter, hasTexts: boolean): Buffer {
  const weights = [singles('coefficients', [1, 0, 0, 1, -1, -1]), singles('intercepts', [0, 0, 0.5])];
  const graph = new ProtobufWriter();
  const learned = operator('LinearRegressor', ['x'], 'margins', learningDomain, [...weights, whole('targets', 3)]);
  graph.message(1, learned).message(1, operator('Softmax', ['margins'], 'probabilities', '', [whole('axis', 1)]));
  graph.message(1, operator('ZipMap', ['probabilities'], 'output_probability', learningDomain, [labels]));
  graph
    .text(2, 'classifier')
    .message(11, tensor('x', 1, 2))
    .message(12, maps('output_probability', hasTexts));
  return onnxBytes(graph);
}

const columns: FeatureColumn[] = [
  { kind: 'number', values: Float64Array.of(1, 0, -2) },
  { kind: 'number', values: Float64Array.of(0, 3, -1) },
];
const expected = [
  [1, 0, -0.5],
  [0, 3, -2.5],
  [-2, -1, 3.5],
].flatMap((margins) => {
  const shares = margins.map(Math.exp);
  return shares.map((share) => share / shares.reduce((sum, one) => sum + one, 0));
});

describe('ONNX models that give maps', () => {
  it.each([
    ['texts', texts('classlabels_strings', ['低', '中', '高']), true, ['低', '中', '高']],
    ['whole numbers', numbers('classlabels_int64s', [1, 2, 300]), false, ['1', '2', '300']],
  ])('of classes named by %s are scored by what goes into them', async (_, labels, hasTexts, classes) => {
    const document = await readForeign(classifier(labels, hasTexts), given);
    expect(document).toMatchObject({ task: 'multiclass', target: { classes } });
    const model = await openModel(document);
    const { probabilities } = predictionsOf(document, await model.margins(columns, 0, 3));
    for (const [place, share] of probabilities!.entries()) expect(share).toBeCloseTo(expected[place]!, 6);
  });

  it('are left as they are where there are none', () => {
    const graph = new ProtobufWriter().message(1, operator('Identity', ['x'], 'y', '', []));
    const bytes = onnxBytes(graph.message(11, tensor('x', 1, 1)).message(12, tensor('y', 1, 1)));
    expect(withoutMaps(bytes)).toEqual({ bytes, classes: [] });
  });

  it('are damaged wherever they are cut', async () => {
    const whole = classifier(texts('classlabels_strings', ['a', 'b', 'c']), true);
    for (let length = 8; length < whole.length; length += 7) {
      await expect(readForeign(whole.subarray(0, length), given)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
    }
  });
});
