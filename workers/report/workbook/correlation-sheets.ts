import type { ConditionalFormattingRule, Worksheet } from 'exceljs';
import type { CorrelationMatrix, Correlations } from '../../../contract/profile.ts';
import { joinSentences } from '../../../contract/texts.ts';
import { matrixNotes } from '../matrix-notes.ts';
import { neutralText } from '../neutral-text.ts';
import { measures, measureTexts } from '../report-texts.ts';
import { addSheet, softFont, writeTitle } from './sheet-style.ts';
import type { WorkbookContext } from './workbook-context.ts';

const headerRow = 5;

/** A sheet for each kind of correlation: the matrix on a scale of colours. */
export function addCorrelationSheets(context: WorkbookContext): void {
  for (const [order, measure] of measures.entries()) {
    const sheet = addSheet(context.workbook, context.sheetNames.correlations[order] as string, { headerRow });
    const { name, explanation } = measureTexts[measure];
    writeTitle(sheet, name[context.locale], explanation[context.locale]);
    const matrix = context.data.correlations[measure];
    sheet.getCell('A3').value = joinSentences(
      matrixNotes(measure, matrix, context.data.overview.rows, context.locale),
      context.locale,
    );
    sheet.getCell('A3').font = { ...softFont };
    sheet.getColumn(1).width = 26;
    if (matrix.columns.length >= 2) writeMatrix(context, sheet, measure, matrix);
  }
}

function writeMatrix(
  context: WorkbookContext,
  sheet: Worksheet,
  measure: keyof Correlations,
  matrix: CorrelationMatrix,
): void {
  const size = matrix.columns.length;
  sheet.getRow(headerRow).height = 96;
  for (const [place, name] of matrix.names.entries()) {
    const header = sheet.getCell(headerRow, place + 2);
    header.value = neutralText(name);
    header.font = { bold: true };
    header.alignment = { textRotation: 60, vertical: 'bottom', horizontal: 'left' };
    sheet.getColumn(place + 2).width = 8;
    sheet.getCell(headerRow + 1 + place, 1).value = neutralText(name);
    sheet.getCell(headerRow + 1 + place, 1).font = { bold: true };
  }
  for (const [row, values] of matrix.values.entries()) {
    if (row % 50 === 0) context.throwIfCancelled();
    for (const [column, value] of values.entries()) {
      const cell = sheet.getCell(headerRow + 1 + row, column + 2);
      cell.value = value;
      cell.numFmt = '0.00';
      cell.alignment = { horizontal: 'center' };
    }
  }
  sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: headerRow, showGridLines: false }];
  const last = sheet.getCell(headerRow + size, size + 1).address;
  sheet.addConditionalFormatting({ ref: `B${headerRow + 1}:${last}`, rules: [colorScale(measure === 'cramersV')] });
}

function colorScale(isFromZero: boolean): ConditionalFormattingRule {
  const points = isFromZero
    ? [
        [0, 'FFFFFFFF'],
        [1, 'FF7F95D8'],
      ]
    : [
        [-1, 'FF7F95D8'],
        [0, 'FFFFFFFF'],
        [1, 'FFEEB07A'],
      ];
  return {
    type: 'colorScale',
    priority: 1,
    cfvo: points.map(([value]) => ({ type: 'num', value: Number(value) })),
    color: points.map(([, argb]) => ({ argb: String(argb) })),
  };
}
