import { describe, expect, it } from 'vitest';
import { scoresByGroup } from '../../../workers/evaluate/groups/scores-by-group.ts';
import { dependenceGrid, partialDependence } from '../../../workers/evaluate/importance/partial-dependence.ts';
import { permutationImportance } from '../../../workers/evaluate/importance/permutation.ts';
import { judgeScores } from '../../../workers/evaluate/judge-scores.ts';
import { noScores } from '../../../workers/evaluate/metrics/scores.ts';
import { seededRandom } from '../../../workers/evaluate/seeded-random.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';
import { columnCellsOf } from './column-cells-of.ts';

const random = seededRandom(9, 'importance test');
const rows = 1000;
const cells = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => random.normal()));
const columns: FeatureColumn[] = [
  ...cells.map((values): FeatureColumn => ({ kind: 'number', values })),
  { kind: 'category', codes: Int32Array.from({ length: rows }, () => random.below(3)), levels: 3 },
];
const numbersOf = (column: FeatureColumn) => (column.kind === 'number' ? column.values : column.codes);
const truth = cells[0]!.map((value, row) => 2 * value + cells[1]![row]! + numbersOf(columns[3]!)[row]!);
const score = (table: readonly FeatureColumn[]) => {
  const [first, second, , fourth] = table.map(numbersOf);
  const squares = truth.map((value, row) => (value - 2 * first![row]! - second![row]! - fourth![row]!) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / rows;
};

describe('permutation importance', () => {
  const featuresOfColumn = [[0, 1], [2], [3], []];
  const order = { columns, featuresOfColumn, rows, score, repeats: 5, seed: 4 };

  it('is the loss that shuffling brings: twice the variance of what a column adds', () => {
    const [both, unused, category, none] = permutationImportance(order);
    // Var(2a + b) = 5 for features shuffled together.
    expect(both!.mean).toBeGreaterThan(9);
    expect(both!.mean).toBeLessThan(11);
    expect(both!.deviation).toBeGreaterThan(0);
    expect(category!.mean).toBeCloseTo(4 / 3, 0);
    expect([unused, none]).toEqual([
      { mean: 0, deviation: 0 },
      { mean: 0, deviation: 0 },
    ]);
  });

  it('leaves the columns as they were, and ends when it is cancelled', () => {
    const before = structuredClone(columns);
    permutationImportance(order);
    expect(columns).toEqual(before);
    expect(() => permutationImportance({ ...order, isCancelled: () => true })).toThrow(
      expect.objectContaining({ code: 'JOB_CANCELLED' }),
    );
  });
});

describe('partial dependence', () => {
  const all = Uint32Array.from({ length: rows }, (_, row) => row);

  it('goes over quantiles of many numbers and over each of few', () => {
    const many = dependenceGrid(columnCellsOf('x', [...cells[0]!]), all);
    expect(many.cells).toHaveLength(24);
    expect(many.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    const few = dependenceGrid(
      columnCellsOf(
        'n',
        [...all].map((row) => (row % 4 === 0 ? null : row % 4)),
      ),
      all,
    );
    expect(few).toMatchObject({ kind: 'number', values: [1, 2, 3], cells: [1, 2, 3] });
    for (const share of few.shares) expect(share).toBeCloseTo(1 / 3, 2);
  });

  it('goes over the most frequent texts, over dates and over nothing', () => {
    const texts = dependenceGrid(
      columnCellsOf(
        't',
        [...all].map((row) => (row % 10 === 0 ? 'rare' : 'often')),
      ),
      all,
    );
    expect(texts).toMatchObject({ kind: 'text', values: ['often', 'rare'], cells: [1, 0] });
    expect(texts.shares).toEqual([0.9, 0.1]);
    const dates = dependenceGrid(
      columnCellsOf(
        'd',
        [...all].map((row) => new Date(Date.UTC(2024, row % 2, 1))),
      ),
      all,
    );
    expect(dates).toMatchObject({ kind: 'date', values: ['2024-01-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z'] });
    expect(
      dependenceGrid({ name: 'e', kind: 'number', values: new Float64Array(rows).fill(Number.NaN) }, all).cells,
    ).toEqual([]);
  });

  it('is the mean prediction with the column set to a value', () => {
    const grid = dependenceGrid(
      columnCellsOf(
        'n',
        [...all].map((row) => row % 3),
      ),
      all,
    );
    const means = partialDependence(grid, 2, (place) => Float64Array.of(place, 1, place + 2, 3));
    expect(means).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
    ]);
  });
});

describe('scores by group', () => {
  // Group 0: 400 rows, a quarter wrong; 1: 400 rows, a tenth wrong; 2: 30 rows, all wrong; 3: 3 rows, all wrong.
  const sizes = [400, 400, 30, 3];
  const codes = Int32Array.from(sizes.flatMap((size, code) => new Array<number>(size).fill(code)));
  const places = codes.map((code, row) => codes.subarray(0, row).filter((other) => other === code).length);
  const isWrong = (row: number) => [places[row]! % 4 === 0, places[row]! % 10 === 0, true, true][codes[row]!]!;
  const predictions = Float64Array.from({ length: 2 * codes.length }, (_, at) =>
    isWrong(at >> 1) === (at % 2 === 1) ? 0.8 : 0.2,
  );
  const order = {
    form: { task: 'binary', classes: 2 } as const,
    truth: new Float64Array(codes.length),
    predictions,
    codes,
  };

  it('tells the worst first, and a group of three rows is not it', () => {
    const { groups, total } = scoresByGroup({ ...order, names: ['a', 'b', 'c', 'd'], column: 'Major' });
    expect(groups.map(({ isSmall, name, rows: size }) => [name, size, isSmall])).toEqual([
      ['c', 30, false],
      ['a', 400, false],
      ['b', 400, false],
      ['d', 3, true],
    ]);
    expect(groups[1]!.scores.accuracy).toBeCloseTo(0.75, 12);
    expect(total).toBe(4);
  });

  it('goes by the error of a number, and leaves rows without a group out', () => {
    const values = Float64Array.from(codes, (code, row) => (code === 1 ? 5 : 1) * (row % 2 === 0 ? 1 : -1));
    const some = codes.map((code) => (code === 0 ? -1 : code));
    const form = { task: 'regression', classes: 1 } as const;
    const { groups } = scoresByGroup({
      ...order,
      form,
      predictions: values,
      codes: some,
      names: ['a', 'b', 'c', 'd'],
      column: 'M',
    });
    expect(groups.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
    expect(groups[0]!.scores.rmse).toBeCloseTo(5, 12);
  });
});

describe('what scores warn of', () => {
  const of = (logloss: number) => ({ ...noScores, rows: 100, logloss });
  const spread = (logloss: number) => ({ mean: of(logloss), deviation: of(0.01), folds: [] });
  const codesOf = (own: number, trivial: number, linear: number, holdout: number, observedCoverage: number | null) =>
    judgeScores({
      ...{ crossValidated: spread(own), holdout: of(holdout), baseline: { trivial: of(trivial), linear: of(linear) } },
      conformal: { coverage: 0.9, observedCoverage, below: 0, above: 0, setThreshold: 0.5 },
    }).map(({ code }) => code);

  it('says nothing of good ones', () => {
    expect(codesOf(0.4, 0.9, 0.5, 0.41, 0.89)).toEqual([]);
  });

  it('names a model that tells nothing, a line that is better, a holdout that is worse, a promise not kept', () => {
    expect(codesOf(0.9, 0.9, 0.5, 0.91, null)).toEqual(['notBetterThanTrivial', 'linearIsBetter']);
    expect(codesOf(0.4, 0.9, 0.5, 0.5, 0.85)).toEqual(['holdoutIsWorse', 'coverageBelowPromise']);
  });
});
