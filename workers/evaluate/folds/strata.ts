import { seededRandom } from '../seeded-random.ts';
import { sortedOrder } from '../sorted-order.ts';
import type { TargetForm } from '../target-form.ts';

/** Equal parts that the values of a number are divided into. */
const valueStrata = 10;

/** Rows whose targets are alike: a class, or a tenth of the values. */
export interface Strata {
  /** By place in `rows`. */
  readonly codes: Int32Array;
  readonly count: number;
}

/** The stratum of each of `rows`; `truth` is by row number of the table. */
export function strataOf({ classes, task }: TargetForm, truth: Float64Array, rows: Uint32Array): Strata {
  const values = Float64Array.from(rows, (row) => truth[row] as number);
  if (task !== 'regression') return { codes: Int32Array.from(values), count: classes };
  const codes = new Int32Array(rows.length);
  for (const [rank, place] of sortedOrder(values).entries()) {
    codes[place] = Math.min(valueStrata - 1, Math.floor((rank * valueStrata) / rows.length));
  }
  return { codes, count: valueStrata };
}

/** The places of `codes` by stratum, each in an order by chance. */
export function shuffledStrata({ codes, count }: Strata, seed: number, purpose: string): Uint32Array[] {
  const sizes = new Uint32Array(count);
  for (const code of codes) sizes[code] = (sizes[code] as number) + 1;
  const places = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(count);
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place] as number;
    const at = filled[code] as number;
    (places[code] as Uint32Array)[at] = place;
    filled[code] = at + 1;
  }
  const random = seededRandom(seed, purpose);
  for (const stratum of places) random.shuffle(stratum);
  return places;
}
