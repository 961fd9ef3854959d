import type { NamedRange } from '../../../contract/files.ts';
import { type CellRange, parseRange, rangeText } from '../cell-range.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';
import { entryOf } from './workbook-sheets.ts';
import { visitElements } from './xml-elements.ts';

/** A table of a sheet (ECMA-376 part 1, 18.5.1.2); its row of totals is left out of `range`. */
export interface SheetTable {
  readonly name: string;
  readonly range: CellRange;
  readonly headerRows: number;
}

const mostRanges = 1000;

/** The tables of `sheet`; a table whose part is missing or damaged is left out. */
export async function readSheetTables(workbook: Workbook, sheet: WorkbookSheet): Promise<SheetTable[]> {
  if (sheet.entry === null) return [];
  const relations = await workbook.relationsOf(sheet.entry.name).catch(() => []);
  const tables: SheetTable[] = [];
  for (const relation of relations) {
    if (relation.type !== 'table' || tables.length >= mostRanges) continue;
    const table = await readTable(workbook, relation.targetKey).catch(() => null);
    if (table !== null) tables.push(table);
  }
  return tables;
}

async function readTable(workbook: Workbook, key: string): Promise<SheetTable | null> {
  const entry = entryOf(workbook.directory, key, workbook.fileName);
  if (entry === null) return null;
  let table: SheetTable | null = null;
  visitElements(await workbook.textOf(entry), entry.name, workbook.fileName, ({ name, attributes, parents }) => {
    if (name !== 'table' || parents.length > 0) return;
    const whole = parseRange(attributes.get('ref') ?? '');
    if (whole === null) return;
    const lastRow = whole.lastRow - countOf(attributes.get('totalsRowCount'), 0);
    const headerRows = countOf(attributes.get('headerRowCount'), 1);
    if (lastRow < whole.firstRow + headerRows) return;
    const title = attributes.get('displayName') ?? attributes.get('name') ?? '';
    table = { name: title, range: { ...whole, lastRow }, headerRows };
  });
  return table;
}

function countOf(text: string | undefined, absent: number): number {
  return text === undefined || !/^\d{1,4}$/.test(text) ? absent : Number(text);
}

/** The tables and the defined names of `sheet`, in the order in which the workbook lists them. */
export async function namedRangesOf(workbook: Workbook, sheet: WorkbookSheet): Promise<NamedRange[]> {
  const tables = await readSheetTables(workbook, sheet);
  const names = workbook.definedNames.filter((one) => one.sheet.toLowerCase() === sheet.name.toLowerCase());
  return [
    ...tables.map(({ name, range }) => ({ name, kind: 'table' as const, ref: rangeText(range) })),
    ...names.slice(0, mostRanges).map(({ name, range }) => ({ name, kind: 'name' as const, ref: rangeText(range) })),
  ];
}
