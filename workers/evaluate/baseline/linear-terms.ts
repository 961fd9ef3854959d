import type { FeatureColumn } from '../../trees/feature-column.ts';

/** Levels of a category that get a weight each; the others count as none of them. */
const levelLimit = 40;
/** A level of fewer rows gets no weight of its own. */
const fewestRows = 5;
/** Deviations from the mean that a value counts as at most. */
export const furthestDeviations = 20;

/**
 * What a linear model makes of one column, learned on training rows: a number is standardised, a missing one counts as the
 * mean and has a weight of its own; each frequent level of a category has one.
 */
export type LinearTerm =
  | {
      readonly kind: 'number';
      readonly column: number;
      readonly mean: number;
      readonly deviation: number;
      /** First of its weights: the value's, then, where values were missing, the missing one's. */
      readonly weight: number;
      readonly hasMissing: boolean;
    }
  /** `weights`: by code, −1 for none. */
  | { readonly kind: 'category'; readonly column: number; readonly weights: Int32Array };

export interface LinearTerms {
  readonly terms: readonly LinearTerm[];
  /** All weights of one output, without the constant. */
  readonly weights: number;
}

export function learnTerms(columns: readonly FeatureColumn[], rows: Uint32Array): LinearTerms {
  const terms: LinearTerm[] = [];
  let weights = 0;
  for (const [column, feature] of columns.entries()) {
    if (feature.kind === 'number') {
      const { deviation, mean, missing } = momentsOf(feature.values, rows);
      if (!(deviation > 0) && missing === 0) continue;
      const hasMissing = missing > 0 && missing < rows.length;
      terms.push({ kind: 'number', column, mean, deviation, weight: weights, hasMissing });
      weights += hasMissing ? 2 : 1;
      continue;
    }
    const places = frequentLevels(feature.codes, feature.levels, rows);
    if (places.length === 0) continue;
    const byCode = new Int32Array(feature.levels).fill(-1);
    for (const code of places) byCode[code] = weights++;
    terms.push({ kind: 'category', column, weights: byCode });
  }
  return { terms, weights };
}

function momentsOf(values: Float32Array | Float64Array, rows: Uint32Array) {
  let present = 0;
  let mean = 0;
  let squares = 0;
  for (const row of rows) {
    const value = values[row] as number;
    if (!Number.isFinite(value)) continue;
    // Welford 1962: no loss where the mean is large.
    present++;
    const off = value - mean;
    mean += off / present;
    squares += off * (value - mean);
  }
  return { mean, deviation: present > 0 ? Math.sqrt(squares / present) : 0, missing: rows.length - present };
}

function frequentLevels(codes: Int32Array, levels: number, rows: Uint32Array): number[] {
  const counts = new Float64Array(levels);
  for (const row of rows) {
    const code = codes[row] as number;
    if (code >= 0 && code < levels) counts[code] = (counts[code] as number) + 1;
  }
  return Array.from(counts.keys())
    .filter((code) => (counts[code] as number) >= fewestRows)
    .sort((one, other) => (counts[other] as number) - (counts[one] as number) || one - other)
    .slice(0, levelLimit);
}

/** The values of each weight of a term for rows in their order: `places[r]` −1 is none, else the weight and its factor. */
export interface TermValues {
  readonly places: Int32Array;
  readonly factors: Float64Array | null;
}

/** One or two runs over the rows for each term: every row has at most one weight in a run. */
export function termValues({ terms }: LinearTerms, columns: readonly FeatureColumn[], rows: Uint32Array): TermValues[] {
  return terms.flatMap((term): TermValues[] => {
    const feature = columns[term.column] as FeatureColumn;
    if (term.kind === 'category' || feature.kind === 'category') {
      const codes = feature.kind === 'category' ? feature.codes : new Int32Array(0);
      const weights = term.kind === 'category' ? term.weights : new Int32Array(0);
      const places = new Int32Array(rows.length);
      for (let at = 0; at < places.length; at++) places[at] = weights[codes[rows[at] as number] as number] ?? -1;
      return [{ places, factors: null }];
    }
    const { deviation, hasMissing, mean, weight } = term;
    const factors = new Float64Array(rows.length);
    const missing = new Int32Array(hasMissing ? rows.length : 0).fill(-1);
    for (let at = 0; at < factors.length; at++) {
      const value = feature.values[rows[at] as number] as number;
      if (!Number.isFinite(value)) missing[at] = weight + 1;
      else if (deviation > 0)
        factors[at] = Math.min(furthestDeviations, Math.max(-furthestDeviations, (value - mean) / deviation));
    }
    const own = { places: new Int32Array(rows.length).fill(weight), factors };
    return hasMissing ? [own, { places: missing, factors: null }] : [own];
  });
}
