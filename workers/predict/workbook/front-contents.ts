import type { ModelCard, ModelDocument } from '../../../contract/models/model-document.ts';
import type { PredictOptions } from '../../../contract/predict/predict-options.ts';
import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import type { Locale } from '../../../contract/texts.ts';
import type { PlannedSheet } from '../../export/plan-sheets.ts';
import type { ScratchPart } from '../../tabular/writer/scratch-part.ts';
import type { StyleBook } from '../../tabular/writer/style-book.ts';
import type { FrontWord, FrontWords } from './front-texts.ts';

/** What the sheets in front are written from. */
export interface FrontContents {
  readonly report: PredictionReport;
  readonly document: ModelDocument;
  readonly locale: Locale;
  readonly word: FrontWords;
  readonly part: ScratchPart;
  readonly styles: StyleBook;
  /** Names of the sheets in front, in their order. */
  readonly names: readonly string[];
  /** By group: the first sheet of it, or the file it has become; null without groups. */
  readonly sheets: readonly (PlannedSheet | null)[];
  readonly files: readonly string[];
}

/** The sheets in front of predicted rows, in their order. */
export function frontSheetWords(
  { groupBy, warnings }: Pick<PredictionReport, 'groupBy' | 'warnings'>,
  split: PredictOptions['split'],
): FrontWord[] {
  if (groupBy === null) return ['summary', ...sharedSheetWords({ warnings })];
  return ['index', ...(split === 'sheets' ? (['groups'] as const) : []), ...sharedSheetWords({ warnings })];
}

/** What is told of the file as a whole, and of the model. */
export function sharedSheetWords({ warnings }: Pick<PredictionReport, 'warnings'>): FrontWord[] {
  return [...(warnings.length > 0 ? (['notes'] as const) : []), 'columns', 'card'];
}

/** The most honest scores of a model: on a test file, else held out, else cross-validated. */
export function honestScores({ crossValidated, holdout, test }: ModelCard) {
  return test ?? holdout ?? crossValidated?.mean ?? null;
}
