import type { PredictOptions } from '../../contract/predict/predict-options.ts';
import type { TableColumn } from '../../contract/tables.ts';
import type { InputColumn } from '../features/input-column.ts';
import type { OpenModel } from '../models/open-model.ts';
import { classSetOf, predictionsOf } from '../models/predictions-of.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';
import { type AddedColumn, rankedClasses, reasonCount } from './added-columns.ts';
import { foldToColumns, ReasonWords } from './reason-words.ts';
import { type ColumnMarks, rowMarks } from './row-marks.ts';

interface PredictedParts {
  readonly model: OpenModel;
  /** By column of the model. */
  readonly inputs: readonly InputColumn[];
  /** By column of the model, how the file writes its truth values. */
  readonly written: readonly TableColumn['words'][];
  readonly added: readonly AddedColumn[];
  readonly marks: readonly ColumnMarks[];
  readonly rows: number;
  readonly options: PredictOptions;
}

/** Contributions smaller than this are no reason. */
const leastReason = 1e-9;

/** The predictions of some rows, filled block by block. */
export class PredictedRows {
  readonly rows: number;
  /** Row by row the probability of each class, or the value. */
  readonly predictions: Float64Array;
  /** Of a number. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  readonly predictedClasses: Uint16Array | null;
  /** The classes next to the predicted one, the likelier first, each by row; empty where they are not told. */
  readonly rankedClasses: readonly Uint16Array[];
  readonly classSets: string[] | null;
  /** Reason by reason, each by row; empty where there are none. */
  readonly reasons: readonly string[][];
  readonly marks: string[];
  readonly classes: readonly string[] | null;
  readonly #parts: PredictedParts;
  readonly #words: ReasonWords;
  readonly #width: number;

  constructor(parts: PredictedParts) {
    const { added, inputs, model, options, rows, written } = parts;
    const { document } = model;
    const has = (role: AddedColumn['role']) => added.some((column) => column.role === role);
    const texts = () => new Array<string>(rows).fill('');
    this.rows = rows;
    this.classes = document.target.classes;
    this.#width = this.classes?.length ?? 1;
    this.predictions = new Float64Array(rows * this.#width);
    this.low = has('low') ? new Float64Array(rows) : null;
    this.high = has('high') ? new Float64Array(rows) : null;
    this.predictedClasses = this.classes ? new Uint16Array(rows) : null;
    const ranked = has('rankedClass') ? rankedClasses - 1 : 0;
    this.rankedClasses = Array.from({ length: ranked }, () => new Uint16Array(rows));
    this.classSets = has('classSet') ? texts() : null;
    this.reasons = has('reason') ? Array.from({ length: reasonCount }, texts) : [];
    this.marks = texts();
    this.#parts = parts;
    this.#words = new ReasonWords(document, inputs, written, options.locale);
  }

  get isExplained(): boolean {
    return this.reasons.length > 0 && this.#parts.model.explain !== null;
  }

  /** Predicts the rows `from`..`to` of `features`; `rowOf`: the row that each of them is (null: itself). */
  async predict(
    features: readonly FeatureColumn[],
    from: number,
    to: number,
    rowOf: Uint32Array | null,
  ): Promise<void> {
    const { marks, model, options } = this.#parts;
    const margins = await model.margins(features, from, to);
    const made = predictionsOf(model.document, margins);
    const width = this.#width;
    for (let place = from; place < to; place++) {
      const row = rowOf?.[place] ?? place;
      const at = place - from;
      if (made.probabilities) {
        const own = made.probabilities.subarray(at * width, (at + 1) * width);
        this.predictions.set(own, row * width);
        this.predictedClasses![row] = made.predictedClasses![at] as number;
        if (this.rankedClasses.length > 0) this.#rank(own, row);
        if (this.classSets) this.classSets[row] = this.#setWords(classSetOf(model.document, made, at));
      } else this.predictions[row] = made.values![at] as number;
      if (this.low && made.low) this.low[row] = made.low[at] as number;
      if (this.high && made.high) this.high[row] = made.high[at] as number;
      this.marks[row] = rowMarks(marks, row, options.locale);
    }
    if (this.isExplained) this.#explain(features, from, to, rowOf);
  }

  /** Of classes equally likely, the first by place comes first. */
  #rank(probabilities: Float64Array, row: number): void {
    const taken = new Set([this.predictedClasses![row] as number]);
    for (const classes of this.rankedClasses) {
      let best = -1;
      for (let place = 0; place < probabilities.length; place++) {
        if (taken.has(place)) continue;
        if (best < 0 || (probabilities[place] as number) > (probabilities[best] as number)) best = place;
      }
      classes[row] = best;
      taken.add(best);
    }
  }

  #setWords(classes: readonly number[]): string {
    return classes.map((place) => this.classes![place]).join(' / ');
  }

  #explain(features: readonly FeatureColumn[], from: number, to: number, rowOf: Uint32Array | null): void {
    const { model } = this.#parts;
    const { document } = model;
    const isSingle = model.outputs === 1;
    const outputs = new Uint16Array(to - from);
    for (let place = from; place < to && !isSingle; place++) {
      outputs[place - from] = this.predictedClasses![rowOf?.[place] ?? place] as number;
    }
    const { contributions } = model.explain!(features, from, to, isSingle ? 0 : outputs);
    const amounts = new Float64Array(document.columns.length);
    for (let place = from; place < to; place++) {
      const row = rowOf?.[place] ?? place;
      foldToColumns(document.features, contributions, (place - from) * document.features.length, amounts);
      const classPlace = this.predictedClasses?.[row] ?? 0;
      // The margin of two classes is that of the second one.
      const sign = this.classes?.length === 2 && classPlace === 0 ? -1 : 1;
      const top = largest(amounts, this.reasons.length);
      for (const [number, column] of top.entries()) {
        this.reasons[number]![row] = this.#words.reason(column, row, sign * (amounts[column] as number), classPlace);
      }
    }
  }
}

/** The places of the `count` largest amounts, whatever their sign, the largest first. */
export function largest(amounts: Float64Array, count: number): number[] {
  const found: number[] = [];
  for (let place = 0; place < amounts.length; place++) {
    const size = Math.abs(amounts[place] as number);
    if (!(size > leastReason)) continue;
    let at = found.length;
    while (at > 0 && Math.abs(amounts[found[at - 1] as number] as number) < size) at--;
    if (at >= count) continue;
    found.splice(at, 0, place);
    if (found.length > count) found.pop();
  }
  return found;
}
