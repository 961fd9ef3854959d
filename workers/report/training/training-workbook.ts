import type { ScratchFile } from '../../../contract/orders.ts';
import { BatchWorkbook } from '../batch/batch-workbook.ts';
import { writeColumnsSheet, writeSettingsSheet } from './columns-sheet.ts';
import { writePrecisionRecallSheet, writeRocSheet } from './curve-sheets.ts';
import { writeCalibrationSheet, writeConfusionSheet } from './fit-sheets.ts';
import { writeDependenceSheet, writeGroupsSheet, writeImportanceSheet } from './insight-sheets.ts';
import { writeLearningSheet } from './learning-sheet.ts';
import { writeResidualsSheet } from './residuals-sheet.ts';
import { writeSummarySheet } from './summary-sheet.ts';
import type { TrainingData } from './training-data.ts';
import type { TrainingWord } from './training-words.ts';

/** The sheets behind the summary that this training has something for. */
function sheetsOf({ report }: TrainingData) {
  const all: [word: TrainingWord, write: (book: BatchWorkbook, data: TrainingData) => void, isThere: boolean][] = [
    ['confusion', writeConfusionSheet, report.confusion !== null],
    ['roc', writeRocSheet, report.roc.length > 0],
    ['precisionRecall', writePrecisionRecallSheet, report.precisionRecall.length > 0],
    ['calibration', writeCalibrationSheet, report.calibration !== null],
    ['residuals', writeResidualsSheet, report.residuals !== null],
    ['importance', writeImportanceSheet, report.importance.length > 0],
    ['dependence', writeDependenceSheet, report.partialDependence.length > 0],
    ['groups', writeGroupsSheet, (report.groups?.groups.length ?? 0) > 0],
    ['learning', writeLearningSheet, report.learningCurve.length + report.history.train.length > 0],
    ['columns', writeColumnsSheet, true],
    ['settings', writeSettingsSheet, true],
  ];
  return all.filter(([, , isThere]) => isThere);
}

/** The report of a training as a styled workbook with charts of its own figures; the same training gives the same bytes. */
export async function trainingWorkbook(
  data: TrainingData,
  scratchPath: string,
  throwIfCancelled: () => void,
): Promise<ScratchFile> {
  const { locale, report, word } = data;
  const book = new BatchWorkbook(locale, scratchPath);
  const sheets = sheetsOf(data);
  try {
    writeSummarySheet(
      book,
      data,
      sheets.map(([key]) => word(key)),
    );
    for (const [, write] of sheets) {
      throwIfCancelled();
      write(book, data);
    }
    return await book.finish(word('title', { target: report.target }));
  } catch (error) {
    book.discard();
    throw error;
  }
}
