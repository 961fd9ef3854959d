import { seeded } from '../tables.ts';

/** A table of single-precision numbers, column by column, with a target. */
export interface BenchData {
  readonly rows: number;
  readonly columns: readonly Float32Array[];
  readonly target: Float32Array;
  readonly classes: number;
}

/**
 * Numbers of several kinds (smooth, whole, coarse, a tenth of one column missing) and a target of `classes` classes that depends on
 * a third of them, with interactions and noise. The same for the same arguments.
 */
export function makeData(rows: number, features: number, classes: number): BenchData {
  const random = seeded(20_261_122);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const columns = Array.from({ length: features }, () => new Float32Array(new SharedArrayBuffer(rows * 4)));
  const target = new Float32Array(rows);
  const margins = new Float64Array(classes);
  for (let row = 0; row < rows; row++) {
    const values = columns.map((_, feature) => {
      if (feature % 4 === 1) return Math.floor(random() * 10);
      if (feature % 4 === 2) return Math.floor(random() * 1000) / 10;
      return normal();
    });
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = values;
    const shared = a * d + (b > 4 ? 1.5 : -1.5) * Math.sin(c / 15) + 0.6 * e * e - (f > 6 ? a : h);
    for (let place = 0; place < classes; place++) {
      const turn = (2 * Math.PI * place) / classes;
      margins[place] = 1.6 * shared * Math.cos(turn) + (d + g / 25 - 2 + a * h) * 1.2 * Math.sin(turn) + 0.7 * normal();
    }
    target[row] = margins.indexOf(Math.max(...margins));
    columns.forEach((column, feature) => {
      column[row] = feature === features - 1 && random() < 0.1 ? Number.NaN : values[feature]!;
    });
  }
  return { rows, columns, target, classes };
}
