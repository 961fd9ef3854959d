import { predictionWarningSentence } from '../../../contract/predict/prediction-texts.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { FrontContents } from './front-contents.ts';
import { beginSheet, cell, endSheet } from './front-sheet.ts';

const mostNotes = 5000;

/** What a person should know before going by the predictions, a sentence each. */
export function writeNotes(contents: FrontContents, name: string): FrontSheet {
  const { locale, report, word } = contents;
  const sheet = beginSheet(contents, name, [140], 0);
  sheet.row([
    cell(word('back', { sheet: contents.names[0]! }), 'link', { target: { sheet: contents.names[0]!, cell: 'A1' } }),
  ]);
  sheet.row([cell(word('notes'), 'title')], 30);
  for (const warning of report.warnings.slice(0, mostNotes)) {
    sheet.row([cell(predictionWarningSentence(warning, locale), 'wrapped')], 32);
  }
  return endSheet(sheet, []);
}
