import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { ModelFileFormat } from '../../contract/models/model-orders.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { modelLossesOf } from './export/model-losses.ts';
import { onnxModel } from './export/onnx-model.ts';
import { xgboostJson } from './export/xgboost-json.ts';
import { documentBytes, readDocument } from './read-document.ts';

/** The order `write-model-file`. */
export async function writeModelFile(order: Order<'write-model-file'>): Promise<Reply<'write-model-file'>> {
  const document = await readDocument(order.modelPath);
  const bytes = modelFileBytes(document, order.format);
  await writeFile(order.scratchPath, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const losses = modelLossesOf(document, order.format);
  return { path: order.scratchPath, sha256, sizeBytes: bytes.length, losses };
}

/** A document as a file of another format. Throws MODEL_NOT_EXPORTABLE where the format cannot say what the model does. */
export function modelFileBytes(document: ModelDocument, format: ModelFileFormat): Buffer {
  if (format === 'auspex-model') return documentBytes(document);
  // An imported ONNX file goes out as it came in.
  if (format === 'onnx' && document.predictor.kind === 'onnx') return Buffer.from(document.predictor.bytes, 'base64');
  return format === 'onnx' ? onnxModel(document) : Buffer.from(xgboostJson(document), 'utf8');
}
