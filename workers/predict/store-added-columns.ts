import type { ScratchFile } from '../../contract/orders.ts';
import { writeStored } from '../explore/write-stored.ts';
import type { OrderContext } from '../order-context.ts';
import { ColumnBuilder } from '../tabular/column-builder.ts';
import { packSegment } from '../tabular/pack-segment.ts';
import { cellKind, columnView } from '../tabular/segment.ts';
import type { AddedColumn } from './added-columns.ts';
import type { PredictedRows } from './predicted-rows.ts';

/** The columns that a prediction adds, as a Parquet file of their own. */
export function storeAddedColumns(
  added: readonly AddedColumn[],
  predicted: PredictedRows,
  scratchPath: string,
  context: OrderContext,
): Promise<ScratchFile> {
  const { rows } = predicted;
  const segment = packSegment(
    added.map((column) => builderOf(column, predicted)),
    rows,
  );
  const views = added.map((_, place) => columnView(segment, place));
  const columns = added.map(({ name, type }) => ({
    ...{ name, type },
    storage: type === 'number' ? ('double' as const) : ('text' as const),
  }));
  return writeStored(scratchPath, columns, [{ rows, viewOf: (place) => views[place]! }], rows, context);
}

function builderOf(column: AddedColumn, predicted: PredictedRows): ColumnBuilder {
  const { rows } = predicted;
  const builder = new ColumnBuilder(rows);
  if (column.type === 'number') {
    const numberOf = numbersOf(column, predicted);
    for (let row = 0; row < rows; row++) builder.setNumber(row, numberOf(row));
    return builder;
  }
  const places = classPlacesOf(column, predicted);
  if (places) {
    const codes = predicted.classes!.map((name) => entryOf(builder, name));
    for (let row = 0; row < rows; row++) {
      const code = codes[places[row] as number] as number | null;
      if (code !== null) builder.setCode(row, code, cellKind.text);
    }
    return builder;
  }
  const texts = textsOf(column, predicted);
  for (let row = 0; row < rows; row++) {
    const code = entryOf(builder, texts[row] as string);
    if (code !== null) builder.setCode(row, code, cellKind.text);
  }
  return builder;
}

/** By row the class that a column tells; null: it tells something else. */
function classPlacesOf({ place, role }: AddedColumn, { predictedClasses, rankedClasses }: PredictedRows) {
  if (role === 'class') return predictedClasses;
  return role === 'rankedClass' ? (rankedClasses[place - 1] ?? null) : null;
}

function numbersOf({ place, role }: AddedColumn, predicted: PredictedRows): (row: number) => number {
  const { high, low, predictedClasses, predictions, rankedClasses } = predicted;
  const width = predicted.classes?.length ?? 1;
  switch (role) {
    case 'low':
      return (row) => low![row] as number;
    case 'high':
      return (row) => high![row] as number;
    case 'probability':
      return (row) => predictions[row * width + (predictedClasses![row] as number)] as number;
    case 'rankedProbability':
      return (row) => predictions[row * width + (rankedClasses[place - 1]![row] as number)] as number;
    case 'classProbability':
      return (row) => predictions[row * width + place] as number;
    default:
      return (row) => predictions[row] as number;
  }
}

function textsOf({ place, role }: AddedColumn, { classSets, marks, reasons }: PredictedRows): readonly string[] {
  if (role === 'reason') return reasons[place] ?? [];
  return role === 'classSet' ? (classSets ?? []) : marks;
}

const encoder = new TextEncoder();
const room = new Uint8Array(64 * 1024);

/** The dictionary's entry of a text; null for an empty one, which stands as an empty cell. */
function entryOf(builder: ColumnBuilder, text: string): number | null {
  if (text === '') return null;
  const bytes = text.length * 3 <= room.length ? room : encoder.encode(text);
  const length = bytes === room ? encoder.encodeInto(text, room).written : bytes.length;
  return builder.intern(bytes, 0, length);
}
