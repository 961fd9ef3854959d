import { type ColumnType, columnTypes } from '../../../contract/files.ts';
import { severities } from '../../../contract/profile.ts';
import type { Cell, SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import { neutralText } from '../neutral-text.ts';
import { columnTypeTexts, severityTexts } from '../report-texts.ts';
import type { BatchContents, BatchJob, JobFigures } from './batch-jobs.ts';
import { cell } from './batch-sheets.ts';
import { looks, severityLooks, tabColor } from './batch-style.ts';
import type { BatchWorkbook } from './batch-workbook.ts';

/** Cells of one line on the left or on the right. */
type Line = readonly (Cell | null)[];

const listedFiles = 10;

export const indexForm = (book: BatchWorkbook) => ({
  name: book.word('overview'),
  ...{ widths: [30, 24, 12, 4, 44, 14], headerRow: 0, tabColor },
});

/** The first sheet: what the batch is, its figures, and the way to the other sheets. */
export function writeIndexSheet(
  book: BatchWorkbook,
  sheet: SheetWriter,
  name: string,
  contents: BatchContents,
  sheetNames: readonly string[],
): void {
  const { jobs } = contents;
  const done = jobs.flatMap(({ figures }) => figures ?? []);
  const shape = {
    completed: book.texts.count(done.length),
    jobs: book.texts.count(jobs.length),
    rows: book.texts.count(sum(done, ({ rows }) => rows)),
  };
  sheet.row([cell(neutralText(name), looks.title)], 30);
  sheet.row([cell(book.word('shape', shape), looks.subtitle)]);
  sheet.skip();
  const left = [
    ...stateLines(book, jobs),
    [],
    ...totalLines(book, jobs, done),
    [],
    ...typeLines(book, done),
  ] satisfies Line[];
  const right = [
    ...contentLines(book, sheetNames),
    [],
    ...severityLines(book, contents),
    [],
    ...worstFileLines(book, jobs),
  ] satisfies Line[];
  for (let line = 0; line < Math.max(left.length, right.length); line++) {
    const [label = null, value = null, share = null] = left[line] ?? [];
    sheet.row([label, value, share, null, ...(right[line] ?? [])]);
  }
  sheet.end();
}

function sum<T>(items: readonly T[], value: (item: T) => number | null): number {
  return items.reduce((total, item) => total + (value(item) ?? 0), 0);
}

function stateLines(book: BatchWorkbook, jobs: readonly BatchJob[]): Line[] {
  const count = (states: readonly string[]) => jobs.filter(({ state }) => states.includes(state)).length;
  const lines = [
    ['completedFiles', count(['completed'])],
    ['deadFiles', count(['dead'])],
    ['cancelledFiles', count(['cancelled'])],
    ['unfinishedFiles', count(['scheduled', 'queued', 'paused', 'running'])],
  ] as const;
  return [
    [cell(book.word('files'), looks.heading)],
    ...lines
      .filter(([word, jobs]) => jobs > 0 || word === 'completedFiles')
      .map(([word, jobs]): Line => [cell(book.word(word), looks.label), cell(jobs, looks.factCount)]),
  ];
}

function totalLines(book: BatchWorkbook, jobs: readonly BatchJob[], done: readonly JobFigures[]): Line[] {
  const total = (word: 'rows' | 'columnCount' | 'cells', value: (job: JobFigures) => number): Line => [
    cell(book.word(word), looks.label),
    cell(sum(done, value), looks.factCount),
  ];
  const part = (
    word: 'missingCells' | 'duplicateRows',
    value: (job: JobFigures) => number | null,
    of: (job: JobFigures) => number,
  ): Line => {
    const [found, whole] = [sum(done, value), sum(done, of)];
    return [
      cell(book.word(word), looks.label),
      cell(found, looks.factCount),
      whole > 0 ? cell(found / whole, looks.factShare) : null,
    ];
  };
  const completed = jobs.filter(({ state }) => state === 'completed');
  return [
    [cell(book.word('totals'), looks.heading)],
    total('rows', ({ rows }) => rows),
    total('columnCount', ({ columns }) => columns),
    total('cells', ({ cells }) => cells),
    part(
      'missingCells',
      ({ missingCells }) => missingCells,
      ({ cells }) => cells,
    ),
    part(
      'duplicateRows',
      ({ duplicateRows }) => duplicateRows,
      ({ rows }) => rows,
    ),
    [
      cell(book.word('fileSizes'), looks.label),
      cell(book.texts.size(sum(completed, (job) => job.sizeBytes)), looks.fact),
    ],
    [
      cell(book.word('worktime'), looks.label),
      cell(book.texts.duration(sum(completed, (job) => job.durationMs)), looks.fact),
    ],
  ];
}

function typeLines(book: BatchWorkbook, done: readonly JobFigures[]): Line[] {
  const count = (type: ColumnType) => sum(done, ({ columnsByType }) => columnsByType[type] ?? 0);
  return [
    [cell(book.word('typesOfColumns'), looks.heading)],
    ...columnTypes
      .filter((type) => count(type) > 0)
      .map((type): Line => [cell(columnTypeTexts[type][book.locale], looks.label), cell(count(type), looks.factCount)]),
  ];
}

function contentLines(book: BatchWorkbook, sheetNames: readonly string[]): Line[] {
  return [
    [cell(book.word('contents'), looks.heading)],
    ...sheetNames.map((name): Line => [cell(name, looks.link, { sheet: name, cell: 'A1' })]),
  ];
}

function severityLines(book: BatchWorkbook, { jobs }: BatchContents): Line[] {
  return [
    [cell(book.word('findings'), looks.heading)],
    ...severities.map((severity): Line => {
      const count = sum(jobs, ({ figures }) => figures?.findings[severity] ?? 0);
      const look = severityLooks[severity];
      return [cell(severityTexts[severity][book.locale], look), cell(count, { ...look, format: '#,##0' })];
    }),
  ];
}

/** Where a person may begin to look. */
function worstFileLines(book: BatchWorkbook, jobs: readonly BatchJob[]): Line[] {
  const worst = jobs
    .filter(({ figures }) => (figures?.findings.high ?? 0) > 0)
    .sort((one, other) => other.figures!.findings.high - one.figures!.findings.high)
    .slice(0, listedFiles);
  if (worst.length === 0) return [];
  return [
    [cell(book.word('mostFindings'), looks.heading)],
    ...worst.map(
      ({ columnsAt, fileName, figures }): Line => [
        cell(neutralText(fileName), columnsAt ? looks.link : looks.fact, columnsAt),
        cell(figures!.findings.high, { format: '#,##0' }),
      ],
    ),
  ];
}
