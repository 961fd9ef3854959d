import type { ModelDocument } from '../../../contract/models/model-document.ts';
import { oneAgainstAll } from '../onnx/model-property.ts';
import { ProtobufWriter } from '../onnx/protobuf-writer.ts';
import { type ExportedEnsemble, encodingNotes, exportedEnsemble, levelsOf } from './exported-ensemble.ts';
import { attribute, type NodeArrays, treeNodes } from './onnx-trees.ts';

/** Version of the file's layout, of the operators, and of those for machine learning; ONNX Runtime has known them since 2021. */
const [layoutVersion, operatorVersion, learningVersion] = [8, 13, 3];
/** TensorProto.DataType */
const dataType = { single: 1, whole: 7, text: 8 } as const;

/**
 * A document as an ONNX file. Its input `features` is the matrix (categories as codes by their level, NaN where missing or unseen;
 * the property `auspex` tells how it is made). A number has the output `value`, classes have `label` and `probabilities`.
 */
export function onnxModel(document: ModelDocument): Buffer {
  const exported = exportedEnsemble(document);
  const graph = new ProtobufWriter();
  graph.message(1, treesNode(document, exported));
  for (const node of linkNodes(document)) graph.message(1, node);
  graph.text(2, 'auspex');
  for (const constant of linkConstants(document)) graph.message(5, constant);
  graph.message(11, valueInfo('features', dataType.single, [null, exported.ensemble.features]));
  const classes = document.target.classes;
  if (classes) {
    graph.message(12, valueInfo('label', dataType.text, [null]));
    graph.message(12, valueInfo('probabilities', dataType.single, [null, classes.length]));
  } else graph.message(12, valueInfo('value', dataType.single, [null, 1]));
  const properties = [['auspex', encodingNotes(document)]];
  if (exported.omitted !== null) properties.push(['auspex_omitted', exported.omitted]);
  if (document.task === 'multiclass' && document.link === 'logistic') {
    properties.push([oneAgainstAll.key, oneAgainstAll.value]);
  }
  const model = new ProtobufWriter().number(1, layoutVersion).text(2, 'Auspex').message(7, graph);
  model.message(8, new ProtobufWriter().text(1, '').number(2, operatorVersion));
  model.message(8, new ProtobufWriter().text(1, 'ai.onnx.ml').number(2, learningVersion));
  for (const [key, value] of properties) model.message(14, new ProtobufWriter().text(1, key!).text(2, value!));
  return model.finish();
}

function treesNode(document: ModelDocument, exported: ExportedEnsemble): ProtobufWriter {
  const { ensemble, scale } = exported;
  const nodes: NodeArrays = treeNodes(exported, levelsOf(document));
  const node = operator('TreeEnsembleRegressor', ['features'], ['margins'], 'ai.onnx.ml');
  node.message(5, attribute.text('aggregate_function', 'SUM'));
  node.message(5, attribute.text('post_transform', 'NONE'));
  node.message(5, attribute.number('n_targets', ensemble.outputs));
  node.message(
    5,
    attribute.singles(
      'base_values',
      Array.from(ensemble.baseScores, (score) => score * scale),
    ),
  );
  for (const [name, values] of Object.entries(nodes.numbers)) node.message(5, attribute.numbers(name, values));
  for (const [name, values] of Object.entries(nodes.singles)) node.message(5, attribute.singles(name, values));
  node.message(5, attribute.texts('nodes_modes', nodes.modes));
  return node;
}

/** Of links of one operator. */
const valueOperators = {
  ...{ identity: 'Identity', exponential: 'Exp', logistic: 'Sigmoid', softplus: 'Softplus' },
  // These two are of classes.
  ...{ softmax: 'Identity', step: 'Identity' },
} as const;

/** From margins to what is given out. */
function linkNodes(document: ModelDocument): ProtobufWriter[] {
  const { task, link, target } = document;
  if (task === 'regression') {
    if (link === 'square') {
      return [operator('Abs', ['margins'], ['size']), operator('Mul', ['margins', 'size'], ['value'])];
    }
    return [operator(valueOperators[link], ['margins'], ['value'])];
  }
  const positive =
    link === 'step'
      ? [
          operator('Greater', ['margins', 'zero'], ['above']),
          operator('Cast', ['above'], ['positive']).message(5, attribute.number('to', dataType.single)),
        ]
      : [operator('Sigmoid', ['margins'], ['positive'])];
  const shares =
    task === 'binary'
      ? [
          ...positive,
          operator('Sub', ['one', 'positive'], ['negative']),
          operator('Concat', ['negative', 'positive'], ['probabilities']).message(5, attribute.number('axis', 1)),
        ]
      : [
          link === 'softmax'
            ? operator('Softmax', ['margins'], ['probabilities']).message(5, attribute.number('axis', 1))
            : operator('Sigmoid', ['margins'], ['probabilities']),
        ];
  const likeliest = operator('ArgMax', ['probabilities'], ['place'])
    .message(5, attribute.number('axis', 1))
    .message(5, attribute.number('keepdims', 0));
  const classes = target.classes ?? [];
  const label = operator('LabelEncoder', ['place'], ['label'], 'ai.onnx.ml')
    .message(5, attribute.numbers('keys_int64s', [...classes.keys()]))
    .message(5, attribute.texts('values_strings', classes));
  return [...shares, likeliest, label];
}

function linkConstants({ task }: ModelDocument): ProtobufWriter[] {
  if (task !== 'binary') return [];
  const constant = (name: string, value: number) =>
    new ProtobufWriter().number(1, 1).number(2, dataType.single).singles(4, [value]).text(8, name);
  return [constant('one', 1), constant('zero', 0)];
}

function operator(type: string, inputs: readonly string[], outputs: readonly string[], domain = ''): ProtobufWriter {
  const node = new ProtobufWriter();
  for (const input of inputs) node.text(1, input);
  for (const output of outputs) node.text(2, output);
  node.text(3, outputs[0]!).text(4, type);
  return domain === '' ? node : node.text(7, domain);
}

/** A tensor of the graph; null: as many as there are rows. */
function valueInfo(name: string, type: number, sizes: readonly (number | null)[]): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const size of sizes) {
    const dimension = new ProtobufWriter();
    shape.message(1, size === null ? dimension.text(2, 'rows') : dimension.number(1, size));
  }
  const tensor = new ProtobufWriter().number(1, type).message(2, shape);
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
}
