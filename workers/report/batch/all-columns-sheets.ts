import { readFile } from 'node:fs/promises';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { colorScaleMarkup, columnLetters, maxSheetRows } from '../../tabular/writer/sheet-markup.ts';
import type { Cell, SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import { allStatistics, type Statistic } from '../column-statistics.ts';
import { neutralText } from '../neutral-text.ts';
import { columnTypeTexts } from '../report-texts.ts';
import { statisticFormat } from '../value-forms.ts';
import type { BatchJob } from './batch-jobs.ts';
import { cell } from './batch-sheets.ts';
import { figureLook, looks, tabColor } from './batch-style.ts';
import type { BatchWorkbook } from './batch-workbook.ts';

const leading = 5;
const missingColor = 'FFEEB07A';
/** Excel's first day in its own calendar that is also a day in everyone else's. */
const firstExcelDate = Date.UTC(1900, 2, 1);

/** A row for each column of each file, with every statistic; goes on on further sheets where one is full. */
export class AllColumnsSheets {
  readonly #book: BatchWorkbook;
  readonly #rowsPerSheet: number;
  #sheet: SheetWriter | null = null;

  constructor(book: BatchWorkbook, rowsPerSheet = maxSheetRows) {
    this.#book = book;
    this.#rowsPerSheet = rowsPerSheet;
  }

  /** Adds the columns of a job and notes with it where they begin. */
  async add(job: BatchJob, throwIfCancelled: () => void): Promise<void> {
    const columns = await loadColumns(job);
    for (const [place, column] of columns.entries()) {
      if (place % 500 === 0) throwIfCancelled();
      const sheet = this.#sheetWithRoom();
      const row = sheet.row(this.#cells(job, column, place + 1));
      job.columnsAt ??= { sheet: sheet.form.name, cell: `A${row}` };
    }
  }

  end(): void {
    if (!this.#sheet) this.#sheetWithRoom();
    this.#endSheet();
  }

  #sheetWithRoom(): SheetWriter {
    if (this.#sheet && this.#sheet.rows < this.#rowsPerSheet) return this.#sheet;
    this.#endSheet();
    const widths = allStatistics.map(({ form }) => (form === 'text' ? 22 : form === 'date' ? 17 : 12));
    this.#sheet = this.#book.addSheet({
      name: this.#book.word('columns'),
      widths: [36, 16, 7, 28, 10, ...widths],
      ...{ headerRow: 1, frozenColumns: 4, hasFilter: true, pagesWide: 3, tabColor },
    });
    this.#sheet.row(this.#header(), 32);
    return this.#sheet;
  }

  #header(): Cell[] {
    const { locale } = this.#book;
    const words = ['file', 'sheet', 'number', 'name', 'type'] as const;
    return [
      ...words.map((word) => cell(this.#book.word(word), looks.header)),
      ...allStatistics.map(({ form, label }) =>
        cell(label[locale], form === 'text' || form === 'date' ? looks.header : looks.headerFigure),
      ),
    ];
  }

  #cells(job: BatchJob, column: ColumnProfile, number: number): (Cell | null)[] {
    return [
      cell(neutralText(job.fileName), looks.soft),
      cell(neutralText(job.figures?.sheet ?? ''), looks.soft),
      cell(number, looks.centred),
      cell(neutralText(column.name), looks.strong),
      cell(columnTypeTexts[column.type][this.#book.locale], looks.text),
      ...allStatistics.map((statistic) => statisticCell(statistic, column)),
    ];
  }

  /** The more is missing, the warmer the cell. */
  #endSheet(): void {
    const sheet = this.#sheet;
    if (!sheet) return;
    const letters = columnLetters(leading + allStatistics.findIndex(({ label }) => label.en === 'Missing share'));
    const range = `${letters}2:${letters}${Math.max(2, sheet.rows)}`;
    sheet.end(colorScaleMarkup(range, 1, missingColor, [0, 1]));
    this.#sheet = null;
  }
}

async function loadColumns({ columnsPath }: BatchJob): Promise<ColumnProfile[]> {
  if (columnsPath === null) return [];
  try {
    return JSON.parse(await readFile(columnsPath, 'utf8')) as ColumnProfile[];
  } catch {
    // Removed or damaged meanwhile: the others are shown all the same.
    return [];
  }
}

function statisticCell({ form, value }: Statistic, column: ColumnProfile): Cell | null {
  const found = value(column);
  if (found === null) return null;
  if (typeof found === 'number') {
    return cell(found, figureLook(statisticFormat(form, found, column)));
  }
  const time = form === 'date' ? Date.parse(found.length > 10 ? `${found}Z` : found) : Number.NaN;
  if (time >= firstExcelDate) {
    return cell(time / 86_400_000 + 25_569, column.date?.hasTimes ? looks.time : looks.date);
  }
  const number = column.type === 'number' && found.trim() !== '' ? Number(found) : Number.NaN;
  return cell(Number.isFinite(number) ? number : neutralText(found), looks.indented);
}
