import type { FrontSheet } from '../../export/join-workbook.ts';
import { writeCard } from './card-sheet.ts';
import { writeColumns } from './columns-sheet.ts';
import { type FrontContents, frontSheetWords } from './front-contents.ts';
import { writeNotes } from './notes-sheet.ts';
import { writeOverview } from './overview-sheet.ts';

/** Writes the sheets in front of predicted rows one after the other. */
export function writeFrontSheets(contents: FrontContents): FrontSheet[] {
  return frontSheetWords(contents.report).map((word, place) => {
    const name = contents.names[place]!;
    if (word === 'notes') return writeNotes(contents, name);
    if (word === 'columns') return writeColumns(contents, name);
    return word === 'card' ? writeCard(contents, name) : writeOverview(contents);
  });
}
