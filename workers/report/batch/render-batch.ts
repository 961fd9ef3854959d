import type { Order, ScratchFile } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { neutralText } from '../neutral-text.ts';
import { AllColumnsSheets } from './all-columns-sheets.ts';
import { loadBatch } from './batch-jobs.ts';
import { filesForm, findingsForm, writeFilesSheet, writeFindingsSheet } from './batch-sheets.ts';
import { BatchWorkbook } from './batch-workbook.ts';
import { indexForm, writeIndexSheet } from './index-sheet.ts';

/**
 * Writes one workbook over the jobs of a batch: an index, a row for each file, all findings, and all columns of all files.
 * One file's columns are in memory at a time. The same results give the same bytes. Throws JOB_CANCELLED and what the file
 * system throws.
 */
export async function renderBatch(order: Order<'render-batch'>, context: OrderContext): Promise<ScratchFile> {
  const throwIfCancelled = () => context.throwIfCancelled();
  const contents = await loadBatch(order.listPath, throwIfCancelled);
  const book = new BatchWorkbook(order.locale, order.scratchPath);
  try {
    const index = book.addSheet(indexForm(book));
    const files = book.addSheet(filesForm(book));
    const findings = book.addSheet(findingsForm(book));
    const columns = new AllColumnsSheets(book);
    for (const [done, job] of contents.jobs.entries()) {
      await columns.add(job, throwIfCancelled);
      context.notify({ fraction: (done + 1) / contents.jobs.length, rowsDone: null, subject: job.fileName });
    }
    columns.end();
    writeFilesSheet(book, files, contents);
    throwIfCancelled();
    writeFindingsSheet(book, findings, contents);
    writeIndexSheet(book, index, order.name, contents, book.sheetNames().slice(1));
    return await book.finish(neutralText(order.name));
  } catch (error) {
    book.discard();
    throw error;
  }
}
