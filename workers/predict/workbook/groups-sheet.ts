import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import { smallGroupRows } from '../../../contract/predict/prediction-report.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import type { FrontContents } from './front-contents.ts';
import { beginSheet, cell, endSheet } from './front-sheet.ts';
import { driftWords } from './group-drift.ts';
import { groupLine, isSmallGroup } from './group-figures.ts';
import { groupTableRows, groupTableWidths, writeGroupTable } from './group-table.ts';

/** Programs open a sheet of hundreds of charts slowly: the largest groups have theirs, in the order of the index. */
export const mostGroupBlocks = 100;
const firstBlockRow = 5;
/** The group's name, a line of figures, the table with its chart, and a gap. */
const blockRows = 2 + groupTableRows + 2;

/** By place of a group: the row of the sheet where it begins; groups beyond the largest have none. */
export function groupBlockRows({ groups }: Pick<PredictionReport, 'groups'>): ReadonlyMap<number, number> {
  const places = groups.map((_, place) => place);
  const largest = places
    .sort((one, other) => groups[other]!.rows - groups[one]!.rows || one - other)
    .slice(0, mostGroupBlocks)
    .sort((one, other) => one - other);
  return new Map(largest.map((place, at) => [place, firstBlockRow + at * blockRows]));
}

/** A block for each group: what was predicted, beside all rows, with a chart and the ways to its rows and to the index. */
export function writeGroupBlocks(contents: FrontContents, name: string): FrontSheet {
  const { names, report, sheets, word } = contents;
  const index = names[0]!;
  const sheet = beginSheet(contents, name, groupTableWidths, 0);
  sheet.row([cell(word('back', { sheet: index }), 'link', { target: { sheet: index, cell: 'A1' } })]);
  sheet.row([cell(word('groups'), 'title')], 30);
  const blocks = groupBlockRows(report);
  const total = report.groups.length;
  if (blocks.size < total) {
    sheet.row([cell(word('groupsShown', { shown: blocks.size, groups: total, sheet: index }), 'soft')]);
  }
  const charts: SheetChart[] = [];
  for (const [place, row] of blocks) {
    const group = report.groups[place]!;
    const rows = sheets[place];
    const target = rows ? { sheet: rows.name, cell: 'A1' } : null;
    while (sheet.rows < row - 1) sheet.skip();
    sheet.row(
      [
        cell(group.name, 'headingLink', { target }),
        cell(word('rowsOf', { rows: group.rows.toLocaleString(contents.locale) }), 'soft'),
      ],
      24,
    );
    const warning = isSmallGroup(group) ? word('fewRows', { rows: smallGroupRows }) : '';
    const told = [groupLine(contents, group), driftWords(group, word), warning].filter((text) => text !== '');
    sheet.row([cell(told.join(' · '), 'soft')]);
    charts.push(...writeGroupTable(sheet, contents, group));
  }
  return endSheet(sheet, charts);
}
