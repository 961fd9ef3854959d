import path from 'node:path';
import * as library from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../contract/faults.ts';
import { inspectFile } from '../../workers/tabular/inspect-file.ts';
import { WorkbookThread } from '../../workers/tabular/sheetjs/workbook-thread.ts';
import { testContext } from '../builders/order-context.ts';
import { createRandom } from '../builders/random.ts';
import { readWholeTable } from '../builders/read-whole-table.ts';
import { temporaryFolder } from '../builders/temporary-file.ts';
import { buildZip } from '../builders/zip-builder.ts';

const { write } = temporaryFolder();
const formats = { xls: 'biff8', xlsb: 'xlsb', ods: 'ods' } as const;
type Format = keyof typeof formats;
let fileNumber = 0;

function workbook(format: Format, sheetName = 'S'): Buffer {
  const sheet = library.utils.aoa_to_sheet([
    ['id', 'name'],
    ...Array.from({ length: 40 }, (_, row) => [row, `n${row}`]),
  ]);
  const book = library.utils.book_new();
  library.utils.book_append_sheet(book, sheet, sheetName);
  return library.write(book, { type: 'buffer', bookType: formats[format] }) as Buffer;
}

/** The code of the fault, or `rows`; anything else is thrown on. */
async function outcomeOf(bytes: Uint8Array, format: string): Promise<string> {
  const file = write(`hostile-${++fileNumber}.${format}`, bytes);
  try {
    await readWholeTable(file, { maxMemoryBytes: 2 ** 29 });
    return 'rows';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    expect(error.code).not.toBe('INTERNAL');
    return error.code;
  }
}

const odsParts = (content: string) => [
  { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
  {
    name: 'META-INF/manifest.xml',
    content: '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
  },
  { name: 'content.xml', content },
];
const odsContent = (rows: string) =>
  `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`;

describe('hostile old workbooks', () => {
  it.each(['xls', 'xlsb', 'ods'] as const)(
    '.%s that breaks off',
    async (format) => {
      const sound = workbook(format);
      for (const share of [0.1, 0.5, 0.9]) {
        const outcome = await outcomeOf(sound.subarray(0, Math.floor(sound.length * share)), format);
        expect(['WORKBOOK_TRUNCATED', 'WORKBOOK_DAMAGED', 'FILE_TYPE_UNKNOWN', 'TABLE_EMPTY', 'rows']).toContain(
          outcome,
        );
        if (format !== 'xls') expect(outcome).toBe('WORKBOOK_TRUNCATED');
      }
    },
    120_000,
  );

  it('that unpack to far more than a workbook', async () => {
    const bomb = 'x'.repeat(70 * 2 ** 20);
    expect(await outcomeOf(buildZip(odsParts(bomb)), 'ods')).toBe('WORKBOOK_BOMB');
    const parts = [{ name: 'xl/workbook.bin', content: bomb }];
    expect(await outcomeOf(buildZip(parts), 'xlsb')).toBe('WORKBOOK_BOMB');
  }, 120_000);

  it('that say one cell is repeated over the whole sheet', async () => {
    const cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>';
    const rows = `<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`;
    const file = write('repeated.ods', buildZip(odsParts(odsContent(rows))));
    const limits = { heapMegabytes: 128, patienceMs: 20_000 };
    const thread = new WorkbookThread(file, 'repeated.ods', limits, testContext().context);
    const outcome = await thread.open(null, 0).then(
      () => 'rows',
      (error: unknown) => (error as Fault).code,
    );
    await thread.close();
    expect(['rows', 'WORKBOOK_LEGACY', 'WORKBOOK_DAMAGED']).toContain(outcome);
  }, 120_000);

  it('that name a column beyond the last one', async () => {
    const bytes = workbook('xls');
    const numberRecord = Buffer.from([0x03, 0x02, 0x0e, 0x00]); // NUMBER, 14 bytes: row, column, format, value
    const at = bytes.indexOf(numberRecord);
    expect(at).toBeGreaterThan(0);
    bytes.writeUInt16LE(0xfff0, at + 6);
    expect(await outcomeOf(bytes, 'xls')).toBe('rows');
  }, 60_000);

  it('with sheets named like parts of objects', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      for (const format of ['xls', 'xlsb', 'ods'] as const) {
        const file = write(`${name}.${format}`, workbook(format, name));
        const inspection = await inspectFile(
          { path: file, fileName: path.basename(file) },
          testContext().context,
        ).catch((error: unknown) => error);
        if (inspection instanceof Error) expect(inspection).toBeInstanceOf(Fault);
      }
    }
    expect(({} as Record<string, unknown>)['!ref']).toBeUndefined();
  }, 240_000);

  it('that are encrypted', async () => {
    const content =
      '<?xml version="1.0"?><manifest:manifest xmlns:manifest="x"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const parts = odsParts('\u0001\u0002not xml').map((part) =>
      part.name.startsWith('META') ? { ...part, content } : part,
    );
    expect(['WORKBOOK_ENCRYPTED', 'WORKBOOK_DAMAGED', 'TABLE_EMPTY']).toContain(
      await outcomeOf(buildZip(parts), 'ods'),
    );
  }, 60_000);

  it('are ended when they take too long, or when the job is cancelled', async () => {
    const file = write('slow.xls', workbook('xls'));
    const slow = new WorkbookThread(file, 'slow.xls', { heapMegabytes: 128, patienceMs: 0 }, testContext().context);
    await expect(slow.open(null, 0)).rejects.toMatchObject({ code: 'WORKBOOK_LEGACY' });
    await slow.close();
    const { context, cancel } = testContext();
    cancel();
    const cancelled = new WorkbookThread(file, 'slow.xls', { heapMegabytes: 128, patienceMs: 60_000 }, context);
    await expect(cancelled.open(null, 0)).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    await cancelled.close();
  }, 60_000);

  it.each(['xls', 'xlsb', 'ods'] as const)(
    '.%s ends with rows or a fault whatever the bytes are',
    async (format) => {
      const sound = workbook(format);
      const random = createRandom(7);
      for (let run = 0; run < 12; run++) {
        const bytes = Buffer.from(sound);
        for (let change = 0; change < 6; change++)
          bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
        await outcomeOf(bytes, format);
      }
    },
    240_000,
  );
});
