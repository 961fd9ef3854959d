import { describe, expect, it } from 'vitest';
import { encodeFeatures } from '../../../workers/features/encode-features.ts';
import type { InputColumn } from '../../../workers/features/input-column.ts';
import { ProtobufWriter } from '../../../workers/models/onnx/protobuf-writer.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { predictionsOf } from '../../../workers/models/predictions-of.ts';
import { checkDocument } from '../../../workers/models/read-document.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
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
const text = (name: string, value: string) => new ProtobufWriter().text(1, name).text(4, value).number(20, 3);
const single = (name: string, value: number) => new ProtobufWriter().text(1, name).single(2, value).number(20, 1);
const numberType = { single: 1, double: 11, text: 8, whole: 7 } as const;

/** One tree of two leaves for each of three classes: column `feature` at most `border`, then the weights at most and above. */
function trees(
  input: string,
  questions: readonly (readonly [feature: number, border: number, below: number, above: number])[],
) {
  const each = <T>(make: (question: (typeof questions)[number], tree: number) => readonly T[]) =>
    questions.flatMap(make);
  return [
    numbers(
      'nodes_treeids',
      each((_, tree) => [tree, tree, tree]),
    ),
    numbers(
      'nodes_nodeids',
      each(() => [0, 1, 2]),
    ),
    numbers(
      'nodes_featureids',
      each(([feature]) => [feature, 0, 0]),
    ),
    numbers(
      'nodes_truenodeids',
      each(() => [1, 0, 0]),
    ),
    numbers(
      'nodes_falsenodeids',
      each(() => [2, 0, 0]),
    ),
    singles(
      'nodes_values',
      each(([, border]) => [border, 0, 0]),
    ),
    texts(
      'nodes_modes',
      each(() => ['BRANCH_LEQ', 'LEAF', 'LEAF']),
    ),
    numbers(
      'class_treeids',
      each((_, tree) => [tree, tree]),
    ),
    numbers(
      'class_nodeids',
      each(() => [1, 2]),
    ),
    numbers(
      'class_ids',
      each((_, tree) => [tree, tree]),
    ),
    singles(
      'class_weights',
      each(([, , below, above]) => [below, above]),
    ),
  ].map((attribute) => ({ input, attribute }));
}

/**
 * As skl2onnx converts a pipeline: gaps filled, numbers scaled, texts as columns of ones, boosted trees as they come from LightGBM's
 * converter, a label and a map of probabilities.
 */
function pipeline(): Buffer {
  const graph = new ProtobufWriter();
  const filled = [singles('imputed_value_floats', [10, 2]), single('replaced_value_float', Number.NaN)];
  graph.message(1, operator('Imputer', ['numbers'], 'filled', learningDomain, filled));
  const scaled = [singles('offset', [10, 0]), singles('scale', [0.5, 2])];
  graph.message(1, operator('Scaler', ['filled'], 'scaled', learningDomain, scaled));
  const levels = [texts('cats_strings', ['北京', 'Lima']), whole('zeros', 1)];
  graph.message(1, operator('OneHotEncoder', ['city'], 'ones', learningDomain, levels));
  graph.message(1, operator('Flatten', ['ones'], 'flat', '', [whole('axis', 1)]));
  graph.message(1, operator('Concat', ['scaled', 'flat'], 'all', '', [whole('axis', 1)]));
  const classifier = operator('TreeEnsembleClassifier', ['all'], 'label', learningDomain, [
    ...trees('all', [
      [0, 1, -1, 1],
      [1, 3, 0.5, -0.5],
      [2, 0.5, 0, 2],
    ]).map(({ attribute }) => attribute),
    texts('classlabels_strings', ['low', '中', 'high']),
    text('post_transform', 'SOFTMAX'),
  ]).text(2, 'probabilities');
  graph.message(1, classifier);
  const names = [texts('classlabels_strings', ['low', '中', 'high'])];
  graph.message(1, operator('ZipMap', ['probabilities'], 'output_probability', learningDomain, names));
  graph.text(2, 'pipeline');
  graph.message(11, tensor('numbers', numberType.single, 2)).message(11, tensor('city', numberType.text, 1));
  graph.message(12, tensor('label', numberType.text)).message(12, maps('output_probability', true));
  return onnxBytes(graph);
}

const inputs: InputColumn[] = [
  { kind: 'number', values: Float64Array.of(10, 14, Number.NaN, 12.5) },
  { kind: 'number', values: Float64Array.of(1, 2, 1.5, Number.NaN) },
  { kind: 'text', texts: ['Lima', '北京', 'Oslo'], codes: Int32Array.of(1, 0, 2, -1) },
];

describe('ONNX pipelines of scikit-learn', () => {
  it('with gaps, scales, texts and boosted trees are scored row by row', async () => {
    const document = checkDocument(JSON.parse(JSON.stringify(await readForeign(pipeline(), given))));
    expect(document).toMatchObject({ task: 'multiclass', target: { classes: ['low', '中', 'high'] } });
    expect(document.columns.map(({ name, type }) => [name, type])).toEqual([
      ['numbers 0', 'number'],
      ['numbers 1', 'number'],
      ['city', 'text'],
    ]);
    const model = await openModel(document);
    const margins = await model.margins(encodeFeatures(document.features, inputs), 0, 4);
    const { predictedClasses, probabilities } = predictionsOf(document, margins);
    // Scaled: (0, 2), (2, 4), (0, 3), (1.25, 4); 北京 stands in the first row only.
    const sums = [
      [-1, 0.5, 2],
      [1, -0.5, 0],
      [-1, 0.5, 0],
      [1, -0.5, 0],
    ];
    sums.forEach((row, place) => {
      const weights = row.map(Math.exp);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const [at, weight] of weights.entries())
        expect(probabilities![place * 3 + at]).toBeCloseTo(weight / total, 5);
    });
    expect([...predictedClasses!]).toEqual([2, 0, 1, 0]);
  });

  it('that take doubles and whole numbers are given them', async () => {
    const graph = new ProtobufWriter();
    graph.message(1, operator('Cast', ['wide'], 'narrow', '', [whole('to', numberType.single)]));
    graph.message(1, operator('Cast', ['count'], 'counted', '', [whole('to', numberType.single)]));
    graph.message(1, operator('Concat', ['narrow', 'counted'], 'all', '', [whole('axis', 1)]));
    const weights = [singles('coefficients', [2, 10]), singles('intercepts', [0.5])];
    graph.message(1, operator('LinearRegressor', ['all'], 'variable', learningDomain, weights));
    graph.text(2, 'numbers');
    graph.message(11, tensor('wide', numberType.double, 1)).message(11, tensor('count', numberType.whole, 1));
    graph.message(12, tensor('variable', numberType.single, 1));
    const document = await readForeign(onnxBytes(graph), given);
    const model = await openModel(document);
    const rows: InputColumn[] = [
      { kind: 'number', values: Float64Array.of(1.5, -2) },
      { kind: 'number', values: Float64Array.of(3, 0) },
    ];
    expect([...(await model.margins(encodeFeatures(document.features, rows), 0, 2))]).toEqual([33.5, -3.5]);
    const gap: InputColumn[] = [rows[0]!, { kind: 'number', values: Float64Array.of(3, Number.NaN) }];
    await expect(model.margins(encodeFeatures(document.features, gap), 0, 2)).rejects.toMatchObject({
      code: 'MODEL_ONNX_UNSUPPORTED',
    });
  });

  it('of two classes without a map are told apart by their labels', async () => {
    const graph = new ProtobufWriter();
    const learned = [
      ...trees('x', [[0, 0, -2, 2]]).map(({ attribute }) => attribute),
      numbers('classlabels_int64s', [0, 1]),
      text('post_transform', 'LOGISTIC'),
    ];
    graph.message(
      1,
      operator('TreeEnsembleClassifier', ['x'], 'label', learningDomain, learned).text(2, 'probabilities'),
    );
    graph.text(2, 'binary').message(11, tensor('x', numberType.single, 1));
    graph.message(12, tensor('label', numberType.whole)).message(12, tensor('probabilities', numberType.single, 2));
    const document = await readForeign(onnxBytes(graph), given);
    expect(document).toMatchObject({ task: 'binary', target: { classes: ['0', '1'] } });
    const model = await openModel(document);
    const margins = await model.margins([{ kind: 'number', values: Float64Array.of(-1, 1) }], 0, 2);
    const { predictedClasses, probabilities } = predictionsOf(document, margins);
    expect([...predictedClasses!]).toEqual([0, 1]);
    for (const row of [0, 1]) expect(probabilities![row * 2]! + probabilities![row * 2 + 1]!).toBeCloseTo(1, 5);
  });
});
