import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { binaryFeatures } from './catboost-binary-features.ts';
import { binaryTables } from './catboost-binary-tables.ts';
import { binaryTrees } from './catboost-binary-trees.ts';
import { FlatTable, readingBudget, sizedPart } from './flatbuffer.ts';
import type { JsonObject } from './json-values.ts';

const mark = 'CBM1';
const knownFormat = 'FlabuffersModel_v1';
const tablesPart = 'static_provider_v1';

/** Fields of the outermost table, TModelCore. */
const inCore = { format: 0, trees: 1, info: 2, parts: 3 } as const;
const inInfo = { key: 0, value: 1 } as const;

/** Whether a file begins as CatBoost's binary ones do. */
export const isBinaryCatboost = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('latin1') === mark;

/**
 * A binary file of CatBoost (.cbm) in the layout of its JSON: behind the mark and a length stands a FlatBuffer
 * (catboost/libs/model/flatbuffers of its sources), behind that the tables of its statistics. Throws MODEL_DAMAGED, MODEL_UNSUPPORTED,
 * MODEL_VERSION_UNKNOWN.
 */
export function catboostFromBinary(bytes: Buffer): JsonObject {
  const budget = readingBudget();
  const core = sizedPart(bytes, mark.length);
  const root = FlatTable.root(core.bytes, budget);
  const format = root.text(inCore.format);
  if (format !== knownFormat)
    throw unsupportedModel(`its layout is ${format === '' ? 'not told' : format.slice(0, 60)}`);
  const trees = root.table(inCore.trees);
  if (!trees) throw damagedModel('it has no trees');
  const parts = root.texts(inCore.parts);
  if (parts.some((part) => part !== tablesPart)) throw unsupportedModel('it uses texts or embeddings of CatBoost');
  if (parts.length > 1) throw damagedModel('it has its statistics twice');
  const { featuresInfo, questions } = binaryFeatures(trees);
  return {
    model_info: Object.fromEntries(
      root.tables(inCore.info).map((item) => [item.text(inInfo.key), item.text(inInfo.value)]),
    ),
    features_info: featuresInfo,
    ctr_data: parts.length === 1 ? binaryTables(bytes, core.end, budget) : {},
    ...binaryTrees(trees, questions),
  };
}
