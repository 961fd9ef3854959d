import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { Order, Reply, ScratchFile } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';
import { encodeFeatures } from '../features/encode-features.ts';
import type { InputColumn } from '../features/input-column.ts';
import type { InputColumns, WantedColumn } from '../features/input-columns.ts';
import type { OrderContext } from '../order-context.ts';
import { addedColumns } from './added-columns.ts';
import { groupOrder, reordered } from './group-order.ts';
import { openedModel } from './opened-models.ts';
import { type PartFacts, rowsOfPart } from './part-facts.ts';
import { PredictedRows } from './predicted-rows.ts';
import { countByReference } from './reference-counts.ts';
import { type ColumnMarks, markColumn } from './row-marks.ts';
import { storeAddedColumns } from './store-added-columns.ts';
import { notedColumns, storedInputs, withStored } from './stored-inputs.ts';

/** Rows predicted before a cancel is looked for and the group in work is told. */
const blockRows = 2048;

/**
 * Predicts a part of the rows of a stored table, group after group, so that a person hears which one is in work; what it writes is
 * in the order of the rows. The same rows give the same bytes. Throws JOB_CANCELLED, MODEL_DAMAGED.
 */
export async function scoreRows(order: Order<'score-rows'>, context: OrderContext): Promise<Reply<'score-rows'>> {
  const { matched, modelPath, options, part, parts, rowsPath, scratchPath } = order;
  const model = await openedModel(modelPath);
  const { document } = model;
  const range = rowsOfPart(matched.rows, part, parts);
  const { read, noted } = await withStored(rowsPath, (file) => ({
    read: storedInputs(file, wantedColumns(document, matched), range),
    noted: notedColumns(file),
  }));
  context.throwIfCancelled();
  const modelInputs = read.columns.slice(0, document.columns.length);
  const groups = matched.groupPlace === null ? null : groupOrder(read.columns.at(-1)!);
  const encoded = encodeFeatures(document.features, modelInputs);
  const features = groups ? reordered(encoded, groups.rows) : encoded;
  const marks = markColumns(document, modelInputs, order);
  const added = addedColumns(document, options, matched.fileColumns);
  const written = modelInputs.map((_, place) => noted[matched.columns[place]?.place ?? -1]?.words);
  const predicted = new PredictedRows({ model, inputs: modelInputs, written, added, marks, rows: read.rows, options });
  for (let from = 0; from < read.rows; from += blockRows) {
    context.throwIfCancelled();
    const to = Math.min(read.rows, from + blockRows);
    context.notify({ fraction: from / read.rows, rowsDone: from, subject: groups?.labelAt(from) ?? null });
    await predicted.predict(features, from, to, groups?.rows ?? null);
  }
  const columns = await storeAddedColumns(added, predicted, `${scratchPath}.parquet`, context);
  const facts = factsOf(document, read, marks, predicted.isExplained);
  return {
    ...{ rows: read.rows, columns },
    predictions: writeBytes(`${scratchPath}.bin`, new Uint8Array(predicted.predictions.buffer)),
    facts: writeBytes(`${scratchPath}.json`, Buffer.from(JSON.stringify(facts))),
  };
}

/** The columns of the model, then that of the groups. */
function wantedColumns(
  document: ModelDocument,
  { columns, groupPlace }: Order<'score-rows'>['matched'],
): WantedColumn[] {
  const own = document.columns.map(({ type }, place): WantedColumn => ({ place: columns[place]?.place ?? null, type }));
  return groupPlace === null ? own : [...own, { place: groupPlace, type: 'text' }];
}

function markColumns(
  document: ModelDocument,
  inputs: readonly InputColumn[],
  { matched, options }: Order<'score-rows'>,
): ColumnMarks[] {
  const outOfRange = new Set(matched.outOfRangeColumns);
  return inputs.map((input, place) => {
    const once = { isAbsent: matched.columns[place]?.place == null, isOutOfRange: outOfRange.has(place) };
    return markColumn(document, place, input, once, options.locale);
  });
}

function factsOf(
  document: ModelDocument,
  { columns, rows, tallies }: InputColumns,
  marks: readonly ColumnMarks[],
  isExplained: boolean,
): PartFacts {
  return {
    ...{ rows, isExplained },
    columns: document.columns.map(({ reference }, place) => {
      const { missing, unreadable } = tallies[place]!;
      const { outOfRange, unseen, unseenTexts } = marks[place]!;
      const counts = reference && countByReference(reference, columns[place]!);
      return { missing, unreadable, unseen, outOfRange, unseenTexts, counts };
    }),
  };
}

function writeBytes(path: string, bytes: Uint8Array): ScratchFile {
  const file = new HashedFile(path);
  file.write(bytes);
  return file.finish();
}
