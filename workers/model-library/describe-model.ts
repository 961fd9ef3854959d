import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Fault } from '../../contract/faults.ts';
import { type ModelDocument, modelDocumentSchema, modelFormatVersion } from '../../contract/models/model-document.ts';
import type { ModelDescription } from '../../contract/models/model-library-orders.ts';
import type { Order } from '../../contract/orders.ts';

/** What the library shows of a document of ours. Throws MODEL_VERSION_UNKNOWN, MODEL_DAMAGED. */
export async function describeModel({ path }: Order<'describe-model'>): Promise<ModelDescription> {
  const { task, target, columns, groupColumn, card } = parseDocument(await readFile(path, 'utf8'), basename(path));
  const { name, unit, classes } = target;
  return { task, target: name, unit, classes, inputs: columns, groupColumn, card };
}

function parseDocument(text: string, file: string): ModelDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Fault('MODEL_DAMAGED', { file, reason: 'it is no JSON' }, { cause: error });
  }
  const { format, formatVersion } = (value ?? {}) as { format?: unknown; formatVersion?: unknown };
  if (format === 'auspex-model' && typeof formatVersion === 'number' && formatVersion > modelFormatVersion) {
    throw new Fault('MODEL_VERSION_UNKNOWN', { file, version: formatVersion });
  }
  const parsed = modelDocumentSchema.safeParse(value);
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.path.join('.') ?? 'its parts';
    throw new Fault('MODEL_DAMAGED', { file, reason }, { cause: parsed.error });
  }
  return parsed.data;
}
