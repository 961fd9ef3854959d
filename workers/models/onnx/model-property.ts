import { fieldText, protobufFields } from './protobuf-fields.ts';

/** Numbers of fields of ONNX's messages (onnx.proto): properties of a model are pairs of texts. */
const properties = 14;
const inProperty = { key: 1, value: 2 } as const;

/** Says of an ONNX file of ours that its probabilities are not to be normed: each class stands against all others. */
export const oneAgainstAll = { key: 'auspex_probabilities', value: 'each class by itself' } as const;

/** Whether a file says so. Throws MODEL_DAMAGED. */
export const isOneAgainstAll = (bytes: Uint8Array): boolean =>
  protobufFields(bytes)
    .filter(({ number }) => number === properties)
    .some(({ to, valueFrom }) => {
      const fields = protobufFields(bytes, valueFrom, to);
      const text = (wanted: number) => {
        const field = fields.find(({ number }) => number === wanted);
        return field && fieldText(bytes, field);
      };
      return text(inProperty.key) === oneAgainstAll.key && text(inProperty.value) === oneAgainstAll.value;
    });
