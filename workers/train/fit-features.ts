import type { ModelFeature } from '../../contract/models/model-document.ts';
import type { ColumnCells } from '../evaluate/column-cells.ts';
import { type DatePart, datePartOf } from '../features/date-parts.ts';
import { priorRowsOf, targetStatistics } from '../trees/target-statistics.ts';
import type { TrainingMatrix } from './matrix.ts';
import { isPlainBoosting } from './plain-boosting.ts';

/** Texts with more levels than this are told to the trees also by what the target is like where they stand, save in plain boosting. */
const mostLevels = 100;
/** Levels that a feature can tell apart; those beyond, the rarer ones, count as unseen. */
const mostCategories = 254;
/** With more classes than this a text of many levels gets no statistic for each of them. */
const mostStatisticClasses = 12;
/** Texts that stand for a value that is not known, beside others that say something. */
const saysNothing = /^[?？.\-–—*·…\s]+$/u;

const partNames: Readonly<Record<DatePart, string>> = {
  ...{ days: 'days', year: 'year', month: 'month', dayOfMonth: 'day' },
  ...{ dayOfWeek: 'weekday', hour: 'hour' },
};

/** How each feature is made of a column, learned from `rows` alone. */
export function learnFeatures(matrix: TrainingMatrix, rows: Uint32Array): ModelFeature[] {
  return matrix.columns.flatMap(({ cells, name }, column): ModelFeature[] => {
    if (cells.kind === 'number' || cells.kind === 'boolean') return [{ name, column, encoding: { kind: 'number' } }];
    if (cells.kind === 'date') {
      return partsOf(cells.values, rows).map((part) => ({
        ...{ name: `${name} (${partNames[part]})`, column, encoding: { kind: 'datePart', part } },
      }));
    }
    return cells.kind === 'text' ? textFeatures(matrix, name, cells, column, rows) : [];
  });
}

/** Parts of a date that differ between the rows; a year or a day that the days tell already is left out. */
function partsOf(values: Float64Array, rows: Uint32Array): DatePart[] {
  const differing = (['month', 'dayOfMonth', 'dayOfWeek', 'hour'] as const).filter((part) => {
    let first = Number.NaN;
    for (const row of rows) {
      const value = datePartOf(values[row] as number, part);
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(first)) first = value;
      else if (value !== first) return true;
    }
    return false;
  });
  return ['days', ...differing];
}

type TextCells = Extract<ColumnCells, { kind: 'text' }>;

function textFeatures(
  matrix: TrainingMatrix,
  name: string,
  cells: TextCells,
  column: number,
  rows: Uint32Array,
): ModelFeature[] {
  const counts = new Uint32Array(cells.texts.length);
  for (const row of rows) {
    const code = cells.codes[row] as number;
    if (code >= 0) counts[code]!++;
  }
  const present = Array.from(counts.keys()).filter((code) => counts[code]! > 0);
  const { classes } = matrix.form;
  if (isPlainBoosting(matrix.options)) {
    const texts = present.map((code) => cells.texts[code]!);
    return [{ name, column, encoding: placesOf(texts.sort()) }];
  }
  const hasMany = present.length > mostLevels && classes <= mostStatisticClasses;
  // The most frequent first; among equals the earlier text.
  const byCount = [...present].sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, mostCategories);
  const category: ModelFeature = {
    ...{ name, column },
    encoding: { kind: 'category', levels: byCount.map((code) => cells.texts[code]!) },
  };
  if (!hasMany) return [category];
  const levels = present.map((code) => cells.texts[code]!);
  const statistics = statisticPlaces(matrix).map((classPlace): ModelFeature => {
    const target = statisticTarget(matrix, classPlace);
    const priorRows = priorRowsOf(cells.codes, target, rows, cells.texts.length);
    const { prior, values } = targetStatistics(cells.codes, target, rows, cells.texts.length, priorRows);
    const ofLevels = present.map((code) => values[code]!);
    const told = classPlace === null ? 'mean' : matrix.classes![classPlace];
    return {
      ...{ name: `${name} (${told})`, column },
      encoding: { kind: 'targetStatistic', classPlace, prior, levels, values: ofLevels },
    };
  });
  return [category, ...statistics];
}

/** Sorted texts as numbers. Of many levels, new ones are to be expected: they are told by what stands beside them. */
function placesOf(texts: readonly string[]): ModelFeature['encoding'] {
  const said = texts.filter((text) => !saysNothing.test(text));
  const blanks = said.length === 0 ? [] : texts.filter((text) => saysNothing.test(text));
  const levels = said.length === 0 ? [...texts] : said;
  return { kind: 'levelPlace', levels, blanks, ...(levels.length > mostLevels ? { unseen: 'between' } : {}) };
}

/** The classes whose shares are told of a text of many levels; null for a number. */
function statisticPlaces({ form }: TrainingMatrix): (number | null)[] {
  if (form.task === 'regression') return [null];
  return form.task === 'binary' ? [1] : Array.from({ length: form.classes }, (_, place) => place);
}

/** The value by row whose mean a statistic is. */
export function statisticTarget({ truth }: TrainingMatrix, classPlace: number | null): Float64Array {
  return classPlace === null ? truth : truth.map((place) => (place === classPlace ? 1 : 0));
}
