import { describe, expect, it } from 'vitest';
import { encodeFeatures } from '../../../workers/features/encode-features.ts';
import type { InputColumn } from '../../../workers/features/input-column.ts';
import { ProtobufWriter } from '../../../workers/models/onnx/protobuf-writer.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { predictionsOf } from '../../../workers/models/predictions-of.ts';
import { checkDocument } from '../../../workers/models/read-document.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import { learningDomain, onnxBytes, operator, singles, tensor, texts, whole } from '../../builders/onnx-graph.ts';

const given = { classes: null, target: null };

/** As scikit-learn's pipelines are converted: texts as columns of ones, beside a number, in a linear model. */
function pipeline({ takesUnknown = true } = {}): Buffer {
  const graph = new ProtobufWriter();
  const levels = [texts('cats_strings', ['上海', 'Berlin', 'Lima']), whole('zeros', takesUnknown ? 1 : 0)];
  graph.message(1, operator('OneHotEncoder', ['city'], 'ones', learningDomain, levels));
  // Rows × 1 × 3 become rows × 3.
  graph.message(1, operator('Flatten', ['ones'], 'flat', '', [whole('axis', 1)]));
  graph.message(1, operator('Concat', ['flat', 'hours'], 'all', '', [whole('axis', 1)]));
  const weights = [singles('coefficients', [1, 2, 4, 0.5]), singles('intercepts', [10])];
  graph.message(1, operator('LinearRegressor', ['all'], 'value', learningDomain, weights));
  graph
    .text(2, 'pipeline')
    .message(11, tensor('city', 8, 1))
    .message(11, tensor('hours', 1, 1));
  graph.message(12, tensor('value', 1, 1));
  return onnxBytes(graph);
}

const inputs: InputColumn[] = [
  { kind: 'text', texts: ['Lima', '上海', 'Oslo'], codes: Int32Array.of(0, 1, 2, -1, 0) },
  { kind: 'number', values: Float64Array.of(0, 2, 4, 6, 8) },
];

describe('ONNX models that take texts', () => {
  it('are given them as they stand in the rows, missing ones as empty', async () => {
    const document = checkDocument(JSON.parse(JSON.stringify(await readForeign(pipeline(), given))));
    expect(document.columns.map(({ name, type }) => [name, type])).toEqual([
      ['city', 'text'],
      ['hours', 'number'],
    ]);
    const model = await openModel(document);
    const margins = await model.margins(encodeFeatures(document.features, inputs), 0, 5);
    expect([...predictionsOf(document, margins).values!]).toEqual([14, 12, 12, 13, 18]);
    const two = await model.margins(encodeFeatures(document.features, inputs), 1, 3);
    expect([...two]).toEqual([12, 12]);
  });

  it('are read though they refuse texts they do not know, and say so of rows that hold one', async () => {
    const document = await readForeign(pipeline({ takesUnknown: false }), given);
    expect(document.task).toBe('regression');
    const model = await openModel(document);
    const features = encodeFeatures(document.features, inputs);
    expect([...(await model.margins(features, 0, 2))]).toEqual([14, 12]);
    await expect(model.margins(features, 0, 3)).rejects.toMatchObject({ code: 'MODEL_ONNX_UNSUPPORTED' });
  });

  it('are refused as documents whose features do not fit', async () => {
    const document = await readForeign(pipeline(), given);
    const changed = (column: object) => ({
      ...document,
      columns: [{ ...document.columns[0], ...column }, document.columns[1]],
    });
    expect(() => checkDocument(changed({ type: 'number' }))).toThrow(
      expect.objectContaining({ code: 'MODEL_DAMAGED' }),
    );
    const model = await openModel({ ...document, features: [document.features[1]!, document.features[1]!] });
    const number = encodeFeatures([document.features[1]!, document.features[1]!], inputs);
    await expect(model.margins(number, 0, 1)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });
});
