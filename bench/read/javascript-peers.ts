/*
 * The readers of workbooks in JavaScript, each as its users run it when only the values matter. Every cell is touched, and what was
 * found is counted, so that no reader can leave work undone.
 */

export interface Found {
  readonly rows: number;
  readonly cells: number;
}

/** ExcelJS, its streaming reader: the one that keeps memory low. */
export async function readWithExcelJs(file: string): Promise<Found> {
  const { default: excel } = await import('exceljs');
  const reader = new excel.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  let rows = 0;
  let cells = 0;
  for await (const sheet of reader) {
    for await (const row of sheet) {
      rows++;
      row.eachCell((cell) => {
        if (cell.value !== null) cells++;
      });
    }
  }
  return { rows, cells };
}

/** SheetJS, with everything left out that is not asked for. */
export async function readWithSheetJs(file: string): Promise<Found> {
  const sheetJs = await import('@e965/xlsx');
  const { readFileSync } = await import('node:fs');
  const book = sheetJs.read(readFileSync(file), {
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellDates: true,
  });
  let rows = 0;
  let cells = 0;
  for (const name of book.SheetNames) {
    const lines = ((book.Sheets[name] as { '!data'?: unknown[][] } | undefined)?.['!data'] ?? []) as unknown[][];
    for (const line of lines) {
      rows++;
      for (const cell of line ?? []) if (cell !== undefined) cells++;
    }
  }
  return { rows, cells };
}
