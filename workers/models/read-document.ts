import { readFile } from 'node:fs/promises';
import { Fault } from '../../contract/faults.ts';
import { type ModelDocument, modelDocumentSchema, modelFormatVersion } from '../../contract/models/model-document.ts';
import { OpenStatistics } from './category-statistics.ts';
import { unpackLeaves } from './linear/linear-leaves.ts';
import { unpackLinear } from './linear/linear-model.ts';
import { damagedModel } from './model-reason.ts';
import { unpackEnsemble } from './pack-ensemble.ts';

/** A document of the model library. Throws MODEL_DAMAGED, MODEL_VERSION_UNKNOWN when it is none any more, or of a later version. */
export async function readDocument(path: string): Promise<ModelDocument> {
  const text = await readFile(path, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Fault('MODEL_DAMAGED', { file: '', reason: 'it is no JSON' }, { cause });
  }
  if (!isDocument(value)) throw damagedModel('it is no model of Auspex');
  return shapedDocument(value);
}

/** A document as it is written; the same one gives the same bytes. */
export function documentBytes(document: ModelDocument): Buffer {
  return Buffer.from(JSON.stringify(document), 'utf8');
}

/** Whether a parsed file claims to be a document of ours. */
export const isDocument = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { format?: unknown }).format === 'auspex-model';

/** A document whose parts fit each other; its trees are proved sound when they are unpacked. */
function shapedDocument(value: unknown): ModelDocument {
  const version = (value as { formatVersion?: unknown }).formatVersion;
  if (version !== modelFormatVersion) {
    throw new Fault('MODEL_VERSION_UNKNOWN', { file: '', version: typeof version === 'number' ? version : '?' });
  }
  const parsed = modelDocumentSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw damagedModel(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const document = parsed.data;
  const classes = document.target.classes?.length ?? 0;
  if (document.task === 'regression' ? classes !== 0 : document.task === 'binary' ? classes !== 2 : classes < 2) {
    throw damagedModel('the classes do not fit the task');
  }
  if (document.features.some(({ column }) => column >= document.columns.length)) {
    throw damagedModel('a feature is made of a column that does not exist');
  }
  for (const { column, encoding } of document.features) {
    if (encoding.kind === 'text' && (document.columns[column]!.type !== 'text' || !readsTexts(document.predictor))) {
      throw damagedModel('a feature takes texts that nothing reads');
    }
    if (encoding.kind === 'targetStatistic' && encoding.values.length !== encoding.levels.length) {
      throw damagedModel('levels and their values differ in number');
    }
  }
  return document;
}

/** ONNX models are given texts as they stand; trees by CatBoost ask for their hashes. */
const readsTexts = (predictor: ModelDocument['predictor']): boolean =>
  predictor.kind === 'onnx' || (predictor.kind === 'trees' && predictor.statistics !== undefined);

/** A document from elsewhere, proved sound. Throws MODEL_DAMAGED, MODEL_VERSION_UNKNOWN. */
export function checkDocument(value: unknown): ModelDocument {
  const document = shapedDocument(value);
  const classes = document.target.classes?.length ?? 0;
  const { predictor } = document;
  if (predictor.kind !== 'onnx') {
    const unpacked = predictor.kind === 'linear' ? unpackLinear(predictor.linear) : unpackEnsemble(predictor.ensemble);
    const { outputs, features } = unpacked;
    if (predictor.kind === 'linearTrees') unpackLeaves(predictor.leaves, unpackEnsemble(predictor.ensemble));
    const made = predictor.kind === 'trees' && predictor.statistics ? predictor.statistics.tables.length : 0;
    if (features !== document.features.length + made) throw damagedModel('what it predicts with knows other features');
    if (predictor.kind === 'trees' && predictor.statistics) {
      new OpenStatistics(predictor.statistics, document.features.length);
    }
    if (outputs !== (document.task === 'multiclass' ? classes : 1))
      throw damagedModel('the outputs do not fit the classes');
  }
  return document;
}
