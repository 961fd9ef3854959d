import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { columnHeadings } from '../../../workers/export/column-heading.ts';
import { numberLook } from '../../../workers/export/number-look.ts';
import { meaningOfFormat, numberMeaning } from '../../../workers/tabular/xlsx/number-formats.ts';
import { readWholeTable } from '../../builders/read-whole-table.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import type { TestColumn } from '../explore/stored-table.ts';
import { exportTable } from './export-table.ts';
import { hasOpenpyxl, readWithOpenpyxl } from './read-with-openpyxl.ts';

const { folder } = temporaryFolder();
const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;

const measured: readonly TestColumn[] = [
  { name: 'weight', type: 'number', unit: 'kg', cells: [12, 7.5, null] },
  { name: 'share', type: 'number', isPercent: true, cells: [0.15, 0.125, 1] },
  { name: 'price', type: 'number', unit: '€', cells: [1200, -3.5, 0.99] },
  { name: '年龄', type: 'number', unit: '岁', cells: [18, 19, 20] },
  { name: 'tv', type: 'number', unit: '"', cells: [55, 65, 75] },
  { name: 'pay', type: 'number', unit: 'NOK', cells: [1_000_000, 2, 3] },
  { name: 'plain', type: 'number', cells: [2019, 2020, 2021] },
];

describe('the format of numbers with a unit', () => {
  it.each([
    [[12], 'kg', '0" kg"'],
    [[12.25], '℃', '0.00"℃"'],
    [[0.123456], 'm/s', 'General" m/s"'],
    [[3], '"', '0\\"'],
    [[3], '元/㎡', '0"元/㎡"'],
    [[1200], '€', '[$€]#,##0'],
    [[1200.5], '¥', '[$¥]#,##0.00'],
    [[1.125], '$', '[$$]#,##0.000'],
    [[7], 'NOK', '[$NOK] #,##0'],
    [[7], 'zł', '#,##0 [$zł]'],
  ])('is that of %j %s', (values, unit, format) => {
    expect(numberLook(values, { unit, isPercent: false }).format).toBe(format);
    expect(meaningOfFormat(format)).toBe(numberMeaning.number);
  });

  it('makes no date of units that are letters of dates', () => {
    for (const unit of ['d', 'h', 's', 'm', 'min', 'year', 'y', 'ms', '日', '年']) {
      const { format } = numberLook([1, 2], { unit, isPercent: false });
      expect(meaningOfFormat(format as string)).toBe(numberMeaning.number);
    }
  });
});

it('names the unit in headings, unless the name does', () => {
  const unit = 'kg';
  const names = ['weight', 'Weight (KG)', 'kg', 'background', '体重', 'a', 'a (kg)'];
  expect(columnHeadings(names.map((name) => ({ name, unit })))).toEqual([
    ...['weight (kg)', 'Weight (KG)', 'kg', 'background (kg)', '体重（kg）', 'a', 'a (kg)'],
  ]);
  const shares = [
    { name: 'rate', isPercent: true },
    { name: 'rate %', isPercent: true },
  ];
  expect(columnHeadings(shares)).toEqual(['rate (100% = 1)', 'rate %']);
});

describe('rows with units', () => {
  it('stand in a csv under names that tell them, or without', async () => {
    const head = async (hasUnits: boolean) => {
      const { path: file } = await exportTable(folder, measured, { format: 'csv', hasUnits });
      return readFileSync(file, 'utf8').split('\r\n').slice(0, 2);
    };
    expect(await head(true)).toEqual([
      '\ufeffweight (kg),share (100% = 1),price (€),年龄（岁）,"tv ("")",pay (NOK),plain',
      '12,0.15,1200,18,55,1000000,2019',
    ]);
    expect((await head(false))[0]).toBe('\ufeffweight,share,price,年龄,tv,pay,plain');
  });

  it.skipIf(!hasOpenpyxl)('are numbers of a workbook in a format that shows them', async () => {
    const { path: file } = await exportTable(folder, measured);
    const [sheet] = readWithOpenpyxl(file);
    expect(sheet!.rows.slice(1)).toEqual([
      [12, 0.15, 1200, 18, 55, 1_000_000, 2019],
      [7.5, 0.125, -3.5, 19, 65, 2, 2020],
      [null, 1, 0.99, 20, 75, 3, 2021],
    ]);
    expect(sheet!.formats).toEqual([...['0.0" kg"', '0.0%', '[$€]#,##0.00', '0"岁"', '0\\"', '[$NOK] #,##0', '0']]);
    const { rows } = await readWholeTable(file);
    expect(rows[1]).toEqual([7.5, 0.125, -3.5, 19, 65, 2, 2020]);
  });

  it.skipIf(!hasLibreOffice)('read in LibreOffice as a person wrote them', async () => {
    const { path: file } = await exportTable(folder, measured);
    const home = path.join(folder, 'office');
    execFileSync('soffice', [
      ...[`-env:UserInstallation=file://${home}`, '--headless', '--convert-to'],
      ...['csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true', '--outdir', folder, file],
    ]);
    const shown = readFileSync(path.join(folder, `${path.parse(file).name}.csv`), 'utf8').split('\n');
    expect(shown[1]).toBe('12.0 kg,15.0%,"€1,200.00",18岁,"55""","NOK 1,000,000",2019');
  });
});
