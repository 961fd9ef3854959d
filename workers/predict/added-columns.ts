import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { PredictOptions } from '../../contract/predict/predict-options.ts';
import { interpolate } from '../../contract/texts.ts';
import { canExplain } from '../models/can-explain.ts';
import { predictionWords } from './prediction-words.ts';

export const reasonCount = 3;
/** Of a model of more classes, only the likeliest stand in each row, unless a person wants all. */
const usualClassColumns = 30;
/** More columns than this, beside the file's own, leave no room on a sheet. */
const mostClassColumns = 1000;
/** Of many classes: the predicted one and those that come next. */
export const rankedClasses = 3;

/** Whether each class of a model gets a column. */
export const hasClassColumns = (
  classes: number,
  { hasAllProbabilities }: Pick<PredictOptions, 'hasAllProbabilities'>,
) => classes <= (hasAllProbabilities ? mostClassColumns : usualClassColumns);

/** A column that a prediction adds to the rows. */
export interface AddedColumn {
  readonly role:
    | 'class'
    | 'value'
    | 'probability'
    | 'classProbability'
    | 'rankedClass'
    | 'rankedProbability'
    | 'low'
    | 'high'
    | 'classSet'
    | 'reason'
    | 'marks';
  readonly name: string;
  readonly type: 'number' | 'text';
  /** Of a class by place, of a reason, or among the likeliest classes: 1 comes after the predicted one. */
  readonly place: number;
  readonly isPercent: boolean;
  /** Of its numbers; null where there is none. */
  readonly unit: string | null;
}

/** The columns that a prediction adds, with names that none of `taken` has, whatever the case. */
export function addedColumns(
  { conformal, target, predictor }: Pick<ModelDocument, 'conformal' | 'target' | 'predictor'>,
  { hasAllProbabilities, isExplained, locale }: Pick<PredictOptions, 'hasAllProbabilities' | 'isExplained' | 'locale'>,
  taken: readonly string[],
): AddedColumn[] {
  const percent = Math.round((conformal?.coverage ?? 0) * 100);
  const word = (key: keyof typeof predictionWords, values: Record<string, string | number> = {}) =>
    interpolate(predictionWords[key][locale], {
      target: target.name || predictionWords.unnamed[locale],
      percent,
      ...values,
    });
  const predicted = word(target.name === '' ? 'unnamed' : 'predicted');
  const number = { type: 'number', isPercent: target.isPercent, unit: target.unit, place: 0 } as const;
  const share = { type: 'number', isPercent: true, unit: null } as const;
  const text = { type: 'text', isPercent: false, unit: null } as const;
  const columns: AddedColumn[] = [];
  if (target.classes === null) {
    columns.push({ role: 'value', name: predicted, ...number });
    if (conformal) {
      columns.push({ role: 'low', name: word('low'), ...number }, { role: 'high', name: word('high'), ...number });
    }
  } else {
    columns.push({ role: 'class', name: predicted, ...text, place: 0 });
    columns.push({ role: 'probability', name: word('probability'), ...share, place: 0 });
    const isEach = hasClassColumns(target.classes.length, { hasAllProbabilities });
    for (const [place, name] of isEach ? target.classes.entries() : []) {
      columns.push({ role: 'classProbability', name: word('classProbability', { name }), ...share, place });
    }
    for (let place = 1; place < rankedClasses && !isEach; place++) {
      const number = place + 1;
      columns.push({ role: 'rankedClass', name: word('rankedClass', { number }), ...text, place });
      columns.push({ role: 'rankedProbability', name: word('rankedProbability', { number }), ...share, place });
    }
    if (conformal?.setThreshold != null) columns.push({ role: 'classSet', name: word('classSet'), ...text, place: 0 });
  }
  if (isExplained && canExplain(predictor)) {
    for (let place = 0; place < reasonCount; place++) {
      columns.push({ role: 'reason', name: word('reason', { number: place + 1 }), ...text, place });
    }
  }
  columns.push({ role: 'marks', name: word('marks'), ...text, place: 0 });
  return withFreeNames(columns, taken);
}

function withFreeNames(columns: readonly AddedColumn[], taken: readonly string[]): AddedColumn[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return columns.map((column) => {
    let { name } = column;
    for (let number = 2; used.has(name.toLowerCase()); number++) name = `${column.name} (${number})`;
    used.add(name.toLowerCase());
    return { ...column, name };
  });
}
