import type { ColumnType, PreviewColumn } from '../../contract/files.ts';
import { isAsDetected, mainTable, type Reading } from '../../contract/reading.ts';
import { callFault, client } from '../bridge/client.ts';
import type { ChosenItem, SheetReading } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { queue } from './reading-queue.ts';

/** What the person asked for of a sheet; every field stands in it. */
export function readingOf({ readings }: Pick<ChosenItem, 'readings'>, sheet: string | null): Reading {
  return { ...mainTable, ...(sheet === null ? {} : readings[sheet]), sheet };
}

/** Whether a file is one table by its kind, so that no sheet has to be named. */
export function holdsOneTable({ inspection }: Pick<ChosenItem, 'inspection'>): boolean {
  return inspection !== null && ['csv', 'parquet', 'json'].includes(inspection.format);
}

/** Whether `reading` asks for anything that Auspex would not do by itself, the sheet left out. */
export function asksForMore(reading: Reading): boolean {
  return !isAsDetected(reading);
}

/** Changes how one sheet of an item is read; its preview is read anew where other rows or cells come of it. */
export function changeReading(key: string, sheet: string, part: Partial<SheetReading>): void {
  const { changeItem } = useStore.getState();
  changeItem(key, ({ readings }) => ({ readings: { ...readings, [sheet]: { ...readings[sheet], ...part } } }));
  // What is left as it is written shows without the file.
  if (Object.keys(part).some((name) => name !== 'asWritten')) readPreview(key, sheet);
}

/** Leaves a column as it is written, or has it read for what it means again. */
export function keepAsWritten(key: string, sheet: string, column: string, isKept: boolean): void {
  const item = useStore.getState().items.find((one) => one.key === key);
  const before = item?.readings[sheet]?.asWritten ?? [];
  const others = before.filter((name) => name !== column);
  changeReading(key, sheet, { asWritten: isKept ? [...others, column] : others });
}

/** Reads the whole numbers of a column as days (20240301), or as numbers again. */
export function readAsDays(key: string, sheet: string, column: string, isWanted: boolean): void {
  const item = useStore.getState().items.find((one) => one.key === key);
  const others = (item?.readings[sheet]?.asDates ?? []).filter((name) => name !== column);
  changeReading(key, sheet, { asDates: isWanted ? [...others, column] : others });
}

/** The type of a column by what the person wants of it. */
export function typeShown(column: PreviewColumn, isAsWritten: boolean, isTextFile: boolean): ColumnType {
  if (!isAsWritten) return column.type;
  return isTextFile && column.writtenAs !== 'empty' ? 'text' : column.writtenAs;
}

/** Reads the preview of a sheet as the person wants it read; an answer that comes too late is dropped. */
export function readPreview(key: string, sheet: string): void {
  const { changeItem } = useStore.getState();
  const find = () => useStore.getState().items.find((one) => one.key === key);
  const item = find();
  if (!item?.ticket) return;
  const ticket = item.ticket.id;
  const reading = readingOf(item, sheet);
  const isMeant = () => {
    const current = find();
    return current !== undefined && samePlace(readingOf(current, sheet), reading);
  };
  changeItem(key, ({ previews }) => ({ previews: { ...previews, [sheet]: { state: 'reading' } } }));
  queue.add(async () => {
    try {
      const preview = await client.files.previewSheet({ ticket, reading });
      if (isMeant())
        changeItem(key, ({ previews }) => ({ previews: { ...previews, [sheet]: { state: 'ready', preview } } }));
    } catch (error) {
      const fault = callFault(error);
      if (isMeant())
        changeItem(key, ({ previews }) => ({ previews: { ...previews, [sheet]: { state: 'fault', fault } } }));
    }
  }, 'first');
}

function samePlace(one: Reading, other: Reading): boolean {
  const { asWritten: _, ...rest } = one;
  const { asWritten: __, ...otherRest } = other;
  return JSON.stringify(rest) === JSON.stringify(otherRest);
}
