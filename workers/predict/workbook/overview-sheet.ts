import { type PredictionGroup, smallGroupRows } from '../../../contract/predict/prediction-report.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import type { Cell } from '../../tabular/writer/sheet-writer.ts';
import { type FrontContents, honestScores } from './front-contents.ts';
import { barColor, classColors } from './front-looks.ts';
import { beginSheet, cell, columnRange, endSheet } from './front-sheet.ts';
import { isSmallGroup } from './group-figures.ts';
import { groupBlockRows } from './groups-sheet.ts';
import { percentText, scoreLine } from './score-words.ts';

const headerRow = 6;
/** Groups and classes that a chart can show. */
const chartedGroups = 40;
const shownClasses = 12;

/** The first sheet: what was predicted, by group with the way to each group's rows, and what can be expected of it. */
export function writeOverview(contents: FrontContents): FrontSheet {
  return contents.report.groupBy === null ? writeSummary(contents) : writeGroups(contents);
}

/** What stands above the table: never more than five rows. */
function headLines({ document, locale, report, word }: FrontContents): string[] {
  const { conformal, file, modelName, modelVersion, observedCoverage, rows, scores } = report;
  const facts = { file, rows: rows.toLocaleString(locale), model: modelName, version: modelVersion };
  const expected = honestScores(document.card);
  const lines = [word('facts', facts)];
  if (scores) lines.push(word('scored', { scores: scoreLine(scores, word, locale) }));
  if (expected) lines.push(word('expected', { scores: scoreLine(expected, word, locale) }));
  if (conformal) {
    const share = (value: number | null) => (value === null ? word('unknown') : percentText(value, locale));
    const here = observedCoverage === null ? '' : word('coverageHere', { here: share(observedCoverage) });
    lines.push(word('coverage', { promised: share(conformal.promised), observed: share(conformal.observed) }) + here);
  }
  return lines;
}

function begin(contents: FrontContents, widths: readonly number[]) {
  const sheet = beginSheet(contents, contents.names[0]!, widths, headerRow);
  const { target } = contents.report;
  sheet.row([cell(contents.word(target === '' ? 'titleUnnamed' : 'title', { target }), 'title')], 30);
  for (const line of headLines(contents)) sheet.row([cell(line, 'soft')]);
  while (sheet.rows < headerRow - 1) sheet.skip();
  return sheet;
}

/** The row of the index that tells of a group, by place. */
export const indexRowOf = (group: number): number => headerRow + 1 + group;

/** A head may widen its column up to so many characters. */
const longestHead = 24;

/** A column of the table of groups. */
interface GroupColumn {
  readonly name: string;
  readonly look: 'count' | 'share' | 'number';
  readonly total: 'totalCount' | 'totalShare' | 'totalNumber';
  readonly width: number;
  readonly value: (group: PredictionGroup) => number | null;
}

function groupColumns({ report, word }: FrontContents): GroupColumn[] {
  const { classes, scores } = report;
  const count = { look: 'count', total: 'totalCount', width: 12 } as const;
  const share = { look: 'share', total: 'totalShare', width: 14 } as const;
  const number = { look: 'number', total: 'totalNumber', width: 13 } as const;
  const columns: GroupColumn[] = [{ name: word('rows'), ...count, value: ({ rows }) => rows }];
  if (classes) {
    for (const [place, name] of classes.slice(0, shownClasses).entries()) {
      const value = ({ classRows, rows }: PredictionGroup) => (rows === 0 ? 0 : (classRows?.[place] ?? 0) / rows);
      columns.push({ name, ...share, value });
    }
    columns.push({ name: word('meanProbability'), ...share, value: ({ mean }) => mean });
    if (scores?.accuracy != null) {
      columns.push({ name: word('accuracy'), ...share, value: (group) => group.scores?.accuracy ?? null });
    }
    return columns;
  }
  columns.push(
    { name: word('mean'), ...number, value: ({ mean }) => mean },
    { name: word('minimum'), ...number, value: ({ minimum }) => minimum },
    { name: word('maximum'), ...number, value: ({ maximum }) => maximum },
  );
  if (scores?.rmse != null)
    columns.push({ name: word('rmse'), ...number, value: (group) => group.scores?.rmse ?? null });
  return columns;
}

function writeGroups(contents: FrontContents): FrontSheet {
  const { files, names, report, sheets, word } = contents;
  const columns = groupColumns(contents);
  const placeName = word(files.length > 0 ? 'file' : 'sheet');
  // Where groups are sheets, the second sheet in front is that of their blocks.
  const blocks = files.length > 0 ? null : groupBlockRows(report);
  const sheet = begin(contents, [
    34,
    ...columns.map(({ name, width }) => Math.max(width, Math.min(longestHead, name.length + 3))),
    ...[34, 14, 14],
  ]);
  sheet.row(
    [
      cell(report.groupBy ?? word('group'), 'header'),
      ...columns.map(({ name }) => cell(name, 'headerFigure')),
      ...[placeName, word('toSummary'), word('notes')].map((name) => cell(name, 'header')),
    ],
    24,
  );
  for (const [place, group] of report.groups.entries()) {
    const target = sheets[place] ? { sheet: sheets[place].name, cell: 'A1' } : null;
    const file = files[place];
    const link = file === undefined ? { target } : { file };
    const block = blocks?.get(place);
    const toBlock = block === undefined ? null : { sheet: names[1]!, cell: `A${block}` };
    sheet.row([
      cell(group.name, target || file !== undefined ? 'linkLined' : 'text', link),
      ...columns.map(({ look, value }): Cell => cell(value(group), look)),
      cell(file ?? target?.sheet ?? '', 'text'),
      cell(toBlock ? word('toSummary') : '', toBlock ? 'linkLined' : 'text', { target: toBlock }),
      cell(isSmallGroup(group) ? word('fewRowsShort') : '', isSmallGroup(group) ? 'moderate' : 'text'),
    ]);
  }
  const lastGroup = sheet.rows;
  const all = totalOf(report);
  sheet.skip();
  sheet.row([
    cell(word('all'), 'total'),
    ...columns.map(({ total, value }) => cell(value(all), total)),
    cell('', 'text'),
  ]);
  if (report.groups.some(isSmallGroup)) sheet.row([cell(word('fewRows', { rows: smallGroupRows }), 'soft')]);
  return endSheet(sheet, groupCharts(contents, columns, lastGroup));
}

function totalOf({ classRows, groups, rows, scores }: FrontContents['report']): PredictionGroup {
  const sum = groups.reduce((total, { mean, rows: count }) => total + (mean ?? 0) * count, 0);
  const edge = (pick: (group: PredictionGroup) => number | null, choose: (...values: number[]) => number) => {
    const values = groups.map(pick).filter((value) => value !== null);
    return values.length > 0 ? values.reduce((one, other) => choose(one, other)) : null;
  };
  return {
    ...{ name: '', rows, classRows, scores, mean: rows > 0 ? sum / rows : null },
    minimum: edge(({ minimum }) => minimum, Math.min),
    maximum: edge(({ maximum }) => maximum, Math.max),
  };
}

function groupCharts(
  { report, word }: FrontContents,
  columns: readonly GroupColumn[],
  lastGroup: number,
): SheetChart[] {
  const groups = report.groups.slice(0, chartedGroups);
  if (groups.length === 0) return [];
  const first = headerRow + 1;
  const last = Math.min(lastGroup, headerRow + chartedGroups);
  const categories = { range: columnRange(0, first, last), values: groups.map(({ name }) => name) };
  const cellsOf = (column: number) => ({
    range: columnRange(column + 1, first, last),
    values: groups.map((group) => columns[column]!.value(group) ?? 0),
  });
  const left = columns.length + 5;
  const height = Math.max(14, groups.length + 6);
  const at = (order: number) => ({
    from: { column: left, row: headerRow - 1 + order * (height + 1) },
    to: { column: left + 10, row: headerRow - 1 + order * (height + 1) + height },
  });
  const { classes } = report;
  const total = report.groups.length;
  const titleOf = (title: string) =>
    total > groups.length ? word('firstOf', { title, shown: groups.length, groups: total }) : title;
  const scoreColumn = columns.findIndex(({ name }) => name === word('accuracy') || name === word('rmse'));
  const bars = { kind: 'bar', categories } as const;
  const charts: SheetChart[] = [
    classes
      ? {
          ...{ ...bars, ...at(0), title: titleOf(word('chartGroups')), isWhole: true, format: '0%' },
          series: classes.slice(0, shownClasses).map((name, place) => ({
            ...{ name, cells: cellsOf(place + 1), color: classColors[place % classColors.length]! },
          })),
        }
      : {
          ...{ ...bars, ...at(0), title: titleOf(word('chartMeans')), isWhole: false, format: '#,##0.##' },
          series: [{ name: word('mean'), cells: cellsOf(1), color: barColor }],
        },
  ];
  if (scoreColumn >= 0) {
    const { look, name } = columns[scoreColumn]!;
    charts.push({
      ...{ ...bars, ...at(1), title: titleOf(word('chartScores', { score: name })), isWhole: false },
      format: look === 'share' ? '0%' : '#,##0.##',
      series: [{ name, cells: cellsOf(scoreColumn), color: classColors[2] }],
    });
  }
  return charts;
}

function writeSummary(contents: FrontContents): FrontSheet {
  const { report, word } = contents;
  const { classRows, classes, histogram, rows } = report;
  const sheet = begin(contents, [34, 14, 14]);
  const isClass = classes !== null && classRows !== null;
  const names = isClass ? [word('class'), word('rows'), word('share')] : [word('from'), word('to'), word('rows')];
  sheet.row(
    names.map((name, place) => cell(name, isClass && place === 0 ? 'header' : 'headerFigure')),
    24,
  );
  const lines = isClass
    ? classes.map((name, place) => ({ name, count: classRows[place] ?? 0 }))
    : (histogram ?? []).map(({ from, rows: count }) => ({ name: String(from), count }));
  for (const [place, { count, name }] of lines.entries()) {
    const bin = isClass ? undefined : histogram?.[place];
    sheet.row(
      bin
        ? [cell(bin.from, 'number'), cell(bin.to, 'number'), cell(count, 'count')]
        : [cell(name, 'text'), cell(count, 'count'), cell(rows > 0 ? count / rows : 0, 'share')],
    );
  }
  const shown = lines.slice(0, chartedGroups);
  if (shown.length === 0) return endSheet(sheet, []);
  const last = headerRow + shown.length;
  const chart: SheetChart = {
    ...{ title: word(isClass ? 'chartClasses' : 'chartValues'), kind: isClass ? 'bar' : 'column', isWhole: false },
    categories: { range: columnRange(0, headerRow + 1, last), values: shown.map(({ name }) => name) },
    series: [
      {
        ...{ name: word('rows'), color: barColor },
        cells: { range: columnRange(isClass ? 1 : 2, headerRow + 1, last), values: shown.map(({ count }) => count) },
      },
    ],
    ...{ format: '#,##0', from: { column: 4, row: headerRow - 1 }, to: { column: 14, row: headerRow + 17 } },
  };
  return endSheet(sheet, [chart]);
}
