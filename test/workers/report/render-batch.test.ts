import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { ScratchFile } from '../../../contract/orders.ts';
import type { Locale } from '../../../contract/texts.ts';
import { AllColumnsSheets } from '../../../workers/report/batch/all-columns-sheets.ts';
import { loadBatch } from '../../../workers/report/batch/batch-jobs.ts';
import { BatchWorkbook } from '../../../workers/report/batch/batch-workbook.ts';
import { renderBatch } from '../../../workers/report/batch/render-batch.ts';
import { columnLetters } from '../../../workers/tabular/writer/sheet-markup.ts';
import { SheetNames } from '../../../workers/tabular/writer/sheet-names.ts';
import { xmlText } from '../../../workers/tabular/writer/xml-text.ts';
import { openByteFile } from '../../../workers/tabular/zip/byte-file.ts';
import { partKey, readCentralDirectory } from '../../../workers/tabular/zip/central-directory.ts';
import { sheetLimits } from '../../../workers/tabular/zip/unpack-limits.ts';
import { unpackWhole } from '../../../workers/tabular/zip/unpack-part.ts';
import fc from '../../builders/fast-check.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { quietContext } from '../explore/stored-table.ts';
import { writeBatchList } from './batch-list.ts';
import { sampleProfile } from './sample-profile.ts';

const { folder } = temporaryFolder();
let made = 0;

async function render(changes: Parameters<typeof writeBatchList>[1], locale: Locale = 'en', name = 'Grades 2024') {
  const place = path.join(folder, `batch-${made++}`);
  const listPath = writeBatchList(place, changes);
  return renderBatch({ name, listPath, locale, scratchPath: path.join(place, 'batch.xlsx') }, quietContext());
}

async function read(file: ScratchFile): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file.path);
  return workbook;
}

/** A part of the package as it was written; read by the program's own reader, which checks sums and sizes. */
async function partOf({ path }: ScratchFile, name: string): Promise<string> {
  const file = openByteFile(path);
  try {
    const entry = readCentralDirectory(file, 'b.xlsx').entries.get(partKey(name))!;
    return (await unpackWhole(file, entry, 'b.xlsx', sheetLimits)).toString();
  } finally {
    file.close();
  }
}

const rowsOf = (sheet: ExcelJS.Worksheet | undefined): unknown[][] => {
  const rows: unknown[][] = [];
  sheet?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
};
const textOf = (value: unknown): unknown => (value as { text?: unknown } | null)?.text ?? value;

describe('the workbook over a batch', () => {
  it('has an index, a row for each file, all findings and all columns of all files', async () => {
    const workbook = await read(await render([{ rows: 100 }, { rows: 50, fileName: '成绩 & <marks>.xlsx' }, {}]));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Overview', 'Files', 'Findings', 'Columns']);
    const { columns, overview } = sampleProfile();
    const files = rowsOf(workbook.getWorksheet('Files'));
    expect(files.slice(1).map(([number, file, , state, rows]) => [number, textOf(file), state, rows])).toEqual([
      [1, 'file 1.csv', 'Completed', 100],
      [2, '成绩 & <marks>.xlsx', 'Completed', 50],
      [3, 'file 3.csv', 'Completed', overview.rows],
    ]);
    expect(rowsOf(workbook.getWorksheet('Columns'))).toHaveLength(1 + 3 * columns.length);
    const findings = rowsOf(workbook.getWorksheet('Findings')).slice(1);
    expect(findings).toHaveLength(3 * overview.findings.length);
    const order = ['Important', 'Worth a look', 'Good to know'];
    const severities = findings.map(([severity]) => order.indexOf(severity as string));
    expect(severities).toEqual([...severities].sort());
    expect(String(rowsOf(workbook.getWorksheet('Overview'))[1])).toContain('3 of 3 files completed');
  });

  it('links each file to its first column', async () => {
    const rendered = await render([{}, {}]);
    const workbook = await read(rendered);
    const row = 2 + sampleProfile().columns.length;
    expect(await partOf(rendered, 'xl/worksheets/sheet2.xml')).toContain(
      `<hyperlink ref="B3" location="'Columns'!A${row}"/>`,
    );
    expect(workbook.getWorksheet('Columns')!.getCell(`A${row}`).value).toBe('file 2.csv');
  });

  it('tells of files without a result what happened', async () => {
    const fault = { code: 'FILE_MISSING', values: { file: 'b.csv' }, detail: null } as const;
    const none = { overviewPath: null, columnsPath: null };
    const list = [
      {},
      { fileName: 'b.csv', state: 'dead', fault, ...none } as const,
      { fileName: 'c.csv', state: 'queued', sheet: null, durationMs: null, finishedAtMs: null, ...none } as const,
    ];
    const workbook = await read(await render(list));
    const files = rowsOf(workbook.getWorksheet('Files'));
    expect(files[2]!.slice(1, 4)).toEqual(['b.csv', 'Sheet1', 'Failed']);
    expect(files[2]!.at(-1)).toContain('b.csv');
    expect(files[3]![3]).toBe('Waiting');
    const overview = rowsOf(workbook.getWorksheet('Overview')).flat();
    expect(overview).toContain('Failed files');
    expect(overview).toContain('Files still to be done');
  });

  it('goes on without a result that is gone', async () => {
    const place = path.join(folder, 'gone');
    const listPath = writeBatchList(place, [{}, {}]);
    rmSync(path.join(place, 'overview-0.json'));
    const order = { name: 'n', listPath, locale: 'en', scratchPath: path.join(place, 'b.xlsx') } as const;
    const files = rowsOf((await read(await renderBatch(order, quietContext()))).getWorksheet('Files'));
    expect(files[1]!.at(-1)).toBe('The result could not be read.');
    expect(files[2]![3]).toBe('Completed');
  });

  it('is the same bytes each time, and leaves nothing beside itself', async () => {
    const [one, other] = [await render([{}, {}], 'zh-CN'), await render([{}, {}], 'zh-CN')];
    expect(one.sha256).toBe(other.sha256);
    expect(readdirSync(path.dirname(one.path)).filter((name) => name.includes('.part-'))).toEqual([]);
    const workbook = await read(one);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['总览', '文件', '发现', '列']);
  });

  it('neutralises what a spreadsheet program would run', async () => {
    const workbook = await read(await render([{ fileName: '=cmd()', sheet: '@x' }], 'en', '+1 batch'));
    const [, row] = rowsOf(workbook.getWorksheet('Files'));
    expect([textOf(row![1]), row![2]]).toEqual(["'=cmd()", "'@x"]);
    expect(workbook.getWorksheet('Overview')!.getCell('A1').value).toBe("'+1 batch");
  });

  it('leaves nothing when it is cancelled', async () => {
    const place = path.join(folder, 'cancelled');
    const listPath = writeBatchList(place, [{}, {}, {}]);
    let looks = 0;
    const context = {
      ...quietContext(),
      throwIfCancelled: () => {
        if (++looks > 5) throw new Error('cancelled');
      },
    };
    const scratchPath = path.join(place, 'b.xlsx');
    await expect(renderBatch({ name: 'n', listPath, locale: 'en', scratchPath }, context)).rejects.toThrow('cancelled');
    expect(existsSync(scratchPath)).toBe(false);
    expect(readdirSync(place).filter((name) => name.includes('.part-'))).toEqual([]);
  });

  it('goes on with the columns on a next sheet where one is full', async () => {
    const place = path.join(folder, 'full');
    const contents = await loadBatch(writeBatchList(place, [{}, {}]), () => {});
    const book = new BatchWorkbook('en', path.join(place, 'b.xlsx'));
    const sheets = new AllColumnsSheets(book, 4);
    for (const job of contents.jobs) await sheets.add(job, () => {});
    sheets.end();
    const workbook = await read(await book.finish('n'));
    const rows = contents.jobs.length * sampleProfile().columns.length;
    expect(workbook.worksheets).toHaveLength(Math.ceil(rows / 3));
    expect(workbook.worksheets.slice(0, 2).map(({ name }) => name)).toEqual(['Columns', 'Columns (2)']);
    const all = workbook.worksheets.flatMap((sheet) => rowsOf(sheet).slice(1));
    expect(all).toHaveLength(rows);
  });
});

describe('names of sheets', () => {
  it('are legal and unique whatever is asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 30 }), (wanted) => {
        const names = new SheetNames();
        const taken = wanted.map((name) => names.take(name));
        expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of taken) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[\\/?*[\]:]|^'|'$/);
        }
      }),
    );
  });

  it('stay as they are where they can', () => {
    const names = new SheetNames();
    expect(['Columns', 'columns', "'a/b'", 'History', ''].map((name) => names.take(name))).toEqual([
      ...['Columns', 'columns (2)', 'a b', 'History (2)', 'Sheet'],
    ]);
  });
});

describe('text in the workbook', () => {
  it('keeps what XML cannot hold, and what looks as if it were that', () => {
    expect(xmlText('a<b & "c"\u0007\n_x0041_')).toBe('a&lt;b &amp; &quot;c&quot;_x0007_\n_x005F_x0041_');
  });

  it('comes back as it was', async () => {
    const fileName = 'a\u0007b <&> " _x0041_ \u{1F600} 汉字  end ';
    const workbook = await read(await render([{ fileName }]));
    const text = textOf(workbook.getWorksheet('Files')!.getCell('B2').value);
    expect(String(text).replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))).toBe(
      fileName,
    );
  });
});

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
});
