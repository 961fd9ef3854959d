import { fieldNumbers, fieldText, type ProtobufField, protobufFields } from './protobuf-fields.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

/** Numbers of fields of ONNX's messages (onnx.proto). */
const inModel = { graph: 7 } as const;
const inGraph = { node: 1, output: 12 } as const;
const inNode = { input: 1, output: 2, type: 4, attribute: 5 } as const;
const inAttribute = { numbers: 8, texts: 9 } as const;
const named = 1;
const single = 1;

/** A model whose outputs are all tables. */
export interface UnmappedModel {
  readonly bytes: Uint8Array;
  /** Names of the classes; none where the file does not tell them. */
  readonly classes: readonly string[];
}

/**
 * The model without the operator that puts probabilities into a map for each row (`ZipMap`, which converters of scikit-learn's
 * classifiers add), since ONNX Runtime gives out tables only: what would go into the map becomes the output. Throws MODEL_DAMAGED.
 */
export function withoutMaps(bytes: Uint8Array): UnmappedModel {
  const model = protobufFields(bytes);
  const graph = model.find(({ number }) => number === inModel.graph);
  if (!graph) return { bytes, classes: [] };
  const parts = protobufFields(bytes, graph.valueFrom, graph.to);
  const maps = parts.flatMap((field) => (field.number === inGraph.node ? mapOf(bytes, field) : []));
  if (maps.length === 0) return { bytes, classes: [] };
  const written = new ProtobufWriter();
  for (const field of parts) {
    if (maps.some(({ node }) => node === field)) continue;
    const map = field.number === inGraph.output ? maps.find(({ to }) => to === nameOf(bytes, field)) : undefined;
    if (map) written.message(inGraph.output, tableOf(map.from, map.classes.length));
    else written.raw(bytes.subarray(field.from, field.to));
  }
  const whole = new ProtobufWriter();
  for (const field of model) {
    if (field === graph) whole.message(inModel.graph, written);
    else whole.raw(bytes.subarray(field.from, field.to));
  }
  return { bytes: whole.finish(), classes: maps.length === 1 ? maps[0]!.classes : [] };
}

interface MapNode {
  readonly node: ProtobufField;
  /** What goes into the map, and what the map is called. */
  readonly from: string;
  readonly to: string;
  /** In the order of the table; none where the node does not name them. */
  readonly classes: readonly string[];
}

/** The node as one that makes maps; nothing where it makes none. */
function mapOf(bytes: Uint8Array, node: ProtobufField): MapNode[] {
  const fields = protobufFields(bytes, node.valueFrom, node.to);
  const text = (number: number) => {
    const field = fields.find((one) => one.number === number);
    return field ? fieldText(bytes, field) : '';
  };
  if (text(inNode.type) !== 'ZipMap') return [];
  const classes = fields
    .filter(({ number }) => number === inNode.attribute)
    .flatMap((field) => protobufFields(bytes, field.valueFrom, field.to))
    .flatMap((field) => {
      if (field.number === inAttribute.texts) return [fieldText(bytes, field)];
      return field.number === inAttribute.numbers ? fieldNumbers(bytes, field).map(String) : [];
    });
  return [{ node, from: text(inNode.input), to: text(inNode.output), classes }];
}

function nameOf(bytes: Uint8Array, field: ProtobufField): string {
  const name = protobufFields(bytes, field.valueFrom, field.to).find(({ number }) => number === named);
  return name ? fieldText(bytes, name) : '';
}

/** Numbers of single precision, rows × classes. */
function tableOf(name: string, classes: number): ProtobufWriter {
  const rows = new ProtobufWriter().text(2, 'rows');
  const columns = classes === 0 ? new ProtobufWriter().text(2, 'classes') : new ProtobufWriter().number(1, classes);
  const shape = new ProtobufWriter().message(1, rows).message(1, columns);
  const tensor = new ProtobufWriter().number(1, single).message(2, shape);
  return new ProtobufWriter().text(named, name).message(2, new ProtobufWriter().message(1, tensor));
}
