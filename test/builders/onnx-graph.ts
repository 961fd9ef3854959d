import { ProtobufWriter } from '../../workers/models/onnx/protobuf-writer.ts';

export const learningDomain = 'ai.onnx.ml';

/** A node of a graph. */
export function operator(type: string, inputs: string[], output: string, domain: string, attributes: ProtobufWriter[]) {
  const node = new ProtobufWriter();
  for (const input of inputs) node.text(1, input);
  node.text(2, output).text(3, output).text(4, type).text(7, domain);
  for (const attribute of attributes) node.message(5, attribute);
  return node;
}
/** Attributes: a whole number, numbers, texts. */
export const whole = (name: string, value: number) => new ProtobufWriter().text(1, name).number(3, value).number(20, 2);
export const singles = (name: string, values: number[]) =>
  new ProtobufWriter().text(1, name).singles(7, values).number(20, 6);
export function texts(name: string, values: string[]) {
  const writer = new ProtobufWriter().text(1, name);
  for (const value of values) writer.text(9, value);
  return writer.number(20, 8);
}
/** An input or output of so many columns (none told: one value for each row); type 1 is single precision, 8 text. */
export function tensor(name: string, type: number, columns?: number) {
  const shape = new ProtobufWriter().message(1, new ProtobufWriter().text(2, 'rows'));
  if (columns !== undefined) shape.message(1, new ProtobufWriter().number(1, columns));
  const of = new ProtobufWriter().number(1, type).message(2, shape);
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, of));
}

/** An attribute of whole numbers. */
export function numbers(name: string, values: number[]) {
  return new ProtobufWriter().text(1, name).numbers(8, values).number(20, 7);
}

/** A list of maps from texts, or from whole numbers, to numbers: what ZipMap gives. */
export function maps(name: string, hasTexts: boolean) {
  const value = new ProtobufWriter().message(1, new ProtobufWriter().number(1, 1));
  const map = new ProtobufWriter().number(1, hasTexts ? 8 : 7).message(2, value);
  const sequence = new ProtobufWriter().message(1, new ProtobufWriter().message(5, map));
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(4, sequence));
}

/** The bytes of a model of the graph. */
export function onnxBytes(graph: ProtobufWriter): Buffer {
  const model = new ProtobufWriter().number(1, 8).message(7, graph);
  model.message(8, new ProtobufWriter().text(1, '').number(2, 13));
  model.message(8, new ProtobufWriter().text(1, learningDomain).number(2, 3));
  return model.finish();
}
