import type { PredictOptions } from '../../../contract/predict/predict-options.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import { writeCard } from './card-sheet.ts';
import { writeColumns } from './columns-sheet.ts';
import { type FrontContents, frontSheetWords, sharedSheetWords } from './front-contents.ts';
import { writeGroupBlocks } from './groups-sheet.ts';
import { writeNotes } from './notes-sheet.ts';
import { writeOverview } from './overview-sheet.ts';

/** Writes the sheets in front of predicted rows one after the other. */
export function writeFrontSheets(contents: FrontContents, split: PredictOptions['split']): FrontSheet[] {
  const shared = sharedSheetWords(contents.report).length;
  const own = frontSheetWords(contents.report, split).slice(0, -shared);
  const written = own.map((word, place) =>
    word === 'groups' ? writeGroupBlocks(contents, contents.names[place]!) : writeOverview(contents),
  );
  return [...written, ...writeSharedSheets(contents, contents.names.slice(own.length))];
}

/** Writes the sheets about the file as a whole and the model, under `names`. */
export function writeSharedSheets(contents: FrontContents, names: readonly string[]): FrontSheet[] {
  return sharedSheetWords(contents.report).map((word, place) => {
    const name = names[place]!;
    if (word === 'notes') return writeNotes(contents, name);
    return word === 'columns' ? writeColumns(contents, name) : writeCard(contents, name);
  });
}
