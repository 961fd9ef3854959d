import type { ImportedColumn, ImportReport } from '../../../contract/import-report.ts';

const plain: ImportedColumn = {
  ...{ index: 0, name: '学号', writtenAs: 'text', readAs: 'text', isAsWritten: false, unit: null, isPercent: false },
  ...{ decimal: null, dateOrder: null, isAmbiguous: false, isInUtc: false, changes: [], kept: null },
};
const rows = (count: number, step = 1) => Array.from({ length: count }, (_, row) => 6 + row * step);

const columns: ImportedColumn[] = [
  { ...plain, kept: { reason: 'ids', count: 2996, rows: [], values: [], distinct: null } },
  { ...plain, index: 1, name: '姓名' },
  {
    ...plain,
    ...{ index: 2, name: '体重', readAs: 'mixed', unit: 'kg' },
    changes: [
      { change: 'missingWord', count: 12, rows: rows(12, 31), examples: [{ written: '缺考', read: '' }] },
      {
        ...{ change: 'unit', count: 2981, rows: rows(1000) },
        examples: [
          { written: '48 kg', read: '48' },
          { written: '1,052.5kg', read: '1052.5' },
          { written: ' ６３ kg', read: '63' },
        ],
      },
    ],
    kept: {
      ...{ reason: 'unfitting', count: 7, rows: rows(7, 97), distinct: 3 },
      values: [
        { value: '约 60', count: 4 },
        { value: '未测量（请假）', count: 2 },
        { value: '115 lb', count: 1 },
      ],
    },
  },
  {
    ...plain,
    ...{ index: 3, name: 'Due on', readAs: 'date', dateOrder: 'monthFirst', isAmbiguous: true },
    changes: [
      { change: 'serialDate', count: 3, rows: rows(3, 400), examples: [{ written: '45352', read: '2024-03-01' }] },
      {
        change: 'monthFirst',
        count: 2990,
        rows: rows(1000),
        examples: [{ written: '03/01/2024', read: '2024-03-01' }],
      },
    ],
  },
  {
    ...plain,
    ...{ index: 4, name: 'Attendance', readAs: 'number', isPercent: true },
    changes: [{ change: 'percent', count: 3000, rows: rows(1000), examples: [{ written: '97.5 %', read: '0.975' }] }],
  },
  { ...plain, index: 5, name: 'Remarks', isAsWritten: true },
  { ...plain, index: 6, name: 'Helper', kept: { reason: 'oneSided', count: 40, rows: [], values: [], distinct: 1 } },
];

const table: ImportReport['table'] = {
  ...{ reader: 'text', hasFallenBack: false, range: null, headerRows: 2, skippedRows: 3, blankRows: 2, raggedRows: 4 },
  ...{ undecodableCells: 1, textFormat: null, notes: [] },
};

/** What a report tells in every way there is. */
export const sampleImportReport: ImportReport = {
  ...{ fileName: 'sample.csv', sheet: 'sample', rows: 3000, firstRow: 6, changedCells: 8986, table, columns },
};

/** A table in which nothing was changed. */
export const untouchedReport: ImportReport = {
  ...{ fileName: 'sample.csv', sheet: 'sample', rows: 3000, firstRow: 2, changedCells: 0 },
  table: { ...table, skippedRows: 0, blankRows: 0, raggedRows: 0, undecodableCells: 0 },
  columns: [{ ...plain, index: 1, name: '姓名' }],
};
