import { cellKind } from '../segment.ts';
import type { CellSink } from '../xlsx/cell-sink.ts';
import { meaningOfFormat, type NumberMeaning, numberMeaning } from '../xlsx/number-formats.ts';
import { dateOfSerial } from '../xlsx/serial-date.ts';
import type { CellBatch } from './thread-messages.ts';
import type { WorkbookThread } from './workbook-thread.ts';

/** Hands the cells of `sheet` to `sink` until it has enough. `onRow` is told the row reached with each batch. */
export async function emitCells(
  thread: WorkbookThread,
  sheet: string,
  is1904: boolean,
  sink: CellSink,
  onRow: (row: number) => void = () => {},
): Promise<void> {
  const meanings = new Map<string, NumberMeaning>();
  for await (const batch of thread.cells(sheet)) {
    if (!emitBatch(batch, meanings, is1904, sink)) return;
    onRow(batch.nextRow);
  }
}

/** Whether the sink wants more. */
function emitBatch(batch: CellBatch, meanings: Map<string, NumberMeaning>, is1904: boolean, sink: CellSink): boolean {
  const { rows, columns, kinds, numbers, formatPlaces, formats, texts } = batch;
  let current = -1;
  let text = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    const column = columns[index] as number;
    const kind = kinds[index];
    if (row !== current && !sink.startRow(row)) return false;
    current = row;
    if (kind === cellKind.number) {
      const format = formats[formatPlaces[index] as number] as string;
      const meaning = meanings.get(format) ?? meaningOfFormat(format);
      meanings.set(format, meaning);
      emitNumber(sink, row, column, numbers[index] as number, meaning, is1904);
    } else if (kind === cellKind.boolean) sink.boolean(row, column, numbers[index] === 1);
    else {
      const bytes = Buffer.from(texts[text++] as string);
      if (kind === cellKind.error) sink.error(row, column, bytes, 0, bytes.length);
      else sink.text(row, column, bytes, 0, bytes.length);
    }
  }
  return true;
}

function emitNumber(
  sink: CellSink,
  row: number,
  column: number,
  value: number,
  meaning: NumberMeaning,
  is1904: boolean,
): void {
  // A time of day alone has no date: it stays the fraction of a day that it is.
  const isDate = meaning === numberMeaning.date || (meaning === numberMeaning.timeOfDay && value >= 1);
  const timeMs = isDate ? dateOfSerial(value, is1904) : Number.NaN;
  if (Number.isNaN(timeMs)) sink.number(row, column, value);
  else sink.date(row, column, timeMs);
}
