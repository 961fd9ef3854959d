import { Fault } from '../../contract/faults.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { encodeFeatures } from '../features/encode-features.ts';
import type { InputColumn } from '../features/input-column.ts';
import { inputColumns } from '../features/input-columns.ts';
import type { OrderContext } from '../order-context.ts';
import { openModel } from './open-model.ts';
import { type Predictions, predictionsOf } from './predictions-of.ts';
import { readDocument } from './read-document.ts';
import { type RecordedColumn, recordedColumns } from './recorded-predictions.ts';

/** Other programs sum in single precision. */
const tolerance = 1e-5;
const rowsAtOnce = 20_000;

/** The order `check-model`. */
export async function checkModel(order: Order<'check-model'>, context: OrderContext): Promise<Reply<'check-model'>> {
  const model = await openModel(await readDocument(order.modelPath));
  const { document } = model;
  const recorded = recordedColumns(document, order.columnNames);
  if (recorded.length === 0) throw new Fault('MODEL_CHECK_IMPOSSIBLE', { file: order.fileName });
  const placeOf = (name: string) => {
    const place = order.columnNames.indexOf(name);
    return place < 0 ? null : place;
  };
  const wanted = document.columns.map(({ name, type }) => ({ place: placeOf(name), type }));
  const records = recorded.map(({ kind, place }) => ({ place, type: kind === 'label' ? 'text' : 'number' }) as const);
  const { rows, columns } = inputColumns(order.segments, [...wanted, ...records]);
  const features = encodeFeatures(document.features, columns.slice(0, wanted.length));
  let checkedRows = 0;
  let largestDifference = 0;
  for (let fromRow = 0; fromRow < rows; fromRow += rowsAtOnce) {
    context.throwIfCancelled();
    const toRow = Math.min(fromRow + rowsAtOnce, rows);
    const predictions = predictionsOf(document, await model.margins(features, fromRow, toRow));
    for (let row = fromRow; row < toRow; row++) {
      let isChecked = false;
      recorded.forEach((column, at) => {
        const record = recordAt(columns[wanted.length + at]!, row);
        if (record === null) return;
        isChecked = true;
        const ours = predictionAt(column, predictions, row - fromRow, document.target.classes);
        const difference = differenceOf(ours, record);
        if (difference === null) throw mismatch(row, ours, record);
        largestDifference = Math.max(largestDifference, difference);
      });
      if (isChecked) checkedRows++;
    }
  }
  if (checkedRows === 0) throw new Fault('MODEL_CHECK_IMPOSSIBLE', { file: order.fileName });
  return { checkedRows, largestDifference };
}

function recordAt(column: InputColumn, row: number): number | string | null {
  if (column.kind === 'text') return column.texts[column.codes[row]!] ?? null;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : value;
}

function predictionAt(
  column: RecordedColumn,
  predictions: Predictions,
  row: number,
  classes: readonly string[] | null,
): number | string {
  if (column.kind === 'value') return predictions.values![row]!;
  if (column.kind === 'label') return classes?.[predictions.predictedClasses![row]!] ?? '';
  return predictions.probabilities![row * (classes?.length ?? 2) + column.classPlace]!;
}

/** How far a prediction is from its record; null: farther than the record's own precision explains. */
function differenceOf(ours: number | string, record: number | string): number | null {
  if (typeof ours === 'string' || typeof record === 'string') return String(ours) === String(record) ? 0 : null;
  const difference = Math.abs(ours - record);
  const allowed = Math.max(tolerance * Math.max(1, Math.abs(record)), 0.5001 * 10 ** -decimalsOf(record));
  return difference <= allowed ? difference : null;
}

/** Decimals that a record was written with, so that rounded ones are compared as such. A whole number may be an exact one. */
function decimalsOf(value: number): number {
  const text = String(value);
  const point = text.indexOf('.');
  return text.includes('e') || point < 0 ? 15 : text.length - point - 1;
}

const mismatch = (row: number, ours: number | string, recorded: number | string): Fault =>
  new Fault('MODEL_MISMATCH', { row: row + 1, ours, recorded });
