import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { countDuplicates } from '../../../workers/profile/count-duplicates.ts';
import { describeColumns } from '../../../workers/profile/describe-columns.ts';
import fc from '../../builders/fast-check.ts';
import { testContext } from '../../builders/order-context.ts';
import { buildPlan, buildSegments, type TestCell } from './table-builder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'auspex-describe-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Describes `columns` in the given groups over segments cut before `cuts`. */
async function describeTable(columns: TestCell[][], cuts: number[] = [], groups = [columns.map((_, place) => place)]) {
  const plan = buildPlan(columns.map((_, place) => `c${place}`));
  const segments = buildSegments(columns, cuts);
  const { context } = testContext();
  return Promise.all(
    groups.map((group, index) => {
      const scratchPath = path.join(folder, `group-${index}.json`);
      return describeColumns({ plan, segments, columns: group, scratchPath }, context);
    }),
  );
}

async function duplicatesOf(columns: TestCell[][], cuts: number[] = []): Promise<number> {
  const plan = buildPlan(columns.map((_, place) => `c${place}`));
  const { context } = testContext();
  return (await countDuplicates({ plan, segments: buildSegments(columns, cuts) }, context)).duplicateRows;
}

describe('describeColumns', () => {
  test('writes the profiles in the sequence of the order', async () => {
    const [reply] = await describeTable(
      [
        [1, 2, null],
        ['x', null, null],
        [true, true, false],
      ],
      [1],
      [[2, 0]],
    );
    const bytes = await readFile(reply!.file.path);
    const profiles = JSON.parse(bytes.toString('utf8')) as ColumnProfile[];
    expect(profiles.map(({ name, index, type }) => [name, index, type])).toEqual([
      ['c2', 2, 'boolean'],
      ['c0', 0, 'number'],
    ]);
    expect(reply!.missingCells).toBe(1);
    expect(reply!.file.sizeBytes).toBe(bytes.length);
    expect(reply!.file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('names columns by their place in the sheet, not in the plan', async () => {
    const plan = buildPlan(['甲', 'Column 2'], { sourceColumns: [3, 7], originalNames: ['甲', ''] });
    const order = { plan, segments: buildSegments([[1], [2]], []), columns: [1], scratchPath: path.join(folder, 'x') };
    const { file } = await describeColumns(order, testContext().context);
    const [profile] = JSON.parse(await readFile(file.path, 'utf8')) as ColumnProfile[];
    expect(profile).toMatchObject({ index: 7, name: 'Column 2', originalName: '' });
  });

  test('stops when the job is cancelled', async () => {
    const { context, cancel } = testContext();
    cancel();
    const order = { plan: buildPlan(['a']), segments: buildSegments([[1]], []), columns: [0] };
    const run = describeColumns({ ...order, scratchPath: path.join(folder, 'none.json') }, context);
    await expect(run).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
  });

  test('describes 16,384 columns', async () => {
    const columns = Array.from({ length: 16_384 }, (_, place): TestCell[] => [place, 'text', null].slice(place % 2));
    const [reply] = await describeTable(columns.map((cells) => cells.slice(0, 2)));
    const profiles = JSON.parse(await readFile(reply!.file.path, 'utf8')) as ColumnProfile[];
    expect(profiles.length).toBe(16_384);
    expect(profiles[16_383]).toMatchObject({ type: 'text', missing: 1 });
    expect(reply!.missingCells).toBe(8192);
  });
});

const cell: fc.Arbitrary<TestCell> = fc.oneof(
  fc.constantFrom<TestCell>(null, 0, -0, 1, '1', true, '', 'a', '甲', { error: 'a' }),
  fc.constant(new Date(1)),
);

/** Rows equal to an earlier one, by comparing their cells as text with their kind. */
function plainDuplicates(columns: TestCell[][]): number {
  const rows = columns[0]!.map((_, row) =>
    columns.map((cells) => {
      const value = cells[row] as TestCell;
      if (value instanceof Date) return `date ${value.getTime()}`;
      return typeof value === 'number' ? `number ${value + 0}` : `${typeof value} ${JSON.stringify(value)}`;
    }),
  );
  return rows.length - new Set(rows.map((row) => row.join('|'))).size;
}

describe('countDuplicates', () => {
  test('counts as a plain comparison does, however the table is cut into segments and groups of columns', async () => {
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(table, fc.nat(), async (rows, seed) => {
        const columns = [0, 1, 2].map((place) => rows.map((row) => row[place] as TestCell));
        const expected = plainDuplicates(columns);
        expect(await duplicatesOf(columns)).toBe(expected);
        expect(await duplicatesOf(columns, [seed % rows.length])).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('tells a million different rows of small numbers apart', async () => {
    const side = 1000;
    const left = Array.from({ length: side * side }, (_, row) => Math.floor(row / side));
    const right = Array.from({ length: side * side }, (_, row) => row % side);
    expect(await duplicatesOf([left, right], [400_000])).toBe(0);
  });

  test('tells rows apart whose cells are only exchanged', async () => {
    expect(
      await duplicatesOf([
        ['a', 'b', null, 1],
        ['b', 'a', 1, null],
      ]),
    ).toBe(0);
  });

  test('takes wholly blank rows for equal', async () => {
    expect(await duplicatesOf([[null, 1, null, null]])).toBe(2);
  });
});
