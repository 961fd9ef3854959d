import { findingSentence, findingTitle } from '../../../contract/finding-texts.ts';
import type { Finding } from '../../../contract/profile.ts';
import { neutralText } from '../neutral-text.ts';
import { severityTexts } from '../report-texts.ts';
import { addSheet, colorSeverity, lineUnder, linkTo, styleHeader, top } from './sheet-style.ts';
import { firstColumnRow, type WorkbookContext } from './workbook-context.ts';

/** Every finding, the most severe first, with a link to the row of the column it speaks of. */
export function addFindingsSheet(context: WorkbookContext): void {
  const { workbook, sheetNames, word, data } = context;
  const sheet = addSheet(workbook, sheetNames.findings, { headerRow: 1 });
  sheet.columns = [{ width: 16 }, { width: 24 }, { width: 30 }, { width: 90 }];
  sheet.getRow(1).values = [word('severity'), word('finding'), word('column'), word('explanation')];
  styleHeader(sheet, 1, 4);
  const placeOf = new Map(data.columns.map(({ index }, place) => [index, place]));
  for (const [order, finding] of data.overview.findings.entries()) {
    if (order % 500 === 0) context.throwIfCancelled();
    writeFinding(context, order + 2, finding, placeOf.get(finding.columns[0] ?? -1));
  }
  if (data.overview.findings.length === 0) sheet.getCell('A2').value = word('noFindings');
}

function writeFinding(context: WorkbookContext, row: number, finding: Finding, place: number | undefined): void {
  const { workbook, sheetNames, locale, data, word } = context;
  const line = workbook.getWorksheet(sheetNames.findings)!.getRow(row);
  line.alignment = top;
  lineUnder(line, 4);
  line.getCell(1).value = severityTexts[finding.severity][locale];
  colorSeverity(line.getCell(1), finding.severity);
  line.getCell(2).value = findingTitle(finding, locale);
  const column = place === undefined ? undefined : data.columns[place];
  if (column === undefined || place === undefined) line.getCell(3).value = word('wholeTable');
  else linkTo(line.getCell(3), neutralText(column.name), sheetNames.columns, `B${place + firstColumnRow}`);
  line.getCell(4).value = neutralText(findingSentence(finding, locale));
  line.getCell(4).alignment = { ...top, wrapText: true };
}
