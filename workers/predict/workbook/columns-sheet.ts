import type { ColumnMatch } from '../../../contract/predict/prediction-report.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import { driftCell } from './drift-cell.ts';
import type { FrontContents } from './front-contents.ts';
import { barColor } from './front-looks.ts';
import { beginSheet, cell, columnRange, endSheet } from './front-sheet.ts';

const headerRow = 5;
const charted = 20;
const driftColumn = 3;

/** How each column of the model was found, what its cells are like, and how far they are from those of the training. */
export function writeColumns(contents: FrontContents, name: string): FrontSheet {
  const { names, report, word } = contents;
  const sheet = beginSheet(contents, name, [30, 30, 18, 10, 14, 14, 16, 16, 14, 44], headerRow);
  sheet.row([cell(word('back', { sheet: names[0]! }), 'link', { target: { sheet: names[0]!, cell: 'A1' } })]);
  sheet.row([cell(word('columns'), 'title')], 30);
  sheet.row([cell(word('driftExplained'), 'soft')]);
  if (report.unusedColumns.length > 0) {
    sheet.row([cell(word('unused', { columns: report.unusedColumns.join(', ').slice(0, 2000) }), 'soft')]);
  } else sheet.skip();
  const heads = [
    'column',
    'source',
    'found',
    'psi',
    'drift',
    'missing',
    'unreadable',
    'unseen',
    'outOfRange',
    'examples',
  ] as const;
  const isFigure = (place: number) => place === driftColumn || (place > 4 && place < 9);
  sheet.row(
    heads.map((head, place) => cell(word(head), isFigure(place) ? 'headerFigure' : 'header')),
    24,
  );
  const columns = [...report.columns].sort((one, other) => (other.psi ?? -1) - (one.psi ?? -1));
  for (const found of columns) {
    sheet.row([
      cell(found.column, 'text'),
      cell(found.source ?? '', 'text'),
      cell(word(found.kind), found.kind === 'absent' ? 'major' : 'text'),
      cell(found.psi, 'figure'),
      driftCell(found, word),
      ...[found.missingCells, found.unreadableCells, found.unseenCells, found.outOfRangeCells].map((count) =>
        cell(count, 'count'),
      ),
      cell(found.unseenExamples.join(', ').slice(0, 300), 'text'),
    ]);
  }
  const { predictionPsi: psi, predictionPsiByChance: psiByChance } = report;
  sheet.skip();
  sheet.row([
    ...[cell(word('predictions'), 'total'), cell('', 'text'), cell('', 'text'), cell(psi, 'figure')],
    driftCell({ psi, psiByChance }, word),
  ]);
  return endSheet(sheet, driftCharts(contents, columns));
}

function driftCharts({ word }: FrontContents, columns: readonly ColumnMatch[]): SheetChart[] {
  const shown = columns.filter(({ psi }) => psi !== null).slice(0, charted);
  if (shown.length === 0) return [];
  const [first, last] = [headerRow + 1, headerRow + shown.length];
  return [
    {
      ...{ title: word('chartDrift'), kind: 'bar', isWhole: false, format: '0.00' },
      categories: { range: columnRange(0, first, last), values: shown.map(({ column }) => column) },
      series: [
        {
          ...{ name: word('psi'), color: barColor },
          cells: { range: columnRange(driftColumn, first, last), values: shown.map(({ psi }) => psi ?? 0) },
        },
      ],
      ...{ from: { column: 11, row: headerRow - 1 }, to: { column: 21, row: headerRow + 5 + shown.length } },
    },
  ];
}
