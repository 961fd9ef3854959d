import { describe, expect, it } from 'vitest';
import { trainOptionsSchema } from '../../../contract/train/train-options.ts';
import { encodeFeatures } from '../../../workers/features/encode-features.ts';
import { learnFeatures } from '../../../workers/train/fit-features.ts';
import {
  type MatrixColumn,
  openMatrix,
  packMatrix,
  rowPlace,
  type TrainingMatrix,
} from '../../../workers/train/matrix.ts';
import { partRows } from '../../../workers/train/part-rows.ts';
import { prepareFit } from '../../../workers/train/prepare-fit.ts';

const rows = 400;
const names = Array.from({ length: 150 }, (_, code) => `town ${code}`);
const dayMs = 86_400_000;

function matrixOf(): TrainingMatrix {
  const column = (cells: MatrixColumn['cells']): MatrixColumn => ({
    ...{ name: cells.name, type: cells.kind, unit: null, isPercent: false, cells },
  });
  const each = (value: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => value(row));
  const matrix: Omit<TrainingMatrix, 'form'> = {
    ...{ task: 'binary', classes: ['no', 'yes'], metric: 'logloss', objective: 'logistic', rows, folds: 4 },
    target: { name: 'y', unit: null, isPercent: false },
    options: trainOptionsSchema.parse({ target: 'y' }),
    ...{
      foldScheme: 'stratified',
      warnings: [],
      groupColumn: null,
      scoreColumn: null,
      scoreNames: [],
      fileRows: [rows],
    },
    proposal: {} as TrainingMatrix['proposal'],
    columns: [
      column({ name: 'amount', kind: 'number', values: each((row) => (row % 7 === 0 ? Number.NaN : row)) }),
      column({ name: 'day', kind: 'date', values: each((row) => Date.UTC(2024, 0, 1) + (row % 90) * dayMs) }),
      column({
        ...{ name: 'colour', kind: 'text', texts: ['red', 'green', 'blue'] },
        // Blue stands only in the rows of the last fold.
        codes: Int32Array.from({ length: rows }, (_, row) => (row % 4 === 3 && row > 300 ? 2 : row % 2)),
      }),
      column({
        name: 'town',
        kind: 'text',
        texts: names,
        codes: Int32Array.from({ length: rows }, (_, row) => row % 150),
      }),
    ],
    truth: each((row) => (row % 3 === 0 ? 1 : 0)),
    places: Uint8Array.from({ length: rows }, (_, row) => (row < 20 ? rowPlace.holdout : row % 4)),
    scoreCodes: null,
  };
  return openMatrix(packMatrix(matrix));
}

const settings = {
  ...{ rounds: 5, learningRate: 0.1, depth: 3, leaves: 0, rowSampling: 1, columnSampling: 1 },
  ...{ lambda: 1, alpha: 0, minChildWeight: 1, earlyStoppingRounds: 0, linearStart: 0 },
};

describe('encoders', () => {
  it('learn from the rows of their part alone', () => {
    const matrix = matrixOf();
    const levels = (fold: number) => {
      const { train } = partRows(matrix, { kind: 'fold', fold });
      const colour = learnFeatures(matrix, train).find(({ name }) => name === 'colour')!;
      return colour.encoding.kind === 'category' ? [...colour.encoding.levels].sort() : [];
    };
    expect(levels(3)).toEqual(['green', 'red']);
    expect(levels(0)).toEqual(['blue', 'green', 'red']);
  });

  it('expand a date into the parts that differ', () => {
    const matrix = matrixOf();
    const features = learnFeatures(matrix, partRows(matrix, { kind: 'final' }).train);
    expect(features.filter(({ column }) => column === 1).map(({ name }) => name)).toEqual([
      ...['day (days)', 'day (month)', 'day (day)', 'day (weekday)'],
    ]);
  });

  it('make numbers of texts where the number of trees is given, in the order of the names', () => {
    const matrix = matrixOf();
    const [amount, , colour] = matrix.columns;
    if (colour!.cells.kind !== 'text') throw new Error('colours are texts');
    const cells = { ...colour!.cells, texts: ['red', '?', 'blue'] };
    const options = { ...matrix.options, trees: 50 };
    const plain = { ...matrix, options, columns: [amount!, { ...colour!, cells }] };
    const { features, set } = prepareFit(plain, partRows(plain, { kind: 'final' }), settings);
    expect(features[1]!.encoding).toEqual({ kind: 'levelPlace', levels: ['blue', 'red'], blanks: ['?'] });
    const column = set.features[1]!;
    if (column.kind !== 'number') throw new Error('a place is a number');
    expect(cells.codes.every((code, row) => Object.is(column.values[row], [1, Number.NaN, 0][code]))).toBe(true);
    // Where no text says more than such a mark, it is one like any other.
    const marks = { ...plain, columns: [{ ...colour!, cells: { ...cells, texts: ['-', '?', '*'] } }] };
    expect(learnFeatures(marks, partRows(marks, { kind: 'final' }).train)[0]!.encoding).toMatchObject({ blanks: [] });
  });

  it('put a text that was not seen between its neighbours where levels are many and the number of trees is given', () => {
    const matrix = matrixOf();
    const plain = { ...matrix, options: { ...matrix.options, trees: 50 }, columns: [matrix.columns[3]!] };
    const [town, ...others] = learnFeatures(plain, partRows(plain, { kind: 'final' }).train);
    expect([others.length, town!.encoding]).toEqual([
      0,
      { kind: 'levelPlace', levels: [...names].sort(), blanks: [], unseen: 'between' },
    ]);
    const sorted = [...names].sort();
    const asked = ['Aachen', 'town 10', 'TOWN 10', `${sorted[5]}~`, 'village', '?'];
    const cells = { name: 'town', kind: 'text' as const, texts: asked, codes: Int32Array.of(0, 1, 2, 3, 4, 5, -1) };
    const [column] = encodeFeatures([town!], [cells]);
    if (column?.kind !== 'number') throw new Error('a place is a number');
    const known = sorted.indexOf('town 10');
    const behind = sorted.findIndex((text) => text > asked[3]!) - 0.5;
    expect([...column.values]).toEqual([-0.5, known, known, behind, 149.5, -0.5, Number.NaN]);
    const [blank] = encodeFeatures(
      [{ ...town!, encoding: { kind: 'levelPlace', levels: sorted, blanks: ['?'], unseen: 'between' } }],
      [cells],
    );
    expect([...(blank?.kind === 'number' ? blank.values : [])].slice(4)).toEqual([149.5, Number.NaN, Number.NaN]);
  });

  it('never show a row its own target: changing it changes no feature of the row', () => {
    const matrix = matrixOf();
    const part = partRows(matrix, { kind: 'fold', fold: 1 });
    const town = (from: TrainingMatrix) => {
      const { features, set } = prepareFit(from, part, settings);
      const place = features.findIndex(({ encoding }) => encoding.kind === 'targetStatistic');
      const column = set.features[place]!;
      if (column.kind !== 'number') throw new Error('a statistic is a number');
      return Float64Array.from(column.values);
    };
    const before = town(matrix);
    // The prior is of all rows: it moves a little for everyone; what a row sees of a target would move it more.
    const little = 2 / part.train.length;
    let movedOthers = 0;
    for (const row of part.train.slice(0, 12)) {
      const truth = Float64Array.from(matrix.truth);
      truth[row] = 1 - truth[row]!;
      const after = town({ ...matrix, truth });
      expect(Math.abs(after[row]! - before[row]!)).toBeLessThan(little);
      if (after.some((value, at) => Math.abs(value - before[at]!) > little)) movedOthers++;
    }
    expect(movedOthers).toBeGreaterThan(0);
  });

  it('leave held-out rows to the table of the trained ones', () => {
    const matrix = matrixOf();
    const part = partRows(matrix, { kind: 'holdout' });
    const { features, set } = prepareFit(matrix, part, settings);
    const place = features.findIndex(({ encoding }) => encoding.kind === 'targetStatistic');
    const { encoding } = features[place]!;
    const column = set.features[place]!;
    if (encoding.kind !== 'targetStatistic' || column.kind !== 'number') throw new Error('a statistic is a number');
    for (const row of part.held) {
      const level = encoding.levels.indexOf(names[row % 150]!);
      expect(column.values[row]).toBe(level < 0 ? encoding.prior : encoding.values[level]);
    }
  });
});

describe('the rows of a part', () => {
  it('are on one side each; by time a fold learns from what was before it', () => {
    const matrix = matrixOf();
    const whole = partRows(matrix, { kind: 'final' }).train.length;
    for (let fold = 0; fold < 4; fold++) {
      const { held, train } = partRows(matrix, { kind: 'fold', fold });
      expect(new Set([...held, ...train]).size).toBe(held.length + train.length);
      expect(held.length + train.length).toBe(whole - 20);
      const timed = partRows({ ...matrix, foldScheme: 'time' }, { kind: 'fold', fold });
      expect([...timed.train].every((row) => matrix.places[row]! < fold)).toBe(true);
    }
    expect(partRows(matrix, { kind: 'holdout' }).held).toHaveLength(20);
  });
});
