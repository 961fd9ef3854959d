import type { Workbook } from 'exceljs';
import { interpolate, type Locale, type TextValues } from '../../../contract/texts.ts';
import { type NumberTexts, numberTexts } from '../number-texts.ts';
import type { ReportData } from '../report-data.ts';
import { measures, measureTexts, reportTexts } from '../report-texts.ts';

/** What every sheet is made with. */
export interface WorkbookContext {
  readonly workbook: Workbook;
  readonly data: ReportData;
  readonly locale: Locale;
  readonly texts: NumberTexts;
  readonly sheetNames: SheetNames;
  /** For files that are gone when the report is made. */
  readonly scratchFolder: string;
  /** A fixed word of the reports. */
  word(key: keyof typeof reportTexts, values?: TextValues): string;
  /** Throws JOB_CANCELLED when the report is no longer wanted. */
  throwIfCancelled(): void;
}

export interface SheetNames {
  readonly overview: string;
  readonly findings: string;
  readonly columns: string;
  readonly values: string;
  readonly correlations: readonly string[];
  readonly charts: string;
}

export function createWorkbookContext(
  workbook: Workbook,
  data: ReportData,
  locale: Locale,
  scratchFolder: string,
  throwIfCancelled: () => void,
): WorkbookContext {
  const word: WorkbookContext['word'] = (key, values = {}) => interpolate(reportTexts[key][locale], values);
  const sheetNames: SheetNames = {
    overview: word('overview'),
    findings: word('findings'),
    columns: word('columns'),
    values: word('values'),
    correlations: measures.map((measure) => measureTexts[measure].name[locale]),
    charts: word('charts'),
  };
  return { workbook, data, locale, texts: numberTexts(locale), sheetNames, scratchFolder, word, throwIfCancelled };
}

/** The first row below the header of the sheet of columns; findings link into it. */
export const firstColumnRow = 2;
