import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnProfileSchema, correlationsSchema, overviewSchema } from '../../../contract/profile.ts';
import { neutralText } from '../../../workers/report/neutral-text.ts';
import { numberTexts } from '../../../workers/report/number-texts.ts';
import { renderReport } from '../../../workers/report/render-report.ts';
import { quietContext } from '../explore/stored-table.ts';
import { sampleProfile } from './sample-profile.ts';

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-report-'));
  for (const [name, part] of Object.entries(sampleProfile())) await writeFile(at(`${name}.json`), JSON.stringify(part));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function rendered(format: 'xlsx' | 'html' | 'json') {
  const paths = {
    fileName: 'grades.xlsx',
    sheet: null,
    overviewPath: at('overview.json'),
    columnsPath: at('columns.json'),
    correlationsPath: at('correlations.json'),
    importReportPath: null,
  };
  const order = { ...paths, format, locale: 'en' as const, scratchPath: at(`report.${format}`), sharedCharts: null };
  const file = await renderReport(order, quietContext());
  return { file, bytes: await readFile(file.path) };
}

describe('renderReport', () => {
  it.each(['xlsx', 'html', 'json'] as const)(
    'writes %s and answers with its hash and size',
    async (format) => {
      const { file, bytes } = await rendered(format);
      expect(file.sizeBytes).toBe(bytes.length);
      expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    },
    60_000,
  );

  it('puts the whole profile into the JSON, named and numbered', async () => {
    const report = JSON.parse((await rendered('json')).bytes.toString('utf8'));
    const { format, version, ...parts } = report;
    expect([format, version]).toEqual(['auspex-profile', 1]);
    const { overview, ...rest } = sampleProfile();
    // The file is called what the job's own file is called, also where the result was taken over from another job.
    const named = { importReport: null, overview: { ...overview, fileName: 'grades.xlsx' }, ...rest };
    expect(parts).toEqual(JSON.parse(JSON.stringify(named)));
    expect(overviewSchema.parse(report.overview)).toEqual(report.overview);
    expect(correlationsSchema.parse(report.correlations)).toEqual(report.correlations);
    for (const column of report.columns) expect(columnProfileSchema.parse(column)).toEqual(column);
  });
});

describe('neutralText', () => {
  it('puts an apostrophe before what begins like a formula', () => {
    for (const text of ['=1', '+1', '-1', '@a', '\ta', '\ra']) expect(neutralText(text)).toBe(`'${text}`);
    for (const text of ['a=1', '1', '', ' =1', '甲']) expect(neutralText(text)).toBe(text);
  });

  it('cuts what no cell can hold', () => {
    expect(neutralText('x'.repeat(40_000)).length).toBe(32_767);
  });
});

describe('numberTexts', () => {
  it('writes numbers for people', () => {
    const { number, count, share, size, duration } = numberTexts('en');
    expect([1234.56, 2024, 12_345.67, 0.123456, 0.0000123, -0].map(number)).toEqual([
      '1234.6',
      '2024',
      '12,345.7',
      '0.1235',
      '1.23E-5',
      '0',
    ]);
    expect(number(Number.POSITIVE_INFINITY)).toBe('∞');
    expect(count(1_234_567)).toBe('1,234,567');
    expect([0, 0.0001, 0.256, 0.9999, 1].map(share)).toEqual(['0%', '<0.1%', '25.6%', '>99.9%', '100%']);
    expect([0, 999, 123_456, 5_000_000_000].map(size)).toEqual(['0 B', '999 B', '123.5 kB', '5 GB']);
    expect([12, 1530].map(duration)).toEqual(['12 ms', '1.5 s']);
  });
});
