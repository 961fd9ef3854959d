import type { PredictionGroup } from '../../../contract/predict/prediction-report.ts';
import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import type { SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import type { FrontContents } from './front-contents.ts';
import { barColor, softColor } from './front-looks.ts';
import { cell, columnRange } from './front-sheet.ts';
import { groupParts } from './group-figures.ts';

/** Widths of the columns of the table, and of the one that keeps the chart off it. */
export const groupTableWidths = [34, 12, 12, 18, 3] as const;
const chartColumns = 9;
/** Rows that the table and its chart take. */
export const groupTableRows = 14;

/** Writes what a group is like beside all rows, and gives the chart that stands beside it, if there is anything to show. */
export function writeGroupTable(
  sheet: SheetWriter,
  { report, word }: Pick<FrontContents, 'report' | 'word'>,
  group: PredictionGroup,
): SheetChart[] {
  const parts = groupParts(report, group, word('others'));
  const isClass = report.classes !== null;
  const first = sheet.rows + 1;
  sheet.row(
    [
      cell(word(isClass ? 'class' : 'bin'), 'header'),
      ...[word('rows'), word('share'), word('shareOfAll')].map((name) => cell(name, 'headerFigure')),
    ],
    24,
  );
  for (const { name, rows, share, shareOfAll } of parts) {
    sheet.row([cell(name, 'text'), cell(rows, 'count'), cell(share, 'share'), cell(shareOfAll, 'share')]);
  }
  if (parts.length === 0) return [];
  const rows = [first + 1, first + parts.length] as const;
  const series = (name: string, column: number, color: string, values: readonly number[]) => ({
    ...{ name, color, cells: { range: columnRange(column, ...rows), values } },
  });
  return [
    {
      ...{ title: word('chartGroup'), kind: isClass ? 'bar' : 'column', isWhole: false, format: '0%' },
      categories: { range: columnRange(0, ...rows), values: parts.map(({ name }) => name) },
      series: [
        series(
          word('thisGroup'),
          2,
          barColor,
          parts.map(({ share }) => share),
        ),
        series(
          word('shareOfAll'),
          3,
          softColor,
          parts.map(({ shareOfAll }) => shareOfAll),
        ),
      ],
      from: { column: groupTableWidths.length, row: first - 1 },
      to: { column: groupTableWidths.length + chartColumns, row: first - 1 + groupTableRows },
    },
  ];
}
