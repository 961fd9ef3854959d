import { driftThresholds } from '../../../contract/drift-thresholds.ts';
import { groupDriftRows, type PredictionGroup } from '../../../contract/predict/prediction-report.ts';
import type { SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import { hasDrifted } from '../column-reports.ts';
import { driftCell } from './drift-cell.ts';
import type { FrontContents } from './front-contents.ts';
import { cell } from './front-sheet.ts';
import type { FrontWords } from './front-texts.ts';

/** Columns named in a line. */
const columnsInLine = 3;

/** How far the rows of a group are from the training, beside the whole file; or why that is not told. */
export function writeGroupDrift(sheet: SheetWriter, { report, word }: FrontContents, group: PredictionGroup): void {
  const { drift } = group;
  if (drift === undefined || report.columns.every(({ psi }) => psi === null)) return;
  sheet.skip();
  if (drift === null) {
    sheet.row([cell(word('driftFewRows', { rows: groupDriftRows }), 'soft')]);
    return;
  }
  sheet.row(
    [
      cell(word('driftOfGroup'), 'header'),
      ...[word('thisGroup'), word('wholeFilePsi')].map((name) => cell(name, 'headerFigure')),
      cell(word('drift'), 'header'),
    ],
    24,
  );
  const ofFile = new Map(report.columns.map(({ column, psi }) => [column, psi]));
  for (const found of drift.columns) {
    const { column, psi } = found;
    sheet.row([
      ...[cell(column, 'text'), cell(psi, 'figure'), cell(ofFile.get(column) ?? null, 'figure')],
      driftCell(found, word),
    ]);
  }
  const { predictionPsi: psi, predictionPsiByChance: psiByChance } = drift;
  sheet.row([
    ...[cell(word('predictions'), 'total'), cell(psi, 'figure'), cell(report.predictionPsi, 'figure')],
    driftCell({ psi, psiByChance }, word),
  ]);
  sheet.row([cell(word('driftOfGroupNote', { columns: drift.columns.length }), 'soft')]);
}

/** The columns that have drifted in a group, in a few words; empty where none has. */
export function driftWords({ drift }: PredictionGroup, word: FrontWords): string {
  const found = (drift?.columns ?? []).filter((one) => hasDrifted(one, driftThresholds.major));
  if (found.length === 0) return '';
  const named = found.slice(0, columnsInLine).map(({ column, psi }) => `${column} ${psi.toFixed(2)}`);
  return word('driftLine', { columns: named.join(', ') + (found.length > columnsInLine ? ' …' : '') });
}
