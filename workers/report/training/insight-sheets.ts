import { cell } from '../batch/batch-sheets.ts';
import { figureLook, looks, tabColor } from '../batch/batch-style.ts';
import type { BatchWorkbook } from '../batch/batch-workbook.ts';
import { neutralText } from '../neutral-text.ts';
import { numberFormat } from '../workbook/number-format.ts';
import { shuffledColumns } from './insight-sections.ts';
import { type ChartedTable, chartInks, tableChart } from './sheet-charts.ts';
import { sampledNote, scoreFormat, type TrainingData } from './training-data.ts';
import { scoreTexts } from './training-words.ts';

const chartedFeatures = 15;
const chartedDependence = 6;

/** Gain of every feature and the loss by shuffling of every column, each with a chart of the first ones. */
export function writeImportanceSheet(book: BatchWorkbook, data: TrainingData): void {
  const { metric, report, word } = data;
  const { importance } = report;
  const sheet = book.addSheet({
    ...{ name: word('importance'), widths: [34, 26, 12, 14, 14], headerRow: 2, tabColor },
  });
  sheet.row([cell(sampledNote(data, word('importanceNote', { metric }), 'importance'), looks.subtitle)], 24);
  const heads = [word('gain'), word('shuffled'), '±'].map((name) => cell(name, looks.headerFigure));
  sheet.row([cell(word('feature'), looks.header), cell(word('column'), looks.header), ...heads], 32);
  const names = importance.map(({ feature }) => neutralText(feature));
  for (const [at, { column, gain, permutation, permutationDeviation }] of importance.entries()) {
    sheet.row([
      cell(names[at] ?? '', looks.strong),
      cell(neutralText(column), looks.soft),
      cell(gain, looks.share),
      ...[permutation, permutationDeviation].map((value) =>
        cell(value, figureLook(value === null ? '0' : numberFormat(value))),
      ),
    ]);
  }
  const shown = Math.min(chartedFeatures, importance.length);
  const gains = importance.slice(0, shown).map(({ gain }) => gain);
  const charts = [
    tableChart({
      ...{ title: word('gain'), kind: 'bar', firstRow: 3, format: '0%' },
      names: { column: 0, values: names.slice(0, shown) },
      series: [{ name: word('gain'), column: 2, values: gains, color: chartInks.accent }],
      at: { column: 6, row: 1, columns: 8 },
    }),
  ];
  const shuffled = shuffledColumns(importance).slice(0, chartedFeatures);
  if (shuffled.length > 0) {
    sheet.skip();
    sheet.row(
      [cell(word('column'), looks.header), cell('', looks.header), cell('', looks.header), ...heads.slice(1)],
      22,
    );
    const firstRow = sheet.rows + 1;
    for (const { column, deviation, mean } of shuffled) {
      const figures = [mean, deviation].map((value) => cell(value, figureLook(numberFormat(value))));
      sheet.row([cell(neutralText(column), looks.strong), cell('', looks.text), cell('', looks.text), ...figures]);
    }
    const values = shuffled.map(({ mean }) => mean);
    charts.push(
      tableChart({
        ...{ title: word('shuffled'), kind: 'bar', firstRow, format: numberFormat(values[0] ?? 0) },
        names: { column: 0, values: shuffled.map(({ column }) => neutralText(column)) },
        series: [{ name: word('shuffled'), column: 3, values, color: chartInks.warm }],
        at: { column: 6, row: 24, columns: 8 },
      }),
    );
  }
  sheet.charts = charts;
  sheet.end();
}

/** The mean prediction at each value of the columns that count most. */
export function writeDependenceSheet(book: BatchWorkbook, data: TrainingData): void {
  const { report, texts, word } = data;
  const classes =
    report.task === 'regression'
      ? [word('meanPrediction')]
      : (report.classes ?? []).map(({ name }) => neutralText(name));
  const sheet = book.addSheet({
    ...{
      name: word('dependence'),
      widths: [30, 22, 12, ...classes.map(() => 14)],
      headerRow: 2,
      frozenColumns: 2,
      tabColor,
    },
  });
  sheet.row([cell(sampledNote(data, word('dependenceNote'), 'dependence'), looks.subtitle)], 24);
  sheet.row(
    [
      ...[word('column'), word('value')].map((name) => cell(name, looks.header)),
      ...[word('share'), ...classes].map((name) => cell(name, looks.headerFigure)),
    ],
    32,
  );
  const charts: ChartedTable[] = [];
  // Of two classes the second says it all.
  const charted = report.task === 'binary' ? 1 : 0;
  for (const { column, kind, means, shares, values } of report.partialDependence) {
    const firstRow = sheet.rows + 1;
    const names = values.map((value) =>
      typeof value === 'number' ? texts.number(value) : neutralText(value.replace(/T00:00:00.000Z$/, '')),
    );
    for (const [at, name] of names.entries()) {
      const figures = (means[at] ?? []).map((mean) =>
        cell(mean, report.task === 'regression' ? figureLook(numberFormat(mean)) : looks.share),
      );
      sheet.row([
        cell(neutralText(column), looks.soft),
        cell(name, looks.strong),
        cell(shares[at] ?? null, looks.share),
        ...figures,
      ]);
    }
    if (charts.length >= chartedDependence || values.length === 0) continue;
    const inks = Object.values(chartInks);
    const drawn = report.task === 'multiclass' ? classes.slice(0, inks.length).map((_, place) => place) : [charted];
    charts.push({
      ...{ title: column, kind: kind === 'text' ? 'column' : 'line', firstRow, names: { column: 1, values: names } },
      series: drawn.map((place, at) => ({
        ...{ name: classes[place] ?? '', column: 3 + place, color: inks[at] as string },
        values: means.map((mean) => mean[place] ?? 0),
      })),
      format: report.task === 'regression' ? numberFormat(means[0]?.[0] ?? 0) : '0%',
      at: { column: 4 + classes.length, row: 1 + charts.length * 17, columns: 8 },
    });
  }
  sheet.charts = charts.map(tableChart);
  sheet.end();
}

/** Scores of each group, the worst first. */
export function writeGroupsSheet(book: BatchWorkbook, data: TrainingData): void {
  const { locale, report, scoreNames, word } = data;
  const groups = report.groups?.groups ?? [];
  const sheet = book.addSheet({
    ...{
      name: word('groups'),
      widths: [34, 12, 14, ...scoreNames.map(() => 15)],
      headerRow: 2,
      frozenColumns: 1,
      tabColor,
    },
  });
  sheet.row([cell(neutralText(word('groupsNote', { column: report.groups?.column ?? '' })), looks.subtitle)], 24);
  sheet.row(
    [
      cell(word('group'), looks.header),
      cell(word('rows'), looks.headerFigure),
      cell('', looks.header),
      ...scoreNames.map((name) => cell(scoreTexts[name].name[locale], looks.headerFigure)),
    ],
    32,
  );
  for (const { isSmall, name, rows, scores } of groups) {
    sheet.row([
      cell(neutralText(name), looks.strong),
      cell(rows, looks.count),
      cell(isSmall ? word('smallGroup') : '', looks.soft),
      ...scoreNames.map((score) => {
        const value = scores[score];
        return cell(value, figureLook(value === null ? '0' : scoreFormat(score, value)));
      }),
    ]);
  }
  const [first] = scoreNames;
  const shown = groups.filter(({ isSmall }) => !isSmall).slice(0, chartedFeatures);
  if (first && shown.length > 1) {
    const values = shown.map(({ scores }) => scores[first] ?? 0);
    const title = scoreTexts[first].name[locale];
    sheet.charts = [
      tableChart({
        ...{ title, kind: 'bar', firstRow: 3, format: scoreFormat(first, values[0] ?? 0) },
        names: { column: 0, values: shown.map(({ name }) => neutralText(name)) },
        series: [{ name: title, column: 3, values, color: chartInks.accent }],
        at: { column: 4 + scoreNames.length, row: 1, columns: 8 },
      }),
    ];
  }
  sheet.end();
}
