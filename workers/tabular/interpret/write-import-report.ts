import type { ColumnDecision, ColumnTally } from '../../../contract/column-decision.ts';
import { type ImportChange, importChanges, reportLimits } from '../../../contract/import-changes.ts';
import type { ChangeEntry, ImportedColumn, ImportReport } from '../../../contract/import-report.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { decideType } from '../../profile/column-type.ts';
import { writeScratchJson } from '../../profile/scratch-file.ts';
import { cellKind, cellKindCount, columnView, segmentRows } from '../segment.ts';
import { shortened } from './change-counter.ts';
import { findTotals } from './find-totals.ts';
import { countBlankLines, rowNumbers } from './row-numbers.ts';

type ReportOrder = Order<'write-import-report'>;

/** Puts together what was done to the cells of a table on the way in. The same parts in sum give the same report. */
export async function writeImportReport(
  order: ReportOrder,
  context: OrderContext,
): Promise<Reply<'write-import-report'>> {
  context.throwIfCancelled();
  return writeScratchJson(order.scratchPath, importReportOf(order));
}

function importReportOf(order: ReportOrder): ImportReport {
  const { plan, segments, decisions, facts } = order;
  const rows = segments.map(segmentRows);
  const numberOf = rowNumbers(rows, plan.firstDataRow + 1, facts.blankLines);
  const byColumn = new Map(decisions.map((decision) => [decision.column, decision]));
  const tallies = new Map<number, { part: number; tally: ColumnTally }[]>();
  for (const [part, ofPart] of order.tallies.entries()) {
    for (const tally of ofPart) {
      const ofColumn = tallies.get(tally.column) ?? [];
      tallies.set(tally.column, [...ofColumn, { part, tally }]);
    }
  }
  const columns = plan.columnNames.map((_, place) =>
    importedColumn(order, place, byColumn.get(place), tallies.get(place) ?? [], numberOf),
  );
  const changedCells = columns.reduce(
    (sum, { changes }) => sum + changes.reduce((cells, { count }) => cells + count, 0),
    0,
  );
  const blankRows = countBlankLines(facts.blankLines, rows);
  const totals = totalsOf(order, numberOf);
  return {
    ...{ fileName: plan.fileName, sheet: plan.sheet, rows: rows.reduce((sum, count) => sum + count, 0) },
    ...{ firstRow: plan.firstDataRow + 1, changedCells },
    table: {
      reader: plan.reader,
      hasFallenBack: facts.hasFallenBack || plan.reader === 'exceljs',
      range: facts.range,
      headerRows: plan.headerRows,
      skippedRows: plan.headerStart,
      blankRows,
      raggedRows: facts.raggedRows,
      undecodableCells: facts.undecodableCells,
      textFormat: plan.textFormat,
      notes: [...(plan.notes ?? [])],
      ...(totals === null ? {} : { totals }),
    },
    columns,
  };
}

/** What is told of rows of totals; null where there are none. */
function totalsOf(
  { facts, keptRows, plan, segments }: ReportOrder,
  numberOf: Numbered,
): ImportReport['table']['totals'] | null {
  const found = findTotals(segments, plan.columnNames.length);
  if (found.length === 0) return null;
  const labels = [...new Set(found.flatMap(({ label }) => (label === null ? [] : [shortened(label)])))];
  return {
    count: found.length,
    rows: found.slice(0, keptRows).map(({ part, row }) => numberOf(part, row)),
    labels: labels.slice(0, reportLimits.examples),
    sums: found.filter(({ isSum }) => isSum).length,
    isSkipped: facts.skipsTotals,
  };
}

type Numbered = (part: number, row: number) => number;
type PartTally = { readonly part: number; readonly tally: ColumnTally };

function importedColumn(
  { plan, segments, writtenKinds, asWritten, keptRows }: ReportOrder,
  place: number,
  decision: ColumnDecision | undefined,
  tallies: readonly PartTally[],
  numberOf: Numbered,
): ImportedColumn {
  const mark = decision?.as === 'number' ? decision.mark : '';
  const writtenAs = typeOf((kind) => writtenKinds[place * cellKindCount + kind] ?? 0);
  const views = segments.map((segment) => columnView(segment, place));
  const readAs = typeOf((kind) => views.reduce((sum, view) => sum + (view.counts[kind] as number), 0));
  const isAsWritten = asWritten.includes(place);
  // A text file has no numbers but those in its texts: to take one as it is written is no change.
  const told = plan.textFormat ? importChanges.filter((change) => change !== 'numberText') : importChanges;
  const changes = told.flatMap((change) => joinedChange(change, tallies, keptRows, numberOf) ?? []);
  return {
    ...{ index: plan.sourceColumns[place] ?? place, name: plan.columnNames[place] ?? '' },
    ...{ writtenAs, readAs, isAsWritten, unit: mark === '' || mark === '%' ? null : mark, isPercent: mark === '%' },
    decimal: decimalOf(decision, changes),
    dateOrder: decision?.as === 'date' && decision.usesDateOrder ? decision.dateOrder : null,
    isAmbiguous: decision?.isAmbiguous ?? false,
    isInUtc: decision?.isInUtc ?? false,
    changes,
    kept: keptOf(decision, tallies, keptRows, numberOf),
  };
}

/** The decimal sign of a column, where it was decided from its texts or came into play while they were read. */
function decimalOf(decision: ColumnDecision | undefined, changes: readonly ChangeEntry[]): ImportedColumn['decimal'] {
  if (decision?.as === 'number' && decision.usesDecimal) return decision.decimal;
  return changes.some(({ change }) => change === 'decimalComma') ? ',' : null;
}

function typeOf(count: (kind: number) => number): ImportedColumn['readAs'] {
  return decideType({
    ...{ number: count(cellKind.number), text: count(cellKind.text), boolean: count(cellKind.boolean) },
    ...{ date: count(cellKind.date), error: count(cellKind.error) },
  });
}

/** One change of a column over all parts; null where it was not made. */
function joinedChange(
  change: ImportChange,
  tallies: readonly PartTally[],
  keptRows: number,
  numberOf: Numbered,
): ChangeEntry | null {
  const found = tallies.flatMap(({ part, tally }) =>
    tally.changes.filter((one) => one.change === change).map((one) => ({ part, one })),
  );
  if (found.length === 0) return null;
  const examples = new Map(
    found.flatMap(({ one }) => one.examples.map(({ written, read }) => [written, read] as const)),
  );
  return {
    change,
    count: found.reduce((sum, { one }) => sum + one.count, 0),
    rows: firstRows(
      found.map(({ part, one }) => ({ part, rows: one.rows })),
      keptRows,
      numberOf,
    ),
    examples: [...examples].slice(0, reportLimits.examples).map(([written, read]) => ({ written, read })),
  };
}

function keptOf(
  decision: ColumnDecision | undefined,
  tallies: readonly PartTally[],
  keptRows: number,
  numberOf: Numbered,
): ImportedColumn['kept'] {
  if (!decision?.kept) return null;
  const unfitting = tallies.map(({ part, tally }) => ({ part, rows: tally.unfittingRows }));
  return { ...decision.kept, values: [...decision.kept.values], rows: firstRows(unfitting, keptRows, numberOf) };
}

/** The numbers of the first rows of all parts, at most `keptRows`. */
function firstRows(
  parts: readonly { readonly part: number; readonly rows: Int32Array }[],
  keptRows: number,
  numberOf: Numbered,
): number[] {
  const first: number[] = [];
  for (const { part, rows } of parts) {
    for (const row of rows.subarray(0, keptRows - first.length)) first.push(numberOf(part, row));
  }
  return first;
}
