import type { Order, ScratchFile } from '../../contract/orders.ts';
import { columnOfViews, type TableColumn } from '../explore/stored-columns.ts';
import { type StoredSlice, writeStored } from '../explore/write-stored.ts';
import type { OrderContext } from '../order-context.ts';
import { ColumnBuilder } from '../tabular/column-builder.ts';
import { packSegment } from '../tabular/pack-segment.ts';
import { type ColumnView, cellKind, columnView, segmentRows } from '../tabular/segment.ts';
import { inRowOrder } from './join-tables.ts';
import { openMatrix, rowPlace, type TrainingMatrix } from './matrix.ts';
import { type PredictionsByRow, readPredictions } from './predictions-by-row.ts';

/**
 * All rows of all files, one below the other, with the prediction of a model that did not learn from the row: the columns of the
 * files by name, then prediction, probabilities, and the fold (or `holdout`, `test`).
 */
export async function storeTrainingRows(
  order: Order<'store-training-rows'>,
  context: OrderContext,
): Promise<ScratchFile> {
  const matrix = openMatrix(order.matrix);
  const byRow = await readPredictions(order.predictionsPath);
  const tables = inRowOrder(order.tables);
  const names = [...new Set(tables.flatMap(({ plan }) => plan.columnNames))];
  const places = tables.map(({ plan }) => names.map((name) => plan.columnNames.indexOf(name)));
  const heads = headsOf(matrix, names);
  const parts: { segment: SharedArrayBuffer; added: SharedArrayBuffer; table: number; rows: number }[] = [];
  let row = 0;
  for (const [table, { segments }] of tables.entries()) {
    for (const segment of segments) {
      context.throwIfCancelled();
      const rows = segmentRows(segment);
      parts.push({ segment, added: addedColumns(matrix, byRow, heads.length, row, rows), table, rows });
      row += rows;
    }
  }
  const viewsOf = ({ rows, segment, table }: (typeof parts)[number], column: number): ColumnView => {
    const place = places[table]![column]!;
    return place < 0 ? columnView(packSegment([new ColumnBuilder(rows)], rows), 0) : columnView(segment, place);
  };
  const columns: Omit<TableColumn, 'place'>[] = [
    ...names.map((name, column) => {
      const words = tables.map(({ plan }, table) => plan.columnFacts?.[places[table]![column]!]?.words).find(Boolean);
      return {
        ...columnOfViews(
          name,
          parts.map((part) => viewsOf(part, column)),
        ),
        ...(words ? { words } : {}),
      };
    }),
    ...heads.map((name, at) =>
      columnOfViews(
        name,
        parts.map(({ added }) => columnView(added, at)),
      ),
    ),
  ];
  function* slices(): Generator<StoredSlice> {
    for (const part of parts) {
      const own = names.map((_, column) => viewsOf(part, column));
      const views = [...own, ...heads.map((_, at) => columnView(part.added, at))];
      yield { rows: part.rows, viewOf: (place) => views[place]! };
    }
  }
  return writeStored(order.scratchPath, columns, slices(), row, context);
}

/** Heads of the added columns; a name that the table has already gets a number. */
function headsOf({ classes, target }: TrainingMatrix, names: readonly string[]): string[] {
  const taken = new Set(names);
  const wanted = [
    `${target.name} (predicted)`,
    ...(classes ?? []).map((name) => `P(${target.name} = ${name})`),
    'Fold',
  ];
  return wanted.map((name) => {
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
    taken.add(free);
    return free;
  });
}

const encoder = new TextEncoder();

/** The added columns of `rows` rows from `from` on, as a segment. */
function addedColumns(
  { classes, places }: TrainingMatrix,
  { predictions, width }: PredictionsByRow,
  count: number,
  from: number,
  rows: number,
): SharedArrayBuffer {
  const builders = Array.from({ length: count }, () => new ColumnBuilder(rows));
  const predicted = builders[0]!;
  const fold = builders.at(-1)!;
  const codeOf = (builder: ColumnBuilder, text: string) => {
    const bytes = encoder.encode(text);
    return builder.intern(bytes, 0, bytes.length);
  };
  const classCodes = classes?.map((name) => codeOf(predicted, name));
  const foldCodes = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const place = places[from + row] as number;
    if (place !== rowPlace.unusable) {
      const known = foldCodes.get(place) ?? codeOf(fold, foldName(place));
      foldCodes.set(place, known);
      fold.setCode(row, known, cellKind.text);
    }
    const at = (from + row) * width;
    if (Number.isNaN(predictions[at] as number)) continue;
    if (!classCodes) {
      predicted.setNumber(row, predictions[at] as number);
      continue;
    }
    let best = 0;
    for (let one = 0; one < width; one++) {
      if ((predictions[at + one] as number) > (predictions[at + best] as number)) best = one;
      builders[1 + one]!.setNumber(row, predictions[at + one] as number);
    }
    predicted.setCode(row, classCodes[best]!, cellKind.text);
  }
  return packSegment(builders, rows);
}

function foldName(place: number): string {
  if (place === rowPlace.holdout) return 'holdout';
  if (place === rowPlace.test) return 'test';
  return place === rowPlace.trainOnly ? 'training' : String(place + 1);
}
