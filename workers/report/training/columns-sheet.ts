import { optionName } from '../../../contract/option-texts.ts';
import { columnRoleSentence, columnRoleTitle } from '../../../contract/train/training-texts.ts';
import { cell } from '../batch/batch-sheets.ts';
import { figureLook, looks, severityLooks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { settingLines } from './setting-lines.ts';
import { sampledNote, type TrainingData } from './training-data.ts';

/** Each column with what it was used as, and why. */
export function writeColumnsSheet(book: BatchWorkbook, data: TrainingData): void {
  const { locale, report, word } = data;
  const sheet = book.addSheet({
    ...{
      name: word('columns'),
      widths: [32, 14, 70, 12, 12, 14],
      headerRow: 2,
      frozenColumns: 1,
      hasFilter: true,
      tabColor,
    },
  });
  sheet.row([cell(sampledNote(data, word('columnsNote'), 'alone'), looks.subtitle)], 24);
  sheet.row(
    [
      ...[word('name'), word('role'), word('why')].map((name) => cell(name, looks.header)),
      ...[word('distinct'), word('missing'), word('alone')].map((name) => cell(name, looks.headerFigure)),
    ],
    32,
  );
  for (const column of report.columns) {
    const { aloneScore, distinct, isLeakSuspect, missing, name, role } = column;
    const look = role === 'leak' ? severityLooks.high : isLeakSuspect ? severityLooks.medium : looks.text;
    sheet.row([
      cell(neutralText(name), looks.strong),
      cell(columnRoleTitle(role, locale), look),
      cell(columnRoleSentence(column, locale), looks.text),
      ...[distinct, missing].map((count) => cell(count, looks.count)),
      cell(aloneScore, figureLook('0.000')),
    ]);
  }
  sheet.end();
}

/** How the model was made, and the settings that a search has tried. */
export function writeSettingsSheet(book: BatchWorkbook, data: TrainingData): void {
  const { locale, metric, report, word } = data;
  const tried = Object.keys(report.search[0]?.settings ?? {});
  const sheet = book.addSheet({
    ...{ name: word('settings'), widths: [34, 40, ...tried.map(() => 16)], headerRow: 0, tabColor },
  });
  sheet.row([cell(word('setting'), looks.header), cell(word('value'), looks.header)], 24);
  for (const [name, value] of settingLines(data))
    sheet.row([cell(name, looks.label), cell(neutralText(value), looks.fact)]);
  if (tried.length > 0) {
    sheet.skip();
    sheet.row([cell(word('search'), looks.heading)]);
    sheet.row(
      [metric, ...tried.map((name) => optionName(name, locale))].map((name) => cell(name, looks.headerFigure)),
      24,
    );
    for (const { score, settings } of report.search) {
      sheet.row(
        [score, ...tried.map((name) => settings[name] ?? null)].map((value) => cell(value, figureLook('General'))),
      );
    }
  }
  sheet.end();
}
