import { type PredictionGroup, smallGroupRows } from '../../../contract/predict/prediction-report.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { PlannedSheet } from '../../export/plan-sheets.ts';
import type { SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import { type FrontContents, honestScores } from './front-contents.ts';
import { beginSheet, cell, endSheet } from './front-sheet.ts';
import { writeGroupDrift } from './group-drift.ts';
import { groupLine, isSmallGroup } from './group-figures.ts';
import { groupTableWidths, writeGroupTable } from './group-table.ts';
import { scoreKeys, scoreLine } from './score-words.ts';

/** The first sheet of a group's own workbook: what was predicted of its rows, beside all rows, and what can be expected of it. */
export function writeGroupSummary(
  contents: FrontContents,
  group: PredictionGroup,
  rows: readonly PlannedSheet[],
): FrontSheet {
  const { document, locale, names, report, word } = contents;
  const sheet = beginSheet(contents, names[0]!, groupTableWidths, 0);
  const count = (value: number) => value.toLocaleString(locale);
  const { target } = report;
  const title = word(target === '' ? 'titleUnnamedGroup' : 'titleGroup', { target, group: group.name });
  sheet.row([cell(title, 'title')], 30);
  const { file, modelName: model, modelVersion: version } = report;
  const facts = word('factsGroup', { rows: count(group.rows), all: count(report.rows), file, model, version });
  const expected = honestScores(document.card);
  const lines = [
    facts,
    groupLine({ ...contents, report }, { ...group, scores: null }),
    ...(expected ? [word('expected', { scores: scoreLine(expected, word, locale) })] : []),
  ];
  for (const line of lines) sheet.row([cell(line, 'soft')]);
  if (isSmallGroup(group)) sheet.row([cell(word('fewRows', { rows: smallGroupRows }), 'moderate')]);
  sheet.skip();
  const charts = writeGroupTable(sheet, contents, group);
  writeScores(sheet, contents, group);
  writeGroupDrift(sheet, contents, group);
  sheet.skip();
  for (const name of [...rows.map((one) => one.name), ...names.slice(1)]) {
    sheet.row([cell(word('toRows', { sheet: name }), 'link', { target: { sheet: name, cell: 'A1' } })]);
  }
  sheet.row([cell(word('wholeFile'), 'soft')]);
  return endSheet(sheet, charts);
}

/** Scores of the group beside those of all rows, where the file tells the truth. */
function writeScores(sheet: SheetWriter, { report, word }: FrontContents, group: PredictionGroup): void {
  const own = group.scores;
  if (own === null) return;
  sheet.skip();
  sheet.row(
    [cell(word('scores'), 'header'), ...[word('thisGroup'), word('all')].map((name) => cell(name, 'headerFigure'))],
    24,
  );
  for (const key of scoreKeys) {
    if (own[key] === null) continue;
    const look = key === 'accuracy' ? 'share' : 'figure';
    sheet.row([cell(word(key), 'text'), cell(own[key], look), cell(report.scores?.[key] ?? null, look)]);
  }
}
