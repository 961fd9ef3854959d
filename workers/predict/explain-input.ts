import type { Explanation } from '../../contract/models/models.ts';
import { isoDateText } from '../explore/parquet/cell-text.ts';
import { encodeFeatures } from '../features/encode-features.ts';
import type { InputColumn } from '../features/input-column.ts';
import type { OpenModel } from '../models/open-model.ts';
import { predictionsOf } from '../models/predictions-of.ts';
import { foldToColumns } from './reason-words.ts';
import { markColumn } from './row-marks.ts';

/**
 * One row predicted and explained. `explainedClass` null: the predicted one. Of two classes the margin is that of the second one,
 * and is turned round for the first. Contributions of the features of a column are added up; they and the base sum to the margin.
 */
export async function explainInput(
  model: OpenModel,
  inputs: readonly InputColumn[],
  explainedClass: number | null,
): Promise<Explanation> {
  const { document } = model;
  const features = encodeFeatures(document.features, inputs);
  const margins = await model.margins(features, 0, 1);
  const made = predictionsOf(document, margins);
  const predictedClass = made.predictedClasses?.[0] ?? null;
  const classPlace = document.target.classes === null ? null : (explainedClass ?? predictedClass);
  const output = model.outputs === 1 ? 0 : (classPlace ?? 0);
  const sign = model.outputs === 1 && classPlace === 0 ? -1 : 1;
  const explained = model.explain?.(features, 0, 1, output) ?? null;
  const margin = sign * (margins[output] as number);
  return {
    probabilities: made.probabilities && [...made.probabilities],
    predictedClass,
    value: made.values?.[0] ?? null,
    low: made.low?.[0] ?? null,
    high: made.high?.[0] ?? null,
    explainedClass: classPlace,
    base: explained ? sign * (explained.bases[output] as number) : margin,
    margin,
    contributions: explained && contributionsOf(model, inputs, explained.contributions, sign),
  };
}

function contributionsOf(
  { document }: OpenModel,
  inputs: readonly InputColumn[],
  ofFeatures: Float64Array,
  sign: 1 | -1,
): NonNullable<Explanation['contributions']> {
  const amounts = new Float64Array(document.columns.length);
  foldToColumns(document.features, ofFeatures, 0, amounts);
  const told = document.columns.map(({ name }, place) => {
    const input = inputs[place]!;
    const { outOfRange, unseen } = markColumn(document, place, input, { isAbsent: false, isOutOfRange: false }, 'en');
    return {
      ...{ column: name, value: cellValue(input) },
      ...{ isUnseen: unseen > 0, isOutOfRange: outOfRange > 0, amount: sign * (amounts[place] as number) },
    };
  });
  return told.sort((one, other) => Math.abs(other.amount) - Math.abs(one.amount));
}

function cellValue(input: InputColumn): number | string | boolean | null {
  if (input.kind === 'text') return input.texts[input.codes[0] as number] ?? null;
  const value = input.values[0] as number;
  if (Number.isNaN(value)) return null;
  if (input.kind === 'date') return isoDateText(value);
  return input.kind === 'boolean' ? value === 1 : value;
}
