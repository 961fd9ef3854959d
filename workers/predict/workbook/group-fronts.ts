import type { ModelDocument } from '../../../contract/models/model-document.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { GroupBookFront, GroupFront } from '../../export/group-front.ts';
import type { FrontContents } from './front-contents.ts';
import { sharedSheetWords } from './front-contents.ts';
import { groupLine, isSmallGroup } from './group-figures.ts';
import { writeGroupSummary } from './group-summary.ts';
import { groupBlockRows } from './groups-sheet.ts';
import { indexRowOf } from './overview-sheet.ts';
import { writeSharedSheets } from './write-front.ts';

type Contents = Pick<FrontContents, 'report' | 'locale' | 'word'>;

/**
 * What a prediction says of each group beside its rows: a line above them, and with a model's document the sheets in front of them in a
 * workbook of their own.
 */
export function groupFronts(contents: Contents, document: ModelDocument | null): GroupFront {
  const { report, word } = contents;
  const blocks = groupBlockRows(report);
  return {
    book: document && bookFront({ ...contents, document }),
    lineOf(group) {
      const own = report.groups[group]!;
      return [groupLine(contents, own), isSmallGroup(own) ? word('fewRowsShort') : '']
        .filter((text) => text)
        .join(' · ');
    },
    targetOf(group, front) {
      const row = blocks.get(group);
      const sheet = row === undefined ? front[0]! : front[1]!;
      return { sheet, cell: `A${row ?? indexRowOf(group)}` };
    },
  };
}

function bookFront(contents: Contents & Pick<FrontContents, 'document'>): GroupBookFront {
  const { report, word } = contents;
  // What all groups have in common is written once.
  let shared: readonly FrontSheet[] | null = null;
  return {
    names: [word('summary'), ...sharedSheetWords(report).map((key) => word(key))],
    write({ group, names, sheets }, { common, part }, { book }) {
      const own = { ...contents, styles: book, names, sheets: [], files: [] };
      shared ??= writeSharedSheets({ ...own, part: common }, names.slice(1));
      return [writeGroupSummary({ ...own, part }, report.groups[group]!, sheets), ...shared];
    },
  };
}
