import { type ImportedColumn, type ImportReport, isColumnChanged } from '../../../contract/import-report.ts';

/** Cards drawn at most; a search finds the others. */
const mostColumns = 200;

/** The columns whose names contain `search`, in sheet order, all or only those with something to tell; `hidden` more were found. */
export function shownColumns(
  report: Pick<ImportReport, 'columns'>,
  search: string,
  isOnlyChanged: boolean,
): { readonly columns: readonly ImportedColumn[]; readonly hidden: number } {
  const wanted = folded(search.trim());
  const found = report.columns.filter(
    (column) => (!isOnlyChanged || isColumnChanged(column)) && folded(column.name).includes(wanted),
  );
  return { columns: found.slice(0, mostColumns), hidden: Math.max(0, found.length - mostColumns) };
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The columns, by name, to be left as they are written when the table is read again with `column` read the other way. */
export function asWrittenAfter(report: Pick<ImportReport, 'columns'>, column: ImportedColumn): string[] {
  const before = report.columns.filter(({ isAsWritten }) => isAsWritten).map(({ name }) => name);
  return column.isAsWritten ? before.filter((name) => name !== column.name) : [...before, column.name];
}
