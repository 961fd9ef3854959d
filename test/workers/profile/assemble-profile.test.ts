import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CorrelationMeasure, Order, ProfileFacts } from '../../../contract/orders.ts';
import { correlationsSchema, overviewSchema } from '../../../contract/profile.ts';
import { assembleProfile } from '../../../workers/profile/assemble-profile.ts';
import { correlateColumns } from '../../../workers/profile/correlate-columns.ts';
import { describeColumns } from '../../../workers/profile/describe-columns.ts';
import { loadColumns, loadCorrelations, loadOverview } from '../../../workers/profile/load-result.ts';
import { testContext } from '../../builders/order-context.ts';
import { buildPlan, buildSegments, type TestCell } from './table-builder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'auspex-assemble-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const names = ['学号', 'Mark', '专业', 'Passed'];
const rows = Array.from({ length: 40 }, (_, row): TestCell[] => [
  `S${row}`,
  row % 7 === 0 ? null : 50 + row,
  row % 2 ? '软件工程' : '智能科学与技术',
  row % 3 === 0,
]);
const columns = names.map((_, place) => rows.map((row) => row[place] as TestCell));
const options = { maxCorrelationColumns: 100, maxCorrelationRows: 1000, seed: 5 };
const facts: ProfileFacts = {
  sha256: 'b'.repeat(64),
  engineVersion: '1.2.3',
  rows: 40,
  missingCells: 6,
  raggedRows: 0,
  undecodableCells: 0,
  duplicateRows: null,
};

/** The parts of a profile as the engine passes them on, columns dealt out to two groups. */
async function makeParts(name: string): Promise<Order<'assemble-profile'>> {
  const plan = buildPlan(names);
  const segments = buildSegments(columns, [13]);
  const { context } = testContext();
  const scratchFolder = path.join(folder, name);
  await mkdir(scratchFolder);
  const groups = [
    [0, 2],
    [1, 3],
  ];
  const descriptions = await Promise.all(
    groups.map(async (group, index) => {
      const order = { plan, segments, columns: group, scratchPath: path.join(folder, `${name}-${index}.json`) };
      return (await describeColumns(order, context)).file;
    }),
  );
  const scratchPath = path.join(folder, `${name}-correlations.json`);
  const correlate = (measures: readonly CorrelationMeasure[], place: number) => {
    const order = { plan, segments, descriptions, options, measures, scratchPath: `${scratchPath}-${place}` };
    return correlateColumns(order, context);
  };
  const correlations = [await correlate(['cramersV'], 0), await correlate(['pearson', 'spearman'], 1)];
  return { plan, descriptions, correlations, facts, options, scratchFolder };
}

describe('assembleProfile', () => {
  test('gives what can be shown before the correlations stand', async () => {
    const order = { ...(await makeParts('first')), correlations: null };
    const { files } = await assembleProfile(order, testContext().context);
    expect(files.map(({ kind, extension }) => [kind, extension])).toEqual([
      ['profile-overview', '.json'],
      ['profile-columns', '.json'],
    ]);
    const overview = overviewSchema.parse(await loadOverview({ path: files[0]!.path }));
    expect(overview).toMatchObject({
      rows: 40,
      columns: 4,
      cells: 160,
      duplicateRows: null,
      seed: 5,
    });
    expect(overview.columnsByType).toEqual({ number: 1, text: 2, boolean: 1, date: 0, mixed: 0, empty: 0 });
    expect(overview.findings.map(({ code }) => code)).toEqual(['id-like']);
  });

  test('puts all parts together in sheet order, with true digests and the same bytes each time', async () => {
    const order = await makeParts('all');
    const { files } = await assembleProfile(order, testContext().context);
    const again = await assembleProfile(await makeParts('again'), testContext().context);
    expect(again.files.map(({ sha256 }) => sha256)).toEqual(files.map(({ sha256 }) => sha256));
    for (const file of files) {
      const bytes = await readFile(file.path);
      expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(file.sizeBytes).toBe(bytes.length);
      expect(path.dirname(file.path)).toBe(order.scratchFolder);
    }
    const { columns: found } = await loadColumns({ path: files[1]!.path, offset: 0, limit: 10, search: '' });
    expect(found.map(({ name }) => name)).toEqual(names);
    const correlations = correlationsSchema.parse(await loadCorrelations({ path: files[2]!.path }));
    expect(correlations.cramersV.names).toEqual(['学号', '专业', 'Passed']);
  });

  test('refuses parts that leave a column out', async () => {
    const order = await makeParts('partial');
    const incomplete = { ...order, descriptions: order.descriptions.slice(1) };
    await expect(assembleProfile(incomplete, testContext().context)).rejects.toThrow('column 0 has no description');
  });
});

describe('loadColumns', () => {
  test('pages and searches, whatever the case or width of the letters', async () => {
    const order = await makeParts('search');
    const { files } = await assembleProfile(order, testContext().context);
    const load = async (search: string, offset = 0, limit = 10) => {
      const page = await loadColumns({ path: files[1]!.path, offset, limit, search });
      return [page.columns.map(({ name }) => name), page.total];
    };
    expect(await load('', 1, 2)).toEqual([['Mark', '专业'], 4]);
    expect(await load('MARK')).toEqual([['Mark'], 1]);
    expect(await load('ＰＡＳＳ')).toEqual([['Passed'], 1]);
    expect(await load('学')).toEqual([['学号'], 1]);
    expect(await load('nothing')).toEqual([[], 0]);
    expect(await load('', 10, 5)).toEqual([[], 4]);
  });

  test('does not mix up two profiles', async () => {
    const pathOf = (name: string) => path.join(folder, `${name}.json`);
    for (const name of ['one', 'two']) await writeFile(pathOf(name), JSON.stringify([{ name }]));
    for (const name of ['one', 'two', 'one']) {
      const page = await loadColumns({ path: pathOf(name), offset: 0, limit: 5, search: '' });
      expect(page.columns.map((column) => column.name)).toEqual([name]);
    }
  });
});

test('a damaged result answers with a fault', async () => {
  const damaged = path.join(folder, 'damaged.json');
  await writeFile(damaged, '{"rows":');
  await expect(loadOverview({ path: damaged })).rejects.toMatchObject({ code: 'INTERNAL' });
});
