import type { ComparedColumn, ComparedTable } from '../../../contract/comparison.ts';
import { colorScaleMarkup } from '../../tabular/writer/sheet-markup.ts';
import type { Cell } from '../../tabular/writer/sheet-writer.ts';
import { cell } from '../batch/batch-sheets.ts';
import { looks, severityLooks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { columnTypeTexts } from '../report-texts.ts';
import { numberFormat } from '../workbook/number-format.ts';
import type { ComparisonReport } from './comparison-data.ts';
import { driftTexts } from './comparison-texts.ts';

const warm = 'FFF4A261';
const dayMs = 86_400_000;
/** Days from Excel's day 0 to 1970-01-01. */
const epochDay = 25_569;

/** A row for each column, its PSI on a scale of colours. */
export function writeColumnsSheet(book: BatchWorkbook, { columns, comparison, locale, word }: ComparisonReport): void {
  const sheet = book.addSheet({
    ...{ name: word('columns'), widths: [30, 12, 12, 10, 12, 9, 11, 14, 14, 14, 14, 11, 11, 12, 12] },
    ...{ headerRow: 1, frozenColumns: 1, hasFilter: true, tabColor, pagesWide: 1 },
  });
  const both = (name: string) => [word('before', { name }), word('after', { name })];
  const figures = [
    ...[word('changedRows'), word('psi'), word('drift'), word('ks'), word('pValue')],
    ...[...both(word('mean')), ...both(word('median')), ...both(word('missing')), ...both(word('distinct'))],
  ];
  sheet.row(
    [
      ...[word('name'), word('type')].map((name) => cell(name, looks.header)),
      ...figures.map((name) => cell(name, looks.headerFigure)),
    ],
    44,
  );
  for (const column of columns) {
    const { drift, earlier, ks, later } = column;
    const isDrifted = drift !== 'none';
    sheet.row([
      cell(neutralText(column.name), looks.strong),
      cell(columnTypeTexts[column.type][locale], looks.soft),
      cell(column.changedRows, looks.count),
      cell(column.psi, { ...looks.count, format: '0.000' }),
      cell(
        driftTexts[drift][locale],
        isDrifted
          ? { ...severityLooks[drift === 'major' ? 'high' : 'medium'], horizontal: 'right' }
          : { ...looks.soft, horizontal: 'right' },
      ),
      cell(ks?.statistic ?? null, { ...looks.count, format: '0.000' }),
      cell(ks?.pValue ?? null, { ...looks.count, format: '0.0000' }),
      ...[earlier.mean, later.mean, earlier.median, later.median].map((value) => figure(column, value)),
      missing(comparison.earlier, earlier.missing),
      missing(comparison.later, later.missing),
      cell(earlier.distinct, looks.count),
      cell(later.distinct, looks.count),
    ]);
  }
  sheet.end(columns.length > 0 ? colorScaleMarkup(`D2:D${columns.length + 1}`, 1, warm, [0, 0.25]) : '');
}

function figure({ measure }: ComparedColumn, value: number | null): Cell {
  if (value === null) return cell(null, looks.count);
  if (measure === 'date') return cell(value / dayMs + epochDay, { ...looks.count, format: 'yyyy-mm-dd' });
  return cell(value, { ...looks.count, format: numberFormat(value) });
}

const missing = ({ rows }: ComparedTable, count: number): Cell => cell(rows === 0 ? null : count / rows, looks.share);
