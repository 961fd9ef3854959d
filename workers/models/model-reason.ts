import { Fault } from '../../contract/faults.ts';

/** The fault of a model file that contradicts itself or its format. `reason` begins small and ends without a stop. */
export function damagedModel(reason: string): Fault {
  return new Fault('MODEL_DAMAGED', { file: '', reason });
}

/** The fault of a model that says what cannot be done exactly here. */
export function unsupportedModel(reason: string): Fault {
  return new Fault('MODEL_UNSUPPORTED', { reason });
}

/** The fault of an ONNX model that takes or gives what a table does not hold. */
export function unsupportedOnnx(reason: string): Fault {
  return new Fault('MODEL_ONNX_UNSUPPORTED', { reason });
}

/** The fault of a model that another program's format cannot hold. */
export function unexportableModel(reason: string): Fault {
  return new Fault('MODEL_NOT_EXPORTABLE', { reason });
}

/** The same fault with the name of the file in it, where it has a place for one. */
export function withFileName(thrown: unknown, fileName: string): unknown {
  if (!(thrown instanceof Fault) || thrown.values.file !== '') return thrown;
  const detail = thrown.detail === null ? {} : { detail: thrown.detail };
  return new Fault(thrown.code, { ...thrown.values, file: fileName }, { ...detail, cause: thrown.cause });
}
