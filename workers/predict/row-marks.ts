import type { ModelColumn, ModelDocument } from '../../contract/models/model-document.ts';
import { interpolate, type Locale } from '../../contract/texts.ts';
import { isoDateText } from '../explore/parquet/cell-text.ts';
import type { InputColumn } from '../features/input-column.ts';
import { levelPlaces } from '../features/level-places.ts';
import { cellWords, numberWords } from './cell-words.ts';
import { predictionWords } from './prediction-words.ts';

/** A column in which cells were missing this rarely in training is told of where one is. */
const rarelyMissing = 0.05;
const mostMarks = 6;

/** What is odd about the cells of one column. */
export interface ColumnMarks {
  readonly unseen: number;
  readonly outOfRange: number;
  /** Texts that the training has not seen and how many cells hold them, the most frequent first. */
  readonly unseenTexts: readonly (readonly [string, number])[];
  /** What to tell of a row; null: nothing. */
  readonly wordsOf: (row: number) => string | null;
}

const keptTexts = 50;

/** The texts of a column that the training has seen; null where it does not go by texts or nobody knows them. */
export function seenTexts({ columns, features }: Pick<ModelDocument, 'columns' | 'features'>, place: number) {
  const own = features.flatMap(({ column, encoding }) =>
    column === place && 'levels' in encoding
      ? [[...encoding.levels, ...(encoding.kind === 'levelPlace' ? encoding.blanks : [])]]
      : [],
  );
  const { reference, type } = columns[place]!;
  if (type !== 'text') return null;
  const listed = reference?.kind === 'text' ? reference : null;
  const levels = own.flat();
  if (levels.length > 0) return listed ? [...levels, ...listed.levels] : levels;
  return listed && listed.otherShare === 0 && listed.levels.length > 0 ? listed.levels : null;
}

/** The range of a column in training; null: unknown. */
export function rangeOf({ reference, type }: ModelColumn): { minimum: number; maximum: number } | null {
  if (reference?.kind !== 'number' || type === 'boolean') return null;
  const { minimum, maximum } = reference;
  return minimum === null || maximum === null ? null : { minimum, maximum };
}

/** The ends of a range as a person reads them. */
export function rangeWords(
  { isPercent, type, unit }: Pick<ModelColumn, 'isPercent' | 'type' | 'unit'>,
  { maximum, minimum }: { readonly minimum: number; readonly maximum: number },
): [from: string, to: string] {
  const edge = (value: number) => (type === 'date' ? isoDateText(value) : numberWords(value, isPercent, unit));
  return [edge(minimum), edge(maximum)];
}

/** Whether a value is beyond a range; a missing one is not. */
export const isOutside = (range: { minimum: number; maximum: number }, value: number): boolean =>
  value < range.minimum || value > range.maximum;

/** What is told of a column once for all, and not row by row. */
export interface ToldOnce {
  /** The file has no such column. */
  readonly isAbsent: boolean;
  /** Most of its cells are outside the range of the training. */
  readonly isOutOfRange: boolean;
}

/** Looks for cells the training has not seen the like of. */
export function markColumn(
  model: Pick<ModelDocument, 'columns' | 'features'>,
  place: number,
  input: InputColumn,
  once: ToldOnce,
  locale: Locale,
): ColumnMarks {
  const column = model.columns[place]!;
  const words = cellWords(column, input, locale);
  const say = (key: 'unseen' | 'outOfRange' | 'missing', values: Record<string, string>) =>
    interpolate(predictionWords[key][locale], { column: column.name, ...values });
  const tellsMissing = !once.isAbsent && column.reference !== null && column.reference.missingShare < rarelyMissing;
  const missing = tellsMissing ? say('missing', {}) : null;
  if (input.kind === 'text') {
    const seen = seenTexts(model, place);
    const placeOf = seen && levelPlaces(seen);
    const isUnseen = input.texts.map((text) => placeOf !== null && placeOf(text) < 0);
    const counts = new Float64Array(input.texts.length);
    for (const code of input.codes) if (code >= 0 && isUnseen[code]) counts[code] = (counts[code] as number) + 1;
    const found = [...counts.entries()].filter(([, count]) => count > 0);
    found.sort(([one, ones], [other, others]) => others - ones || one - other);
    return {
      ...{ unseen: counts.reduce((sum, count) => sum + count, 0), outOfRange: 0 },
      unseenTexts: found
        .slice(0, keptTexts)
        .map(([code, count]) => [(input.texts[code] as string).slice(0, 200), count]),
      wordsOf: (row) => {
        const code = input.codes[row] as number;
        if (code < 0) return missing;
        return isUnseen[code] ? say('unseen', { value: words(row) }) : null;
      },
    };
  }
  const range = rangeOf(column);
  const isOut = (value: number) => range !== null && isOutside(range, value);
  let outOfRange = 0;
  for (const value of input.values) if (isOut(value)) outOfRange++;
  const [from, to] = range ? rangeWords(column, range) : ['', ''];
  return {
    ...{ unseen: 0, outOfRange, unseenTexts: [] },
    wordsOf: (row) => {
      const value = input.values[row] as number;
      if (Number.isNaN(value)) return missing;
      if (once.isOutOfRange || !isOut(value)) return null;
      return say('outOfRange', { value: words(row), from, to });
    },
  };
}

/** What is to be told of a row; empty: nothing. */
export function rowMarks(marks: readonly ColumnMarks[], row: number, locale: Locale): string {
  const told: string[] = [];
  for (const { wordsOf } of marks) {
    const words = wordsOf(row);
    if (words !== null) told.push(words);
  }
  if (told.length <= mostMarks) return told.join(predictionWords.between[locale]);
  return `${told.slice(0, mostMarks).join(predictionWords.between[locale])} … +${told.length - mostMarks}`;
}
