import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { TableColumn } from '../../contract/tables.ts';
import { interpolate, type Locale } from '../../contract/texts.ts';
import type { InputColumn } from '../features/input-column.ts';
import { cellWords } from './cell-words.ts';
import { predictionWords } from './prediction-words.ts';

type Explained = Pick<ModelDocument, 'columns' | 'features' | 'link' | 'target'>;

/** Adds up what the features of each column contribute: to `into`, by column. */
export function foldToColumns(
  features: ModelDocument['features'],
  contributions: Float64Array,
  at: number,
  into: Float64Array,
): void {
  into.fill(0);
  for (let feature = 0; feature < features.length; feature++) {
    const { column } = features[feature]!;
    into[column] = (into[column] as number) + (contributions[at + feature] as number);
  }
}

/** Tells in words why a row is predicted as it is. */
export class ReasonWords {
  readonly #names: readonly string[];
  readonly #cells: readonly ((row: number) => string)[];
  readonly #effects = new Map<number, Map<string, string>>();
  readonly #model: Explained;
  readonly #locale: Locale;

  /** `written`: by column of the model, how the file writes its truth values. */
  constructor(
    model: Explained,
    inputs: readonly InputColumn[],
    written: readonly TableColumn['words'][],
    locale: Locale,
  ) {
    this.#model = model;
    this.#locale = locale;
    this.#names = model.columns.map(({ name }) => `${name} = `);
    this.#cells = model.columns.map((column, place) => cellWords(column, inputs[place]!, locale, written[place]));
  }

  /** `amount`: what column `column` adds to the margin of class `classPlace` (0 for a number) in row `row`. */
  reason(column: number, row: number, amount: number, classPlace: number): string {
    return `${this.#names[column]}${this.#cells[column]!(row)}${this.#effect(amount, classPlace)}`;
  }

  #effect(amount: number, classPlace: number): string {
    const { link, target } = this.#model;
    const isClass = target.classes !== null;
    const rounded = isClass ? amount.toFixed(2) : significant(link === 'exponential' ? amount * 100 : amount);
    let ofClass = this.#effects.get(classPlace);
    if (!ofClass) {
      ofClass = new Map();
      this.#effects.set(classPlace, ofClass);
    }
    let words = ofClass.get(rounded);
    if (words === undefined) {
      words = isClass ? this.#classEffect(rounded, amount, classPlace) : this.#valueEffect(amount);
      ofClass.set(rounded, words);
    }
    return words;
  }

  #classEffect(rounded: string, amount: number, classPlace: number): string {
    const name = this.#model.target.classes?.[classPlace] ?? '';
    const template = predictionWords[amount >= 0 ? 'speaksFor' : 'speaksAgainst'][this.#locale];
    const signed = amount >= 0 ? `+${rounded}` : rounded;
    return interpolate(template, { name, amount: signed });
  }

  #valueEffect(amount: number): string {
    const { link, target } = this.#model;
    if (link !== 'identity' && link !== 'exponential') {
      const words = predictionWords[amount >= 0 ? 'pushesUp' : 'pushesDown'][this.#locale];
      return interpolate(words, { amount: `${amount >= 0 ? '+' : '-'}${significant(Math.abs(amount))}` });
    }
    const template = predictionWords[amount >= 0 ? 'raises' : 'lowers'][this.#locale];
    // A sum in the exponent multiplies the value.
    const size = link === 'exponential' ? Math.abs(Math.expm1(amount)) : Math.abs(amount);
    const isShare = link === 'exponential' || target.isPercent;
    const text = isShare ? `${significant(size * 100)}%` : significant(size);
    return interpolate(template, { amount: target.unit !== null && !isShare ? `${text} ${target.unit}` : text });
  }
}

const significant = (value: number): string => String(Number(value.toPrecision(3)));
