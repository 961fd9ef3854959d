import { describe, expect, it } from 'vitest';
import { trainOptionsSchema } from '../../../contract/train/train-options.ts';
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
  ...{ lambda: 1, alpha: 0, minChildWeight: 1, earlyStoppingRounds: 0 },
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
