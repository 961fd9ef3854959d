import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Correlations, correlationsSchema } from '../../../contract/profile.ts';
import type { ProfileOptions } from '../../../contract/recipes.ts';
import { correlateColumns } from '../../../workers/profile/correlate-columns.ts';
import { describeColumns } from '../../../workers/profile/describe-columns.ts';
import fc from '../../builders/fast-check.ts';
import { testContext } from '../../builders/order-context.ts';
import { createRandom } from '../../builders/random.ts';
import { buildPlan, buildSegments, type TestCell } from './table-builder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'auspex-correlate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const measures = ['pearson', 'spearman', 'cramersV'] as const;

async function correlate(columns: TestCell[][], changes: Partial<ProfileOptions> = {}, cuts: number[] = []) {
  const plan = buildPlan(columns.map((_, place) => `c${place}`));
  const segments = buildSegments(columns, cuts);
  const { context } = testContext();
  const places = columns.map((_, place) => place);
  const scratchPath = path.join(folder, 'columns.json');
  const { file } = await describeColumns({ plan, segments, columns: places, scratchPath }, context);
  const options = { maxCorrelationColumns: 100, maxCorrelationRows: 100_000, seed: 1, ...changes };
  const order = { plan, segments, descriptions: [file], options, measures, scratchPath: path.join(folder, 'out.json') };
  const reply = await correlateColumns(order, context);
  return correlationsSchema.parse(JSON.parse(await readFile(reply.path, 'utf8'))) as Correlations;
}

/** Pearson over the rows in which both have a number, straight from the definition; null without spread. */
function plainPearson(left: (number | null)[], right: (number | null)[]): number | null {
  const pairs = left.flatMap((x, row) =>
    x === null || right[row] === null ? [] : [[x, right[row] as number] as const],
  );
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x - meanX, y - meanY), 0);
  const spread = sum((x) => x * x) * sum((_, y) => y * y);
  return spread > 0 ? sum((x, y) => x * y) / Math.sqrt(spread) : null;
}

/** Middle ranks of the numbers of `column` in the rows where `other` has one too. */
function plainRanks(column: (number | null)[], other: (number | null)[]): (number | null)[] {
  const shared = column.filter((value, row): value is number => value !== null && other[row] !== null);
  return column.map((value, row) => {
    if (value === null || other[row] === null) return null;
    const below = shared.filter((one) => one < value).length;
    const equal = shared.filter((one) => one === value).length;
    return below + (equal + 1) / 2;
  });
}

function expectClose(actual: number | null | undefined, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(actual ?? Number.NaN).toBeCloseTo(expected, 9);
}

describe('Pearson and Spearman', () => {
  test('agree with pandas where values are missing', async () => {
    const { pearson, spearman } = await correlate([
      [1, 2, 3, 4, 5, 6, 7, null, 9, 10],
      [2, 1, 4, 3, null, 6, 5, 8, 10, 9],
      [5, 3, 3, 3, 1, 1, 0, -2, -2, -9],
    ]);
    // pandas 1.5: DataFrame.corr('pearson') and corr('spearman')
    expectClose(pearson.values[0]?.[1], 0.9358567275868332);
    expectClose(pearson.values[0]?.[2], -0.8980782134632601);
    expectClose(pearson.values[1]?.[2], -0.8238080681348167);
    expectClose(spearman.values[0]?.[1], 0.9047619047619048);
    expectClose(spearman.values[0]?.[2], -0.9789450103725609);
    expectClose(spearman.values[1]?.[2], -0.9023319226042735);
    expect(pearson).toMatchObject({
      columns: [0, 1, 2],
      names: ['c0', 'c1', 'c2'],
      sampledRows: 10,
      omittedColumns: 0,
    });
  });

  test('agree with the definitions on any small numbers, and are the same however the rows are cut', async () => {
    const value = fc.option(fc.integer({ min: -20, max: 20 }), { freq: 5 });
    const table = fc.array(fc.tuple(value, value, fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(table, fc.nat(), async (rows, seed) => {
        const columns = [0, 1, 2].map((place) => rows.map((row) => row[place] as number | null));
        const result = await correlate(columns);
        const numeric = result.pearson.columns;
        for (const [x, left] of numeric.entries()) {
          for (const [y, right] of numeric.entries()) {
            const [one, other] = [columns[left]!, columns[right]!];
            const expected = plainPearson(one, other);
            expectClose(result.pearson.values[x]?.[y], expected);
            expect(result.pearson.values[y]?.[x]).toBe(result.pearson.values[x]?.[y]);
            expectClose(result.spearman.values[x]?.[y], plainPearson(plainRanks(one, other), plainRanks(other, one)));
          }
        }
        expect(await correlate(columns, {}, [seed % rows.length])).toEqual(result);
      }),
      { numRuns: 60 },
    );
  });

  test('agree with the definitions over several tiles, with few and with many values missing', async () => {
    const random = createRandom(3);
    const holes = [0, 0.01, 0.5, 0.97, 0];
    const base = Array.from({ length: 9000 }, () => random());
    const columns = holes.map((share, place) =>
      base.map((value) => (random() < share ? null : value * (place - 1.5) + random() * 0.7)),
    );
    const { pearson, spearman } = await correlate(columns, {}, [3000, 3001, 8000]);
    for (const [x, left] of columns.entries()) {
      for (const [y, right] of columns.entries()) expectClose(pearson.values[x]?.[y], plainPearson(left, right));
    }
    const thin = columns[3]!;
    expectClose(spearman.values[0]?.[3], plainPearson(plainRanks(columns[0]!, thin), plainRanks(thin, columns[0]!)));
  });

  test('are defined for columns far from 0, of extreme size, and of dates', async () => {
    const steps = [1, 2, 3, 4, 5, 7];
    const { pearson, spearman } = await correlate([
      steps,
      steps.map((step) => 1e9 + step / 1000),
      steps.map((step) => (step - 3) * 5e307),
      steps.map((step) => step * 5e-324),
      steps.map((step) => new Date(Date.UTC(2024, 0, step))),
      steps.map((step) => -step),
    ]);
    expect(pearson.columns).toEqual([0, 1, 2, 3, 4, 5]);
    for (const matrix of [pearson, spearman]) {
      for (const value of matrix.values[0]!.slice(0, 5)) expect(value).toBeCloseTo(1, 4);
      expect(matrix.values[0]?.[5]).toBeCloseTo(-1, 12);
    }
  });

  test('are null without spread', async () => {
    const { pearson, spearman } = await correlate([
      [1, 2, 3, 4],
      [0.1, 0.1, 0.1, 0.1],
      [5, 5, null, 6],
      [null, 1, null, null],
    ]);
    for (const matrix of [pearson, spearman]) {
      expect(matrix.values[1]).toEqual([null, null, null, null]);
      expect(matrix.values[3]).toEqual([null, null, null, null]);
      expect(matrix.values[0]?.[0]).toBe(1);
    }
  });

  test('take the numbers of a column with a few words', async () => {
    const { pearson } = await correlate([
      [1, 2, '缺考', 4, 5],
      [2, 4, 99, 8, 10],
      ['a', 'b', 'c', 1, 'd'],
    ]);
    expect(pearson.columns).toEqual([0, 1]);
    expect(pearson.values[0]?.[1]).toBeCloseTo(1, 12);
  });

  test('keep to the caps and say so', async () => {
    const random = createRandom(5);
    const columns = Array.from({ length: 5 }, () => Array.from({ length: 3000 }, () => random()));
    const options = { maxCorrelationColumns: 3, maxCorrelationRows: 1000 };
    const capped = await correlate(columns, options);
    expect(capped.pearson).toMatchObject({ columns: [0, 1, 2], sampledRows: 3000, omittedColumns: 2 });
    expect(capped.spearman).toMatchObject({ columns: [0, 1, 2], sampledRows: 1000, omittedColumns: 2 });
    expect(await correlate(columns, options, [1234])).toEqual(capped);
    const reseeded = await correlate(columns, { ...options, seed: 2 });
    expect(reseeded.pearson).toEqual(capped.pearson);
    expect(reseeded.spearman.values).not.toEqual(capped.spearman.values);
  });
});

describe('Cramér’s V', () => {
  const left = [...'aabbccaabbccaabc'];
  const right = [...'xxyyzzxxyyzzyyxz'];

  test('is bias-corrected as Bergsma (2013) says', async () => {
    const { cramersV } = await correlate([left, right], {}, [5]);
    // From the formula with numpy on pandas.crosstab: table [[4, 2, 0], [1, 4, 0], [0, 0, 5]], χ² = 19.48444….
    expectClose(cramersV.values[0]?.[1], 0.740754985618017);
    expect(cramersV.values[1]?.[0]).toBe(cramersV.values[0]?.[1]);
    expect(cramersV.values[0]?.[0]).toBe(1);
  });

  test('leaves out rows in which one is missing', async () => {
    const whole = await correlate([left, right]);
    const padded = await correlate([
      [...left, null, 'a', 'c'],
      [...right, 'x', null, null],
    ]);
    expectClose(padded.cramersV.values[0]?.[1], whole.cramersV.values[0]?.[1] ?? null);
  });

  test('is 1 for columns that say the same, near 0 for independent ones', async () => {
    const random = createRandom(11);
    const coins = Array.from({ length: 4000 }, () => random() < 0.5);
    const others = coins.map(() => (random() < 0.5 ? 'x' : 'y'));
    const { cramersV } = await correlate([coins, coins.map((coin) => (coin ? '是' : '否')), others]);
    expect(cramersV.values[0]?.[1]).toBeCloseTo(1, 9);
    expect(cramersV.values[0]?.[2]).toBeLessThan(0.05);
  });

  test('takes part only with 2 to 100 distinct values', async () => {
    const rows = Array.from({ length: 300 }, (_, row) => row);
    const { cramersV } = await correlate([
      rows.map(() => 'same'),
      rows.map((row) => `id ${row}`),
      rows.map((row) => `class ${row % 100}`),
      rows.map((row) => row % 2 === 0),
    ]);
    expect(cramersV.columns).toEqual([2, 3]);
  });
});

test('takes the measures asked for, each the same alone as with the others', async () => {
  const random = createRandom(8);
  const column = (value: () => TestCell) => Array.from({ length: 2500 }, () => (random() < 0.1 ? null : value()));
  const plan = buildPlan(['a', 'b', 'c', 'd']);
  const columns = [
    column(random),
    column(random),
    column(() => random() < 0.5),
    column(() => (random() < 0.3 ? 'x' : 'y')),
  ];
  const segments = buildSegments(columns, [700]);
  const { context } = testContext();
  const { file } = await describeColumns(
    { plan, segments, columns: [0, 1, 2, 3], scratchPath: path.join(folder, 'columns.json') },
    context,
  );
  const options = { maxCorrelationColumns: 100, maxCorrelationRows: 1000, seed: 1 };
  const measure = async (...asked: (typeof measures)[number][]) => {
    const scratchPath = path.join(folder, 'some.json');
    await correlateColumns({ plan, segments, descriptions: [file], options, measures: asked, scratchPath }, context);
    return JSON.parse(await readFile(scratchPath, 'utf8')) as Partial<Correlations>;
  };
  const all = await measure(...measures);
  expect(Object.keys(all)).toEqual([...measures]);
  for (const name of measures) expect(await measure(name)).toEqual({ [name]: all[name] });
});

test('gives empty matrices where there is nothing to correlate', async () => {
  const { pearson, spearman, cramersV } = await correlate([[null, null]]);
  for (const matrix of [pearson, spearman, cramersV]) expect(matrix).toMatchObject({ columns: [], values: [] });
});

test('stops when the job is cancelled', async () => {
  const plan = buildPlan(['a']);
  const segments = buildSegments([[1, 2, 3]], []);
  const { context, cancel } = testContext();
  const scratchPath = path.join(folder, 'columns.json');
  const { file } = await describeColumns({ plan, segments, columns: [0], scratchPath }, context);
  cancel();
  const options = { maxCorrelationColumns: 100, maxCorrelationRows: 1000, seed: 1 };
  const order = {
    plan,
    segments,
    descriptions: [file],
    options,
    measures,
    scratchPath: path.join(folder, 'none.json'),
  };
  await expect(correlateColumns(order, context)).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
});
