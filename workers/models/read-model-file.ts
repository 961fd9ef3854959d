import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { Fault } from '../../contract/faults.ts';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { readableSize } from '../tabular/memory-limit.ts';
import { catboostFromBinary, isBinaryCatboost } from './foreign/catboost-binary.ts';
import { foreignDocument, type GivenNames } from './foreign/foreign-document.ts';
import { parseBoundedJson } from './foreign/parse-json.ts';
import { parseUbjson } from './foreign/parse-ubjson.ts';
import { isCatboost, readCatboost } from './foreign/read-catboost.ts';
import { isLightgbm, readLightgbm } from './foreign/read-lightgbm.ts';
import { isXgboost, readXgboost } from './foreign/read-xgboost.ts';
import { withFileName } from './model-reason.ts';
import { checkDocument, documentBytes, isDocument } from './read-document.ts';

/** Larger files are refused unread; what is read takes some ten times its bytes. */
const mostBytes = 400 * 2 ** 20;

/** The order `read-model-file`. */
export async function readModelFile(order: Order<'read-model-file'>): Promise<Reply<'read-model-file'>> {
  const { size } = await stat(order.path);
  if (size > mostBytes) {
    const limits = { size: readableSize(size), limit: readableSize(mostBytes) };
    throw new Fault('MODEL_TOO_LARGE', { file: order.fileName, ...limits });
  }
  try {
    const document = await readForeign(await readFile(order.path), order);
    const bytes = documentBytes(document);
    await writeFile(order.scratchPath, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { file: { path: order.scratchPath, sha256, sizeBytes: bytes.length } };
  } catch (thrown) {
    throw withFileName(thrown, order.fileName);
  }
}

/**
 * The document of a model file, whatever program wrote it. Throws MODEL_DAMAGED, MODEL_FORMAT_UNKNOWN, MODEL_VERSION_UNKNOWN,
 * MODEL_UNSUPPORTED, MODEL_ONNX_UNSUPPORTED, each with an empty place for the file's name.
 */
export async function readForeign(bytes: Buffer, given: GivenNames): Promise<ModelDocument> {
  if (isLightgbm(bytes)) return foreignDocument(readLightgbm(bytes), given);
  if (isBinaryCatboost(bytes)) return foreignDocument(readCatboost(catboostFromBinary(bytes)), given);
  if (bytes[0] === 0x7b) {
    const value = isUbjson(bytes) ? parseUbjson(bytes) : parseBoundedJson(bytes);
    if (isDocument(value)) return checkDocument(value);
    if (isXgboost(value)) return foreignDocument(readXgboost(value), given);
    if (isCatboost(value)) return foreignDocument(readCatboost(value), given);
  } else if (bytes[0] === onnxFirstByte) {
    const { readOnnx } = await import('./onnx/read-onnx.ts');
    return readOnnx(bytes, given);
  }
  throw new Fault('MODEL_FORMAT_UNKNOWN', { file: '' });
}

/** The field `ir_version`, a number, with which an ONNX file begins. */
const onnxFirstByte = 0x08;

/** Behind the brace of UBJSON stands the mark of a length or of a type; behind that of JSON a name or a blank. */
const isUbjson = (bytes: Buffer): boolean => 'iUIlL$#'.includes(String.fromCharCode(bytes[1] ?? 0x20));
