import { faultSentence } from '../../../contract/faults.ts';
import { findingSentence, findingTitle } from '../../../contract/finding-texts.ts';
import { severities } from '../../../contract/profile.ts';
import type { Cell, SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import type { CellStyle } from '../../tabular/writer/style-book.ts';
import { neutralText } from '../neutral-text.ts';
import { severityTexts } from '../report-texts.ts';
import type { BatchContents, BatchFinding, BatchJob } from './batch-jobs.ts';
import { looks, severityCounts, severityLooks, tabColor } from './batch-style.ts';
import { stateTexts } from './batch-texts.ts';
import type { BatchWorkbook } from './batch-workbook.ts';

export const cell = (value: Cell['value'], style: CellStyle, target: Cell['target'] = null): Cell => ({
  ...{ value, style, target },
});

/** Days since Excel's day 0, by this machine's clock on the wall. */
function excelTime(atMs: number): number {
  return (atMs - new Date(atMs).getTimezoneOffset() * 60_000) / 86_400_000 + 25_569;
}

/** A row for each file, in the order of submission, with a link to its columns. */
export function writeFilesSheet(book: BatchWorkbook, sheet: SheetWriter, { jobs }: BatchContents): void {
  const { locale } = book;
  const text = [book.word('file'), book.word('sheet'), book.word('state')];
  const figures = ['rows', 'columns', 'missing', 'missingShare', 'duplicates', 'duplicateShare'] as const;
  sheet.row(
    [
      cell(book.word('number'), looks.headerCentred),
      ...text.map((word) => cell(word, looks.header)),
      ...figures.map((word) => cell(book.word(word), looks.headerFigure)),
      ...severities.map((severity) => cell(severityTexts[severity][locale], looks.headerFigure)),
      cell(book.word('sizeBytes'), looks.headerFigure),
      cell(book.word('seconds'), looks.headerFigure),
      cell(book.word('finished'), looks.header),
      cell(book.word('reason'), looks.header),
    ],
    32,
  );
  for (const [place, job] of jobs.entries()) sheet.row(fileRow(book, job, place + 1));
  sheet.end();
}

function fileRow(book: BatchWorkbook, job: BatchJob, number: number): Cell[] {
  const { figures, state } = job;
  const share = (part: number | null, whole: number) => (part === null || whole === 0 ? null : part / whole);
  const isTrouble = state === 'dead' || job.isUnreadable;
  return [
    cell(number, looks.centred),
    cell(neutralText(job.fileName), job.columnsAt ? looks.linkLined : looks.strong, job.columnsAt),
    cell(neutralText(figures?.sheet ?? job.sheet ?? ''), looks.text),
    cell(stateTexts[state][book.locale], isTrouble ? looks.trouble : state === 'completed' ? looks.text : looks.soft),
    cell(figures?.rows ?? null, looks.count),
    cell(figures?.columns ?? null, looks.count),
    cell(figures?.missingCells ?? null, looks.count),
    cell(figures ? share(figures.missingCells, figures.cells) : null, looks.share),
    cell(figures?.duplicateRows ?? null, looks.count),
    cell(figures ? share(figures.duplicateRows, figures.rows) : null, looks.share),
    ...severities.map((severity) => {
      const count = figures?.findings[severity] ?? null;
      return cell(count, count ? severityCounts[severity] : looks.count);
    }),
    cell(job.sizeBytes, looks.count),
    cell(job.durationMs === null ? null : job.durationMs / 1000, looks.seconds),
    cell(job.finishedAtMs === null ? null : excelTime(job.finishedAtMs), looks.time),
    cell(reasonOf(book, job), looks.text),
  ];
}

function reasonOf(book: BatchWorkbook, job: BatchJob): string {
  if (job.isUnreadable) return book.word('unreadable');
  return job.fault ? neutralText(faultSentence(job.fault, book.locale)) : '';
}

export const filesForm = (book: BatchWorkbook) => ({
  name: book.word('files'),
  widths: [7, 40, 18, 13, 12, 10, 12, 10, 12, 10, 12, 14, 13, 14, 10, 18, 60],
  ...{ headerRow: 1, frozenColumns: 2, hasFilter: true, pagesWide: 2, tabColor },
});

/** Every finding of every file, the most severe first. */
export function writeFindingsSheet(book: BatchWorkbook, sheet: SheetWriter, contents: BatchContents): void {
  const words = ['severity', 'file', 'sheet', 'finding', 'column', 'explanation'] as const;
  sheet.row(
    words.map((word) => cell(book.word(word), looks.header)),
    32,
  );
  for (const found of contents.findings) sheet.row(findingRow(book, found));
  if (contents.findings.length === 0) sheet.row([cell(book.word('noFindings'), looks.subtitle)]);
  if (contents.omittedFindings > 0) {
    const more = book.texts.count(contents.omittedFindings);
    sheet.row([cell(book.word('moreFindings', { more }), looks.subtitle)]);
  }
  sheet.end();
}

function findingRow(book: BatchWorkbook, { job, finding }: BatchFinding): Cell[] {
  const { locale } = book;
  const { column } = finding.values;
  return [
    cell(severityTexts[finding.severity][locale], severityLooks[finding.severity]),
    cell(neutralText(job.fileName), job.columnsAt ? looks.linkLined : looks.strong, job.columnsAt),
    cell(neutralText(job.figures?.sheet ?? ''), looks.text),
    cell(findingTitle(finding, locale), looks.text),
    typeof column === 'string' ? cell(neutralText(column), looks.strong) : cell(book.word('wholeTable'), looks.soft),
    cell(neutralText(findingSentence(finding, locale)), looks.text),
  ];
}

export const findingsForm = (book: BatchWorkbook) => ({
  name: book.word('findings'),
  widths: [14, 40, 18, 24, 28, 100],
  ...{ headerRow: 1, frozenColumns: 2, hasFilter: true, tabColor },
});
