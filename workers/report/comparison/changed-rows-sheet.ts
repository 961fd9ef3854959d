import type { ChangeKind, Comparison } from '../../../contract/comparison.ts';
import type { ColumnType } from '../../../contract/files.ts';
import type { TableCell } from '../../../contract/tables.ts';
import type { NotedColumn } from '../../explore/column-note.ts';
import type { OrderContext } from '../../order-context.ts';
import type { Cell } from '../../tabular/writer/sheet-writer.ts';
import type { CellStyle } from '../../tabular/writer/style-book.ts';
import { cell } from '../batch/batch-sheets.ts';
import { looks, severityLooks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { type ChangedRow, isCellChanged, placesIn, takeChangedRows } from './changed-rows.ts';
import { figureStyle } from './compared-figure.ts';
import type { ComparisonReport } from './comparison-data.ts';
import { changeTexts } from './comparison-texts.ts';

/** Cells of the sheet at most: more of them no spreadsheet program opens within seconds. */
const maxCells = 3_000_000;
const maxRows = 1_000_000;
const maxColumns = 16_000;

const plain: CellStyle = {};
/** Whole numbers are often years or ids, whose digits belong together. */
const whole: CellStyle = { format: '0' };
const dateLook: CellStyle = { format: 'yyyy-mm-dd', horizontal: 'left' };
const momentLook: CellStyle = { format: 'yyyy-mm-dd hh:mm:ss', horizontal: 'left' };
const was: CellStyle = { fill: 'FFFCEBEA', ink: 'FF8A2A26' };
const is: CellStyle = { fill: 'FFE3F4E8', ink: 'FF1D5E34', isBold: true };
const kindLooks: Readonly<Record<ChangeKind, CellStyle>> = {
  changed: severityLooks.medium,
  added: { isBold: true, fill: is.fill!, ink: is.ink! },
  removed: severityLooks.high,
};

interface Place {
  readonly place: number;
  readonly type: ColumnType;
  readonly column: Comparison['changes']['columns'][number] | null;
  readonly side: 'before' | 'after' | 'both';
}

/** Every row that differs, as far as a sheet holds them; cells that changed are marked, before in red and after in green. */
export function writeChangedRowsSheet(
  book: BatchWorkbook,
  report: ComparisonReport,
  rowsPath: string,
  context: OrderContext,
): void {
  const { comparison, locale, texts, word } = report;
  const { changes, options, rows } = comparison;
  const all = placesOf(comparison);
  const places = all.slice(0, maxColumns);
  const total = rows.added + rows.removed + rows.changed;
  const limit = Math.min(maxRows, Math.max(1, Math.floor(maxCells / (places.length + 3))));
  const sheet = book.addSheet({
    ...{ name: word('rowsSheet'), widths: [11, 10, 10, ...places.map(({ column }) => widthOf(column!.name))] },
    ...{
      headerRow: 1,
      frozenColumns: 3,
      hasFilter: total > 0,
      tabColor,
      pagesWide: Math.ceil((places.length + 3) / 12),
    },
  });
  const heads = places.map(({ column, side, type }) => {
    const name = neutralText(column!.name);
    const head = side === 'both' ? name : word(side, { name });
    return cell(head, type === 'number' ? looks.headerFigure : looks.header);
  });
  const first = [word('kind'), word('earlierRow'), word('laterRow')];
  sheet.row([...first.map((name) => cell(name, looks.header)), ...heads], 32);
  const wanted = [changes.earlierRow, changes.laterRow, ...placesIn(places.map(({ column }) => column!))];
  takeChangedRows(rowsPath, comparison, wanted, limit, context, (row, stored) => {
    const { cellAt, kind } = row;
    sheet.row([
      cell(changeTexts[kind][locale], kindLooks[kind]),
      cell(cellAt(changes.earlierRow) as number | null, whole),
      cell(cellAt(changes.laterRow) as number | null, whole),
      ...places.map(({ column, place, side, type }) =>
        valueCell(cellAt(place), type, markOf(row, column!, side, options.tolerance), stored[place]!),
      ),
    ]);
  });
  if (total > limit) {
    sheet.row([cell(word('rowsShown', { shown: texts.count(limit), total: texts.count(total) }), looks.subtitle)]);
  }
  if (total === 0) sheet.row([cell(word('nothing'), looks.subtitle)]);
  sheet.end();
}

function placesOf({ changes }: Comparison): Place[] {
  return changes.columns.flatMap((column): Place[] => {
    const { after, before, type } = column;
    if (before === after) return [{ place: after!, type, column, side: 'both' }];
    return [
      ...(before === null ? [] : [{ place: before, type, column, side: after === null ? 'both' : 'before' } as const]),
      ...(after === null ? [] : [{ place: after, type, column, side: before === null ? 'both' : 'after' } as const]),
    ];
  });
}

function markOf(
  row: ChangedRow,
  column: NonNullable<Place['column']>,
  side: Place['side'],
  tolerance: number,
): CellStyle {
  if (side === 'both' || !isCellChanged(row, column, tolerance)) return plain;
  return side === 'before' ? was : is;
}

const dayMs = 86_400_000;
const epochDay = 25_569;

const styled = new Map<CellStyle, Map<CellStyle, CellStyle>>();

/** One object for each pair of looks: the book of styles knows them by identity. */
function together(one: CellStyle, other: CellStyle): CellStyle {
  if (other === plain) return one;
  const known = styled.get(one) ?? new Map<CellStyle, CellStyle>();
  styled.set(one, known);
  const found = known.get(other) ?? { ...one, ...other };
  known.set(other, found);
  return found;
}

function valueCell(value: TableCell, type: ColumnType, mark: CellStyle, stored: NotedColumn): Cell {
  if (value === null) return cell(null, together(plain, mark));
  if (typeof value === 'number') {
    const facts = { unit: stored.unit ?? null, isPercent: stored.isPercent ?? false };
    return cell(value, figureStyle(mark, [value], facts));
  }
  if (typeof value === 'boolean') return cell(String(value), together(plain, mark));
  const timeMs = type === 'date' ? Date.parse(value.includes('T') ? `${value}Z` : value) : Number.NaN;
  const day = timeMs / dayMs + epochDay;
  if (day >= 61 && day < 2_958_466) return cell(day, together(value.includes('T') ? momentLook : dateLook, mark));
  return cell(neutralText(value), together(plain, mark));
}

const widthOf = (name: string): number => Math.min(32, Math.max(12, name.length + 6));
