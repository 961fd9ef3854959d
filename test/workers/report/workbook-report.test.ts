import { tmpdir } from 'node:os';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../../contract/texts.ts';
import type { ReportData } from '../../../workers/report/report-data.ts';
import { workbookReport } from '../../../workers/report/workbook/workbook-report.ts';
import { openByteFile } from '../../../workers/tabular/zip/byte-file.ts';
import { partKey, readCentralDirectory } from '../../../workers/tabular/zip/central-directory.ts';
import { sheetLimits } from '../../../workers/tabular/zip/unpack-limits.ts';
import { unpackWhole } from '../../../workers/tabular/zip/unpack-part.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { hostileNames, numberColumn, profileOf, sampleProfile } from './sample-profile.ts';

const never = () => {};
const { write } = temporaryFolder();

async function reopened(data: ReportData, locale: Locale) {
  const bytes = await workbookReport(data, locale, tmpdir(), never);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return { bytes, workbook };
}

let english: Awaited<ReturnType<typeof reopened>>;
beforeAll(async () => {
  english = await reopened(sampleProfile(), 'en');
}, 60_000);

const sheetOf = (name: string) => {
  const sheet = english.workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
};

describe('workbookReport', () => {
  it('has a sheet for each part, named in the language asked for', async () => {
    const names = english.workbook.worksheets.map(({ name }) => name);
    expect(names).toEqual([
      'Overview',
      'Findings',
      'Columns',
      'Frequent values',
      'Pearson',
      'Spearman',
      'Cramér’s V',
      'Charts',
    ]);
    const chinese = await reopened(sampleProfile(), 'zh-CN');
    expect(chinese.workbook.worksheets.map(({ name }) => name)).toEqual([
      '总览',
      '发现',
      '列',
      '常见值',
      '皮尔逊',
      '斯皮尔曼',
      '克拉默 V',
      '图表',
    ]);
    expect(chinese.workbook.getWorksheet('列')?.getCell('B1').value).toBe('名称');
  }, 60_000);

  it('gives a row with every statistic to each column', () => {
    const sheet = sheetOf('Columns');
    const headers = sheet.getRow(1).values as unknown[];
    const at = (header: string, row: number) => sheet.getRow(row).getCell(headers.indexOf(header)).value;
    expect(sheet.rowCount).toBe(6);
    expect(at('Mean', 3)).toBe(13.5);
    expect(at('Missing share', 3)).toBe(0.1);
    expect(at('Median', 4)).toBe(12);
    expect(at('Earliest', 5)).toEqual(new Date('2024-01-01'));
    expect(at('Mean', 6)).toBe(null);
    expect(sheet.getRow(1).font ?? sheet.getCell('B1').font).toMatchObject({ bold: true });
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBeTruthy();
  });

  it('shows text that looks like a formula and never runs it', () => {
    const cells = new Set<string>();
    for (const sheet of english.workbook.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.formula, `${sheet.name} ${cell.address}`).toBeUndefined();
          const text = typeof cell.value === 'string' ? cell.value : cell.text;
          if (typeof cell.value !== 'number') expect(text, cell.address).not.toMatch(/^[=+\-@\t\r]/);
          cells.add(text);
        }),
      );
    }
    expect(cells).toContain(`'${hostileNames[1]}`);
    expect(cells).toContain(`'${hostileNames[2]}`);
    expect(cells).toContain("'=1+1");
    expect(cells).toContain("'-5");
  });

  it('links each finding to the row of its column', () => {
    const sheet = sheetOf('Findings');
    expect(sheet.getCell('C3').value).toMatchObject({ hyperlink: "#'Columns'!B3" });
    expect(sheet.getCell('A2').value).toBe('Important');
    expect(sheet.getCell('C7').value).toBe('whole table');
  });

  it('colours the correlations on a scale', () => {
    const sheet = sheetOf('Pearson');
    expect([sheet.getCell('B6').value, sheet.getCell('C6').value]).toEqual([1, -0.5]);
    const rules = (sheet as unknown as { conditionalFormattings: { ref: string; rules: { type: string }[] }[] })
      .conditionalFormattings;
    expect(rules[0]).toMatchObject({ ref: 'B6:C7', rules: [{ type: 'colorScale' }] });
  });

  it('holds the charts as images: missing values, two heatmaps, four columns', () => {
    expect(sheetOf('Charts').getImages().length).toBe(7);
  });

  it('hangs images on cells as the format allows, in a file whose checksums hold', async () => {
    const path = write('report.xlsx', english.bytes);
    const zip = openByteFile(path);
    try {
      const { entries } = readCentralDirectory(zip, 'report.xlsx');
      for (const entry of entries.values()) await unpackWhole(zip, entry, 'report.xlsx', sheetLimits);
      const entry = entries.get(partKey('xl/drawings/drawing1.xml'))!;
      const drawing = (await unpackWhole(zip, entry, 'report.xlsx', sheetLimits)).toString();
      expect(drawing.match(/<xdr:oneCellAnchor>/g)).toHaveLength(7);
      expect(drawing).not.toContain('editAs');
    } finally {
      zip.close();
    }
  });

  it('comes out the same, byte for byte, from the same profile', async () => {
    expect((await workbookReport(sampleProfile(), 'en', tmpdir(), never)).equals(english.bytes)).toBe(true);
  }, 60_000);

  it('takes a table as wide as a sheet can be, and says what is left out', async () => {
    const columns = Array.from({ length: 16_384 }, (_, index) => numberColumn(index, `c${index}`));
    const { workbook } = await reopened(profileOf(columns), 'en');
    expect(workbook.getWorksheet('Columns')?.rowCount).toBe(16_385);
    expect(workbook.getWorksheet('Charts')?.getCell('A2').value).toContain('16344 more');
  }, 180_000);

  it('stops when it is no longer wanted', async () => {
    const stop = () => {
      throw new Error('stop');
    };
    await expect(workbookReport(sampleProfile(), 'en', tmpdir(), stop)).rejects.toThrow('stop');
  });
});
