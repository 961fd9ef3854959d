import type { ModelDocument, Scores } from '../../contract/models/model-document.ts';
import type { PredictionGroup, PredictionReport } from '../../contract/predict/prediction-report.ts';
import { roundEdges } from '../compare/shift/round-edges.ts';
import { observedCoverage } from '../evaluate/conformal/coverage.ts';
import { scoresOf } from '../evaluate/metrics/scores.ts';
import type { TargetForm } from '../evaluate/target-form.ts';
import type { InputColumn } from '../features/input-column.ts';
import { levelPlaces } from '../features/level-places.ts';

const histogramBins = 30;

/** Truth and predictions of the rows that have a truth, row by row. */
export interface KnownRows {
  readonly truth: Float64Array;
  readonly predictions: Float64Array;
}

/** Predictions of all rows: row by row the probability of each class, or the value. */
export class PredictedFigures {
  readonly predictions: Float64Array;
  readonly #document: ModelDocument;
  readonly #width: number;
  /** By row: class place or value; NaN where it is not known. null: the file does not tell. */
  readonly #truth: Float64Array | null;
  /** Of the bins of a number; null for classes, and without rows. */
  readonly #edges: readonly number[] | null;

  constructor(document: ModelDocument, predictions: Float64Array, target: InputColumn | null) {
    this.predictions = predictions;
    this.#document = document;
    this.#width = document.target.classes?.length ?? 1;
    this.#truth = target && truthOf(document, target);
    this.#edges = document.target.classes === null ? edgesOf(predictions) : null;
  }

  get hasTruth(): boolean {
    return this.#truth?.some((value) => !Number.isNaN(value)) ?? false;
  }

  /** Scores of rows that have their truth; null where none has. */
  scores(rows: Uint32Array | null = null): Scores | null {
    const known = this.known(rows);
    return known && known.truth.length > 0 ? scoresOf(this.#form, known.truth, known.predictions) : null;
  }

  coverage(): number | null {
    const { conformal } = this.#document;
    const known = this.known();
    return conformal && known ? observedCoverage(this.#form, conformal, known.truth, known.predictions) : null;
  }

  /** By class place: rows predicted; null for a number. */
  classRows(rows: Uint32Array | null = null): number[] | null {
    if (this.#document.target.classes === null) return null;
    const counts = new Array<number>(this.#width).fill(0);
    this.#each(rows, (row) => {
      const place = this.#likeliest(row);
      counts[place] = (counts[place] as number) + 1;
    });
    return counts;
  }

  group(name: string, rows: Uint32Array): PredictionGroup {
    const isClass = this.#document.target.classes !== null;
    let [sum, minimum, maximum] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    this.#each(rows, (row) => {
      const at = row * this.#width + (isClass ? this.#likeliest(row) : 0);
      const value = this.predictions[at] as number;
      sum += value;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    });
    return {
      ...{ name, rows: rows.length, classRows: this.classRows(rows) },
      mean: rows.length > 0 ? sum / rows.length : null,
      minimum: Number.isFinite(minimum) ? minimum : null,
      maximum: Number.isFinite(maximum) ? maximum : null,
      ...{ scores: this.scores(rows), histogramRows: this.#histogramRows(rows) },
    };
  }

  /** Bins of equal width that hold their left edge, the last one both; null for classes. */
  histogram(): PredictionReport['histogram'] {
    const edges = this.#edges;
    if (edges === null) return null;
    const counts = this.#histogramRows(null) ?? [];
    return counts.map((rows, bin) => ({ from: edges[bin] as number, to: edges[bin + 1] as number, rows }));
  }

  #histogramRows(rows: Uint32Array | null): number[] | null {
    const edges = this.#edges;
    if (edges === null) return null;
    const counts = new Array<number>(edges.length - 1).fill(0);
    this.#each(rows, (row) => {
      const value = this.predictions[row] as number;
      let bin = counts.length - 1;
      while (bin > 0 && value < (edges[bin] as number)) bin--;
      counts[bin] = (counts[bin] as number) + 1;
    });
    return counts;
  }

  get #form(): TargetForm {
    return { task: this.#document.task, classes: this.#width };
  }

  #each(rows: Uint32Array | null, visit: (row: number) => void): void {
    if (rows) for (const row of rows) visit(row);
    else for (let row = 0; row < this.predictions.length / this.#width; row++) visit(row);
  }

  #likeliest(row: number): number {
    const from = row * this.#width;
    let best = 0;
    for (let place = 1; place < this.#width; place++) {
      if ((this.predictions[from + place] as number) > (this.predictions[from + best] as number)) best = place;
    }
    return best;
  }

  /** null: the file does not tell the target. */
  known(rows: Uint32Array | null = null): KnownRows | null {
    const truth = this.#truth;
    if (truth === null) return null;
    const found: number[] = [];
    this.#each(rows, (row) => {
      if (!Number.isNaN(truth[row])) found.push(row);
    });
    const predictions = new Float64Array(found.length * this.#width);
    for (const [at, row] of found.entries()) {
      predictions.set(this.predictions.subarray(row * this.#width, (row + 1) * this.#width), at * this.#width);
    }
    return { truth: Float64Array.from(found, (row) => truth[row] as number), predictions };
  }
}

function edgesOf(values: Float64Array): readonly number[] | null {
  if (values.length === 0) return null;
  let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  return [...roundEdges(minimum, maximum, histogramBins)];
}

function truthOf({ target }: ModelDocument, column: InputColumn): Float64Array {
  if (target.classes === null) {
    return column.kind === 'text' ? new Float64Array(column.codes.length).fill(Number.NaN) : column.values;
  }
  if (column.kind !== 'text') throw new TypeError('classes are told apart by texts');
  const placeOf = levelPlaces(target.classes);
  // A class the model does not know has no probability: such rows cannot be scored.
  const places = column.texts.map((text) => {
    const place = placeOf(text);
    return place < 0 ? Number.NaN : place;
  });
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : (places[code] as number)));
}
