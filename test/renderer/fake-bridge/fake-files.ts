import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import type { ColumnInterpretation, ColumnType, PreviewColumn, SheetPreview, Ticket } from '../../../contract/files.ts';

type FilesImplementer = Implementer<typeof contract, object, object>['files'];

const tickets = new Map<string, Ticket>();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function issueTicket(fileName: string, sizeBytes: number): Ticket {
  const ticket = { id: crypto.randomUUID(), fileName, sizeBytes, modifiedAtMs: Date.now() - 86_400_000 };
  tickets.set(ticket.id, ticket);
  return ticket;
}
export const ticketName = (id: string) => tickets.get(id)?.fileName ?? '?';
export const ticketSize = (id: string) => tickets.get(id)?.sizeBytes ?? 0;

const textFormat = {
  encoding: 'gb18030' as const,
  hasByteOrderMark: false,
  delimiter: ';',
  quote: '"',
  decimal: ',' as const,
  lineBreak: '\r\n' as const,
};

/** The name of a file decides what it is: “damaged” has a fault, “wide” 300 columns, “slow” takes its time. */
export function filesHandlers(os: FilesImplementer) {
  return {
    inspectFile: os.inspectFile.handler(async ({ input, errors }) => {
      const name = ticketName(input.ticket);
      await pause(name.includes('slow') ? 60_000 : 60);
      if (name.includes('damaged')) {
        throw errors.FAULT({
          data: { code: 'WORKBOOK_TRUNCATED', values: { file: name }, detail: 'end of central directory not found' },
        });
      }
      const isText = /\.(csv|tsv|txt)$/.test(name);
      return {
        format: isText ? ('csv' as const) : ('xlsx' as const),
        sheets: isText
          ? [{ name: name.replace(/\.\w+$/, ''), visibility: 'visible' as const }]
          : [
              { name: '成绩', visibility: 'visible' as const },
              { name: 'Notes', visibility: 'visible' as const },
              { name: 'Lookup', visibility: 'hidden' as const },
            ],
        textFormat: isText ? textFormat : null,
      };
    }),
    previewSheet: os.previewSheet.handler(async ({ input, errors }) => {
      const name = ticketName(input.ticket);
      await pause(60);
      if (input.reading.sheet === 'Notes') {
        throw errors.FAULT({ data: { code: 'TABLE_EMPTY', values: { file: name }, detail: null } });
      }
      const sheet = input.reading.sheet ?? (/\.xlsx?$/.test(name) ? '成绩' : name.replace(/\.\w+$/, ''));
      return samplePreview(sheet, name.includes('wide') ? 300 : 14, !/\.xlsx?$/.test(name));
    }),
  };
}

const kinds: readonly (readonly [name: string, type: ColumnType, value: (row: number) => string | null])[] = [
  ['学号', 'text', (row) => `2021${String(10_000 + row)}`],
  ['姓名', 'text', (row) => ['王小明', '李静怡', 'Zhang Wei', '欧阳修文', '陈晨'][row % 5] ?? null],
  [
    'Major',
    'text',
    (row) => ['智能科学与技术', '软件工程', '数据科学与大数据技术', 'Statistics', '信息安全'][row % 5] ?? null,
  ],
  ['高等数学 A', 'number', (row) => (row % 11 === 3 ? null : String(52 + ((row * 37) % 48)))],
  ['Linear algebra', 'number', (row) => (55 + ((row * 17) % 450) / 10).toFixed(1)],
  ['程序设计基础', 'number', (row) => String(60 + ((row * 13) % 40))],
  ['体重', 'number', (row) => `${48 + (row % 40)} kg`],
  ['Due on', 'date', (row) => `03/${String(1 + (row % 12)).padStart(2, '0')}/2024`],
  ['Enrolled', 'date', (row) => `2021-09-${String(1 + (row % 9)).padStart(2, '0')}`],
  ['Scholarship', 'boolean', (row) => (row % 4 === 0 ? 'TRUE' : 'FALSE')],
  ['备注', 'mixed', (row) => (row % 6 === 0 ? '缺考，已申请补考并提交了相关证明材料' : row % 3 === 0 ? '12' : null)],
  ['Column 10', 'empty', () => null],
];

const texts: Readonly<Record<string, ColumnInterpretation>> = {
  体重: {
    ...{ change: 'unit', count: 200, examples: [{ written: '48 kg', read: '48' }] },
    ...{ unit: 'kg', isPercent: false, isAmbiguous: false },
  },
  'Due on': {
    ...{ change: 'monthFirst', count: 200, examples: [{ written: '03/01/2024', read: '2024-03-01' }] },
    ...{ unit: null, isPercent: false, isAmbiguous: true },
  },
};

function samplePreview(sheet: string, columnCount: number, isText: boolean): SheetPreview {
  const columns = Array.from({ length: Math.min(200, columnCount) }, (_, index): PreviewColumn => {
    const [kind, type] = kinds[index % kinds.length]!;
    const name = index < kinds.length ? kind : `${kind} (${Math.floor(index / kinds.length) + 1})`;
    const interpretation = texts[kind] ?? null;
    return { name, type, writtenAs: interpretation ? 'text' : type, interpretation };
  });
  const rows = Array.from({ length: 200 }, (_, row) => columns.map((_, index) => kinds[index % kinds.length]![2](row)));
  return {
    ...{ sheet, columns, headerRows: 2, firstDataRow: 4, rows, columnCount, estimatedRows: 12_480, headerStart: 2 },
    textFormat: isText ? textFormat : null,
    ranges: isText ? [] : ['A3:N84', 'A88:F1048576'],
    notes: [],
  };
}
