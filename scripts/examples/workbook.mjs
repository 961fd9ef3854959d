import { createRequire } from 'node:module';
import ExcelJS from 'exceljs';

const require = createRequire(import.meta.url);
const JSZip = createRequire(require.resolve('exceljs'))('jszip');

/** Stands in the files as their date, so that the same data gives the same bytes. */
const madeAt = new Date(Date.UTC(2024, 8, 1));

/** @typedef {{ header: string, width: number, format?: string }} ColumnStyle */

/** An empty workbook with fixed dates and author. */
export function newWorkbook(/** @type {string} */ title) {
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, { creator: 'Auspex', lastModifiedBy: 'Auspex', created: madeAt, modified: madeAt, title });
  return workbook;
}

/** A plain table as a sheet: bold frozen header, filter, widths. */
export function addTable(
  /** @type {ExcelJS.Workbook} */ workbook,
  /** @type {string} */ name,
  /** @type {readonly ColumnStyle[]} */ columns,
  /** @type {readonly (readonly unknown[])[]} */ rows,
) {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ header, width, format }) => ({
    header,
    width,
    ...(format ? { style: { numFmt: format } } : {}),
  }));
  sheet.addRows(rows.map((row) => [...row]));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  return sheet;
}

/** The workbook's bytes, the same at every call: the zip's entries carry a fixed date. */
export async function workbookBytes(/** @type {ExcelJS.Workbook} */ workbook) {
  JSZip.defaults.date = madeAt;
  try {
    return Buffer.from(await workbook.xlsx.writeBuffer());
  } finally {
    JSZip.defaults.date = null;
  }
}
