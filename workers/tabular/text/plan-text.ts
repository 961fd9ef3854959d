import { closeSync, openSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply, TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { regularFileSize } from '../file-size.ts';
import { uniqueNames } from '../header.ts';
import { checkMemory } from '../memory-limit.ts';
import type { PreviewRow } from '../preview-cell.ts';
import { cutUnseen } from './cut-unseen.ts';
import { encodingOfDamage, hasUncertainFields, minimumPartBytes, surveyRulesOf } from './survey-table.ts';
import { type Survey, surveyText } from './survey-text.ts';
import { headerNotes, textHeader, usualFieldsOf } from './text-header.ts';
import { readTextSample, type TextSample } from './text-sample.ts';
import { checkSheet, textSheetName } from './text-sheet.ts';
import { withFieldsInUse } from './widen-plan.ts';

/** A table up to this size is looked through at once; in a larger one its readers tell whether it must be. */
const surveyedBytes = 16 * 2 ** 20;

/**
 * Where the table of a text file begins, what its columns are called, and where the file can be cut into parts that
 * are read at the same time. Faults: those of readTextSample, SHEET_MISSING, TABLE_EMPTY, TABLE_TOO_LARGE,
 * FILE_CHANGED, JOB_CANCELLED. `smallestPartBytes` is there for tests.
 */
export async function planText(
  order: Order<'plan-table'>,
  context: OrderContext,
  smallestPartBytes = minimumPartBytes,
): Promise<Reply<'plan-table'>> {
  checkSheet(order.reading.sheet, order.fileName);
  const { reading } = order;
  let sample = readTextSample(order.path, order.fileName, reading);
  let parts = partsOf(sample, order, context, smallestPartBytes);
  const isGiven = reading.text?.encoding !== undefined;
  const isOpen = !isGiven && sample.isAscii && sample.format.encoding === 'utf-8';
  // The beginning was plain ASCII, which every encoding shares: what comes later tells which one it is.
  const encoding = isOpen ? encodingOfDamage(parts.undecodable) : null;
  if (encoding) {
    sample = readTextSample(order.path, order.fileName, reading, encoding);
    parts = partsOf(sample, order, context, smallestPartBytes);
  }
  const header = textHeader(sample, reading);
  const start = sample.rowStarts[header.firstDataRow];
  if (header.columns.length === 0 || start === undefined) throw new Fault('TABLE_EMPTY', { file: order.fileName });
  const data = sample.rows.slice(header.firstDataRow);
  const rowBytes = (sample.rowsEnd - start) / Math.max(1, data.filter((row) => row.length > 0).length);
  const estimatedRows = Math.max(1, Math.round((sample.sizeBytes - start) / Math.max(1, rowBytes)));
  const estimatedMemoryBytes = Math.ceil(estimatedRows * bytesPerRow(data, header.columns) * 2 + sample.sampleBytes);
  checkMemory(estimatedMemoryBytes, order.maxMemoryBytes, order.fileName);
  const usualFields = usualFieldsOf(sample, header);
  const plan: TablePlan = {
    path: order.path,
    fileName: order.fileName,
    format: 'csv',
    sheet: textSheetName(order.fileName),
    sizeBytes: sample.sizeBytes,
    reader: 'text',
    textFormat: sample.format,
    headerStart: header.headerStart,
    headerRows: header.headerRows,
    firstDataRow: header.firstDataRow,
    columnNames: uniqueNames(header.originalNames),
    originalNames: header.originalNames,
    sourceColumns: header.columns,
    parts: parts.parts,
    ...(parts.unsurveyed ? { unsurveyed: parts.unsurveyed } : {}),
    estimatedRows,
    estimatedMemoryBytes,
    ...(usualFields === null ? {} : { usualFields }),
    notes: headerNotes(sample, header, header.originalNames),
  };
  return sample.sizeBytes - start <= surveyedBytes ? withFieldsInUse(plan, context) : plan;
}

/** The parts from the first data row on; where no quote shows at the beginning and around the cuts, by these alone. */
function partsOf(
  sample: TextSample,
  order: Order<'plan-table'>,
  context: OrderContext,
  smallestPartBytes: number,
): Survey & Pick<TablePlan, 'unsurveyed'> {
  const { format, sizeBytes } = sample;
  const header = textHeader(sample, order.reading);
  const fromByte = sample.rowStarts[header.firstDataRow] ?? sizeBytes;
  const whole: Survey = { parts: [{ fromByte, toByte: sizeBytes }], undecodable: null };
  const isWide = format.encoding === 'utf-16le' || format.encoding === 'utf-16be';
  const isCut = order.maxParts > 1 && sizeBytes - fromByte >= 2 * smallestPartBytes;
  if (isWide || (!isCut && (sample.isWhole || !sample.isAscii))) return whole;
  const file = openSync(order.path, 'r');
  try {
    if (regularFileSize(file, order.fileName) !== sizeBytes) throw new Fault('FILE_CHANGED', { file: order.fileName });
    const checksEncoding = sample.isAscii && format.encoding === 'utf-8';
    const range = { fromByte, toByte: sizeBytes, maxParts: order.maxParts, minimumPartBytes: smallestPartBytes };
    const rules = surveyRulesOf(format, { ...range, checksEncoding });
    const unseen = cutUnseen(file, rules);
    if (unseen && !hasUncertainFields(format)) return { ...unseen, unsurveyed: { checksEncoding } };
    const survey = surveyText(file, order.fileName, rules, context);
    return hasUncertainFields(format) ? { ...survey, parts: whole.parts } : survey;
  } finally {
    closeSync(file);
  }
}

/** What a row takes in the layout of segment.ts, judged by the first rows. */
function bytesPerRow(rows: readonly PreviewRow[], columns: readonly number[]): number {
  let bytes = 0;
  for (const column of columns) {
    const cells = rows.map((row) => row[column]);
    const texts = cells.filter((cell) => cell?.kind === 'text').map((cell) => cell?.text ?? '');
    const hasNumbers = cells.some((cell) => cell && cell.kind !== 'text' && cell.kind !== 'missing');
    const distinct = new Set(texts);
    const isRepeating = distinct.size * 2 < texts.length;
    const meanLength = [...distinct].reduce((sum, text) => sum + text.length * 2, 0) / Math.max(1, distinct.size);
    bytes += 1 + (hasNumbers ? 8 : 0) + (texts.length === 0 ? 0 : isRepeating ? 4 : 20 + meanLength);
  }
  return bytes;
}
