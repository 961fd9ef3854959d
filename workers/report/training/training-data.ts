import type { Scores } from '../../../contract/models/model-document.ts';
import { joinSentences, type Locale } from '../../../contract/texts.ts';
import { averagedSentence, sampleSentence } from '../../../contract/train/sample-texts.ts';
import type { TrainingReport, TrainingSamples } from '../../../contract/train/training-report.ts';
import { trainingWarningSentence } from '../../../contract/train/training-texts.ts';
import { type NumberTexts, numberTexts } from '../number-texts.ts';
import {
  metricTexts,
  type ScoreName,
  scoreTexts,
  type TrainingWord,
  trainingWord,
  type Word,
} from './training-words.ts';

/** What every part of a report of a training is made with. */
export interface TrainingData {
  readonly report: TrainingReport;
  readonly modelName: string;
  readonly engineVersion: string;
  readonly locale: Locale;
  readonly texts: NumberTexts;
  readonly word: Word;
  readonly scoreNames: readonly ScoreName[];
  readonly metric: string;
  readonly warnings: readonly string[];
}

export function trainingData(
  report: TrainingReport,
  named: { readonly modelName: string; readonly engineVersion: string },
  locale: Locale,
): TrainingData {
  const all = Object.keys(scoreTexts) as ScoreName[];
  return {
    ...{ ...named, report, locale, texts: numberTexts(locale), word: trainingWord(locale) },
    scoreNames: all.filter((name) => scoreColumns(report).some(({ scores }) => scores?.[name] != null)),
    metric: metricTexts[report.metric]?.[locale] ?? report.metric,
    warnings: report.warnings.map((warning) => trainingWarningSentence(warning, locale)),
  };
}

/** The kinds of rows that were scored, and the baselines; those that are not there have no scores. */
export function scoreColumns(
  report: TrainingReport,
): { readonly word: TrainingWord; readonly scores: Scores | null; readonly deviation: Scores | null }[] {
  const { baseline, crossValidated, holdout, test } = report;
  const all = [
    { word: 'crossValidated', scores: crossValidated?.mean ?? null, deviation: crossValidated?.deviation ?? null },
    { word: 'holdout', scores: holdout, deviation: null },
    { word: 'test', scores: test, deviation: null },
    { word: 'linear', scores: baseline.linear, deviation: null },
    { word: 'trivial', scores: baseline.trivial, deviation: null },
  ] as const;
  return all.filter(({ scores }) => scores !== null);
}

/** What the task is, in words. */
export function taskText({ report, word }: TrainingData): string {
  return word(report.task, { classes: report.classes?.length ?? 0 });
}

/** A score as people read it: a share of rows as a percentage, others with three digits. */
export function scoreText({ locale, texts }: TrainingData, name: ScoreName, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (name === 'accuracy')
    return new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1 }).format(value);
  return name === 'rmse' || name === 'mae' ? texts.number(value) : value.toFixed(3);
}

/** Number format of the same in a spreadsheet. */
export function scoreFormat(name: ScoreName, value: number): string {
  if (name === 'accuracy') return '0.0%';
  if (name !== 'rmse' && name !== 'mae') return '0.000';
  return Math.abs(value) >= 100 ? '#,##0.0' : '0.0000';
}

/** A note, and which rows its figures were taken from. */
export function sampledNote({ locale, report }: TrainingData, note: string, name: keyof TrainingSamples): string {
  return joinSentences([note, sampleSentence(name, report.samples, locale)], locale);
}

export function learningNote(data: TrainingData): string {
  const { locale, metric, report, word } = data;
  const note = joinSentences([word('learningNote', { metric }), averagedSentence(report, locale)], locale);
  return sampledNote(data, note, 'learning');
}

/** What one training is, in a line. */
export function subtitle({ modelName, report, texts, word }: TrainingData): string {
  return word('subtitle', {
    ...{ model: modelName, rows: texts.count(report.rows), files: report.files.join(', ') },
    ...{ features: texts.count(report.features), trees: texts.count(report.trees) },
  });
}

export function scoresNote(data: TrainingData): string {
  const { report, word } = data;
  const isNumber = report.task === 'regression';
  const note = word('scoresNote', {
    folds: report.folds,
    trivial: word(isNumber ? 'trivialNumber' : 'trivialClasses'),
    linear: word(isNumber ? 'linearNumber' : 'linearClasses'),
  });
  return sampledNote(data, note, 'linear');
}

export function calibrationNote(data: TrainingData): string {
  const {
    report: { calibration },
    word,
  } = data;
  if (calibration === null) return '';
  const { after, before, method } = calibration;
  const note = word('calibrationNote', {
    ...{ method: word(method), before: before.brier.toFixed(4), after: after.brier.toFixed(4) },
    ...{ eceBefore: before.ece.toFixed(4), eceAfter: after.ece.toFixed(4) },
  });
  return sampledNote(data, note, 'calibration');
}

export function promiseText({ report: { conformal }, texts, word }: TrainingData): string | null {
  if (conformal === null || conformal.observed === null) return null;
  return word('promise', { promised: texts.share(conformal.promised), observed: texts.share(conformal.observed) });
}
