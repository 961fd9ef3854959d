import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultCode } from '../../contract/fault-registry.ts';
import { mainTable } from '../../contract/reading.ts';
import { temporaryFolder } from '../builders/temporary-file.ts';
import { buildWorkbook, rowsXml, sheetXml, type WorkbookSpec } from '../builders/workbook-builder.ts';
import { runInBundle } from '../builders/worker-entry.ts';
import { buildZip } from '../builders/zip-builder.ts';

/*
 * Files that are wrong, by accident or on purpose. Whatever stands in them, each order is answered, with rows or with the
 * fault that tells the person what is the matter.
 */
const { folder, write } = temporaryFolder();
const people = rowsXml([
  ['name', 'age'],
  ['Ann', 34],
  ['Bo', 28],
]);
const mebibyte = 1024 ** 2;

/** What planning and reading `file` ends in: the code of a fault, or the number of rows. */
async function outcomeOf(file: string, fileName = path.basename(file)): Promise<FaultCode | number> {
  const order = { path: file, fileName, reading: mainTable, maxParts: 1, maxMemoryBytes: 300 * mebibyte };
  const planned = await runInBundle('plan-table', order);
  if (!planned.ok) return planned.fault.code;
  const read = await runInBundle('read-part', { plan: planned.reply, part: 0, textColumns: [] });
  return read.ok ? read.reply.rows : read.fault.code;
}

const outcomeOfBytes = (name: string, bytes: Uint8Array | string) => outcomeOf(write(name, bytes));
let files = 0;
const outcomeOfBook = (spec: WorkbookSpec) => outcomeOfBytes(`book-${files++}.xlsx`, buildWorkbook(spec));
const outcomeOfSheet = (sheet: WorkbookSpec['sheets'][number]['xml']) =>
  outcomeOfBook({ sheets: [{ name: 'S', ...(sheet === undefined ? {} : { xml: sheet }) }] });

/** An OLE2 compound file with one directory sector of entries named `names`. */
function compoundFile(...names: string[]): Buffer {
  const bytes = Buffer.alloc(512 * 4, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30); // sectors of 512 bytes
  bytes.writeUInt32LE(1, 48); // the directory is sector 1
  bytes.fill(0xff, 76, 512);
  bytes.writeUInt32LE(0, 76); // the allocation table is sector 0
  bytes.fill(0xff, 512, 1024);
  bytes.writeUInt32LE(0xfffffffe, 512 + 4);
  names.forEach((name, index) => {
    const at = 1024 + index * 128;
    bytes.write(name, at, 'utf16le');
    bytes.writeUInt16LE(name.length * 2 + 2, at + 64);
  });
  return bytes;
}

describe('files that are no workbook', () => {
  it('tells a missing file, a folder, an empty file and other kinds apart', async () => {
    mkdirSync(path.join(folder, 'folder.xlsx'));
    expect(await outcomeOf(path.join(folder, 'gone.xlsx'))).toBe('FILE_MISSING');
    expect(await outcomeOf(path.join(folder, 'folder.xlsx'))).toBe('FILE_IS_FOLDER');
    expect(await outcomeOfBytes('empty.xlsx', '')).toBe('FILE_EMPTY');
    expect(await outcomeOfBytes('text.xlsx', 'a,b\n1,2\n')).toBe('WORKBOOK_NOT_ZIP');
    expect(await outcomeOfBytes('page.xlsx', '<html><table></table></html>')).toBe('WORKBOOK_NOT_ZIP');
    expect(await outcomeOfBytes('paper.csv', '%PDF-1.7\n')).toBe('FILE_TYPE_UNKNOWN');
    expect(await outcomeOf('/dev/null', 'null.xlsx')).toBe('FILE_NOT_READABLE');
  });

  it('tells an encrypted workbook, an old one and another document apart', async () => {
    expect(await outcomeOfBytes('locked.xlsx', compoundFile('Root Entry', 'EncryptedPackage'))).toBe(
      'WORKBOOK_ENCRYPTED',
    );
    expect(await outcomeOfBytes('old.xlsx', compoundFile('Root Entry', 'Workbook'))).toBe('WORKBOOK_DAMAGED');
    expect(await outcomeOfBytes('older.xls', compoundFile('Root Entry', 'Book'))).toBe('WORKBOOK_DAMAGED');
    expect(await outcomeOfBytes('letter.xlsx', compoundFile('Root Entry', 'WordDocument'))).toBe('FILE_TYPE_UNKNOWN');
    expect(await outcomeOfBytes('cut.xlsx', compoundFile('Root Entry').subarray(0, 40))).toBe('FILE_TYPE_UNKNOWN');
  });

  it('does not wait for ever on a compound file whose directory runs in a circle', async () => {
    const circle = compoundFile('Root Entry');
    circle.writeUInt32LE(1, 512 + 4);
    expect(await outcomeOfBytes('circle.xls', circle)).toBe('FILE_TYPE_UNKNOWN');
  });

  it('knows zip files of other kinds', async () => {
    const relations =
      '<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>';
    const document = buildZip([
      { name: '_rels/.rels', content: relations },
      { name: 'word/document.xml', content: '<w:document xmlns:w="u"/>' },
    ]);
    expect(await outcomeOfBytes('letter-2.xlsx', document)).toBe('FILE_TYPE_UNKNOWN');
    expect(await outcomeOfBytes('sheet.ods', buildZip([{ name: 'mimetype', content: 'x' }]))).toBe('FILE_TYPE_UNKNOWN');
    expect(await outcomeOfBytes('photos.zip', buildZip([{ name: 'a.jpg', content: 'x' }]))).toBe('FILE_TYPE_UNKNOWN');
    const binary = relations.replace('word/document.xml', 'xl/workbook.bin');
    const parts = [
      { name: '_rels/.rels', content: binary },
      { name: 'xl/workbook.bin', content: 'x' },
    ];
    expect(await outcomeOfBytes('book.xlsb', buildZip(parts))).toBe('WORKBOOK_DAMAGED');
    expect(await outcomeOfBytes('nothing.xlsx', buildZip([]))).toBe('WORKBOOK_DAMAGED');
  });
});

describe('bombs', () => {
  it('refuses a sheet that claims to unpack to a gigabyte, and one that only does it', async () => {
    const spec = (declaredBytes?: number): WorkbookSpec => ({
      sheets: [{ name: 'S', data: people }],
      parts: [
        {
          name: 'xl/worksheets/sheet1.xml',
          content: Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(80 * mebibyte, ' ')]),
          ...(declaredBytes === undefined ? {} : { declaredBytes }),
        },
      ],
    });
    expect(await outcomeOfBook(spec())).toBe('WORKBOOK_BOMB');
    expect(await outcomeOfBook(spec(500))).toBe('WORKBOOK_BOMB');
  });

  it('refuses shared strings that are a bomb', async () => {
    const content = Buffer.concat([Buffer.from('<sst>'), Buffer.alloc(80 * mebibyte, ' ')]);
    const data = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>0</v></c></row>';
    const spec = {
      sheets: [{ name: 'S', data }],
      parts: [{ name: 'xl/sharedStrings.xml', content, declaredBytes: 9 }],
    };
    expect(await outcomeOfBook(spec)).toBe('WORKBOOK_BOMB');
  });

  it('refuses entities in every part that is read', async () => {
    const evil = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    const sheets = [
      { name: 'S', data: '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>0</v></c></row>' },
    ];
    const names = [
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/sharedStrings.xml',
      'xl/worksheets/sheet1.xml',
    ];
    for (const name of names) {
      const parts = [{ name, content: `<?xml version="1.0"?>${evil}<x>&b;</x>` }];
      expect(await outcomeOfBook({ sheets, parts }), name).toBe('XML_FORBIDDEN');
    }
  });

  it('does not make room for a sheet because it names its last cell', async () => {
    const row = (number: number, last: string) =>
      `<row r="${number}"><c r="A${number}"><v>1</v></c><c r="${last}${number}"><v>1</v></c></row>`;
    expect(await outcomeOfSheet(sheetXml(`${row(1, 'XFD')}${row(2, 'XFD')}${row(1_048_576, 'XFD')}`))).toBe(1_048_576);
    const columns = Array.from({ length: 16_384 }, () => '<c><v>1</v></c>').join('');
    const filled = sheetXml(`<row>${columns}</row><row>${columns}</row><row r="1048576">${columns}</row>`);
    expect(await outcomeOfSheet(filled)).toBe('TABLE_TOO_LARGE');
  });

  it('refuses a token without end', async () => {
    const endless = sheetXml(`${people}<row r="4"><c r="A4" t="str"><v>${'ab '.repeat(4 * mebibyte)}`);
    const spec = { sheets: [{ name: 'S', xml: endless }], isStored: true };
    expect(await outcomeOfBook(spec)).toBe('WORKBOOK_DAMAGED');
  });
});

describe('damage', () => {
  it('names what is wrong with the package', async () => {
    const whole = buildWorkbook({ sheets: [{ name: 'S', data: people }] });
    expect(await outcomeOfBytes('whole.xlsx', whole)).toBe(2);
    for (const share of [0.2, 0.6, 0.99]) {
      expect(await outcomeOfBytes('cut.xlsx', whole.subarray(0, whole.length * share))).toBe('WORKBOOK_TRUNCATED');
    }
    expect(await outcomeOfBook({ sheets: [] })).toBe('WORKBOOK_DAMAGED');
    const checksum = { name: 'xl/worksheets/sheet1.xml', content: sheetXml(people), checksum: 7 };
    expect(await outcomeOfBook({ sheets: [{ name: 'S' }], parts: [checksum] })).toBe('WORKBOOK_DAMAGED');
    const twice = [{ name: 'XL/worksheets/Sheet1.xml', content: sheetXml('') }];
    expect(await outcomeOfBook({ sheets: [{ name: 'S', data: people }], parts: twice })).toBe('WORKBOOK_DAMAGED');
  });

  it('names the part whose markup is broken', async () => {
    const names = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/worksheets/sheet1.xml'];
    for (const name of names) {
      const file = write(
        'broken.xlsx',
        buildWorkbook({ sheets: [{ name: 'S', data: people }], parts: [{ name, content: '<a><b></a>' }] }),
      );
      const order = { path: file, fileName: 'broken.xlsx', reading: mainTable, maxParts: 1, maxMemoryBytes: 1e9 };
      const answer = await runInBundle('plan-table', order);
      expect(answer, name).toMatchObject({
        ok: false,
        fault: { code: expect.stringMatching(/^(WORKBOOK_DAMAGED|FILE_TYPE_UNKNOWN)$/) },
      });
    }
  });

  it('refuses text that is not in the encoding it claims', async () => {
    const xml = Buffer.from(sheetXml(people).replace('Ann', 'Zo?'));
    xml[xml.indexOf('Zo?') + 2] = 0xff;
    expect(await outcomeOfSheet(xml)).toBe('WORKBOOK_DAMAGED');
  });

  it('survives bits turned over anywhere in a workbook', async () => {
    const whole = buildWorkbook({ sheets: [{ name: 'S', data: people }], strings: ['<t>a</t>'], formats: [14] });
    const file = path.join(folder, 'flipped.xlsx');
    for (let at = 0; at < whole.length; at += 37) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
      write('flipped.xlsx', flipped);
      expect(await outcomeOf(file), `byte ${at}`).not.toBe('INTERNAL');
    }
  });

  it('survives bits turned over anywhere in a sheet', async () => {
    const xml = Buffer.from(sheetXml(people));
    for (let at = 0; at < xml.length; at += 7) {
      const flipped = Buffer.from(xml);
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 7));
      expect(await outcomeOfSheet(flipped), `byte ${at}`).not.toBe('INTERNAL');
    }
  });
});
