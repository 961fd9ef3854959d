import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ComparisonOptions, comparisonOptionsSchema } from '../../../contract/comparison-options.ts';
import { mainTable } from '../../../contract/reading.ts';
import { submissionSchema } from '../../../contract/recipes.ts';
import { seriesName } from '../../../engine/comparisons/comparisons.ts';
import type { Engine } from '../../../engine/engine.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

let bench: RealEngineBench;
let engine: Engine;
beforeEach(async () => {
  bench = await RealEngineBench.open();
  engine = await bench.engine();
});
afterEach(() => bench.close());

const table = (rows: readonly (readonly (string | number)[])[]) =>
  `id,name,points\n${rows.map((row) => row.join(',')).join('\n')}\n`;
const march = table(Array.from({ length: 40 }, (_, n) => [n, `n${n % 5}`, n * 2]));
const april = table(Array.from({ length: 41 }, (_, n) => [n + 2, `n${(n + 2) % 5}`, n === 7 ? 99 : (n + 2) * 2]));
const counts = { added: 3, removed: 2, changed: 1, unchanged: 37 };

describe('a comparison of two results', () => {
  it('is suggested, made, read and told in every format, without reading a file again', async () => {
    const [earlier] = await bench.profile(engine, { 'sales 2026-03.csv': march });
    const [other] = await bench.profile(engine, { 'other.csv': table([[1, 'a', 2]]) });
    const [later] = await bench.profile(engine, { 'sales 2026-04.csv': april });
    const suggested = await engine.comparisons.suggestEarlier(later!.id, 10);
    expect(suggested.map(({ fileName, isLikelySame }) => [fileName, isLikelySame])).toEqual([
      ['sales 2026-03.csv', true],
      ['other.csv', false],
    ]);
    expect(await engine.comparisons.suggestEarlier(earlier!.id, 10)).toEqual([]);
    expect(suggested[1]!.jobId).toBe(other!.id);

    const source = (jobId: string) => ({ kind: 'result', jobId, artifact: 'rows' }) as const;
    const { jobId } = await engine.comparisons.compareTables(source(later!.id), source(earlier!.id), {
      ...{ key: ['id'], ignored: [], tolerance: 0 },
    });
    const [job] = await engine.jobs.waitForEnd([jobId]);
    expect(job).toMatchObject({ state: 'completed', fault: null, recipe: 'compare' });
    expect(job).toMatchObject({ fileName: 'sales 2026-04.csv', otherFileNames: ['sales 2026-03.csv'] });
    const comparison = await engine.comparisons.get(jobId);
    expect(comparison.rows).toEqual(counts);
    expect(comparison.earlier).toMatchObject({ fileName: 'sales 2026-03.csv', rows: 40 });
    const page = { search: 'POINT', order: 'drift', offset: 0, limit: 10 } as const;
    const { columns, total } = await engine.comparisons.listColumns(jobId, page);
    expect([total, columns[0]?.name, columns[0]?.changedRows]).toEqual([1, 'points', 1]);

    for (const locale of ['en', 'zh-CN'] as const) {
      const html = await report(jobId, 'html', locale);
      expect(html).toContain(locale === 'en' ? 'What changed in sales 2026-04.csv' : 'sales 2026-04.csv 的变化');
      expect(html).toContain('<del>18</del> → <ins>99</ins>');
      const parsed = JSON.parse(await report(jobId, 'json', locale));
      expect(parsed).toMatchObject({ format: 'auspex-comparison', rows: counts });
    }
  });
});

async function report(jobId: string, format: 'html' | 'json', locale: 'en' | 'zh-CN'): Promise<string> {
  return readFile(engine.results.artifactPath(await engine.results.makeReport(jobId, format, locale)), 'utf8');
}

describe('two chosen files', () => {
  const source = async (name: string, text: string) => {
    const file = path.join(bench.folder, name);
    await writeFile(file, text);
    return { kind: 'input', ticket: (await engine.tickets.issueTicket(file)).id, reading: mainTable } as const;
  };
  const options = (wish: Partial<ComparisonOptions> = {}) => comparisonOptionsSchema.parse(wish);

  it('tell how they fit together before they are compared, by the same key as the comparison then has', async () => {
    const [later, earlier] = [await source('april.csv', april), await source('march.csv', march)];
    const { comparisons } = engine;
    const match = await comparisons.matchTables(later, earlier, options());
    expect(match).toMatchObject({ common: ['id', 'name', 'points'], earlierRows: 40, laterRows: 41 });
    expect(match.key).toMatchObject({ columns: ['id'], reason: 'uniqueId', overlap: 38 / 40 });
    const given = await comparisons.matchTables(later, earlier, options({ key: ['name'], ignored: ['points'] }));
    expect(given.common).toEqual(['id', 'name']);
    expect(given.key).toMatchObject({ columns: ['name'], reason: 'given', repeated: { keys: 5, laterRows: 41 } });
    const { jobId } = await comparisons.compareTables(later, earlier, options());
    await engine.jobs.waitForEnd([jobId]);
    expect((await comparisons.get(jobId)).key).toEqual(match.key);
  });

  it('that are one, that share no column, or that lack the key, are told', async () => {
    const [later, earlier] = [await source('a.csv', april), await source('b.csv', 'town,people\nRome,3\nOslo,1\n')];
    const { comparisons } = engine;
    await expect(comparisons.matchTables(later, later, options())).rejects.toMatchObject({
      ...{ code: 'COMPARISON_SAME_TABLE', values: { file: 'a.csv' } },
    });
    await expect(comparisons.matchTables(later, earlier, options())).rejects.toMatchObject({
      code: 'COMPARISON_NO_COMMON_COLUMN',
    });
    const other = await source('c.csv', march);
    await expect(comparisons.matchTables(later, other, options({ key: ['total'] }))).rejects.toMatchObject({
      ...{ code: 'COMPARISON_KEY_MISSING', values: { column: 'total' } },
    });
  });
});

it('a profile may ask what has changed since an earlier file: one batch holds both', async () => {
  const ticketOf = async (name: string, text: string) => {
    const file = path.join(bench.folder, name);
    await writeFile(file, text);
    return (await engine.tickets.issueTicket(file)).id;
  };
  const since = { ticket: await ticketOf('march.csv', march), tables: null };
  const inputs = [{ ticket: await ticketOf('april.csv', april), tables: null }];
  const { jobs } = await engine.jobs.submit(submissionSchema.parse({ recipe: 'profile', inputs, since }));
  const ended = await engine.jobs.waitForEnd(jobs.map(({ id }) => id));
  expect(ended.map(({ batchId, recipe, state }) => [batchId, recipe, state])).toEqual([
    [jobs[0]!.batchId, 'profile', 'completed'],
    [jobs[0]!.batchId, 'compare', 'completed'],
  ]);
  expect((await engine.comparisons.get(ended[1]!.id)).rows).toEqual(counts);
});

it('files of a series are told by what is left of their names without months and numbers', () => {
  expect(seriesName('Sales March 2026 (2).xlsx')).toBe(seriesName('sales_apr_2026.csv'));
  expect(seriesName('2024年3月成绩.xlsx')).toBe(seriesName('2024年12月成绩.xlsx'));
  expect(seriesName('market.csv')).not.toBe(seriesName('mayor.csv'));
});
