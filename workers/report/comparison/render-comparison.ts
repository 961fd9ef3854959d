import { rm } from 'node:fs/promises';
import type { ComparedColumn, Comparison } from '../../../contract/comparison.ts';
import type { Order, ScratchFile } from '../../../contract/orders.ts';
import { readJson } from '../../compare/write-json.ts';
import { HashedFile } from '../../explore/hashed-file.ts';
import type { OrderContext } from '../../order-context.ts';
import { comparisonReport } from './comparison-data.ts';

/** Writes the report of a comparison in the wanted format and language. Throws what the file system throws, and JOB_CANCELLED. */
export async function renderComparison(order: Order<'render-comparison'>, context: OrderContext): Promise<ScratchFile> {
  const { earlierName, format, laterName, locale, rowsPath, scratchPath } = order;
  const made = await readJson<Comparison>(order.comparisonPath);
  const columns = await readJson<ComparedColumn[]>(order.columnsPath);
  const comparison: Comparison = {
    ...made,
    later: { ...made.later, fileName: laterName },
    earlier: { ...made.earlier, fileName: earlierName },
  };
  const report = comparisonReport(comparison, columns, locale);
  if (format === 'xlsx') {
    const { comparisonWorkbook } = await import('./comparison-workbook.ts');
    return comparisonWorkbook(report, rowsPath, scratchPath, context);
  }
  const bytes =
    format === 'json'
      ? Buffer.from(`${JSON.stringify({ format: 'auspex-comparison', version: 1, ...comparison, columns })}\n`)
      : await (await import('./comparison-page.ts')).comparisonPage(report, rowsPath, context);
  const file = new HashedFile(scratchPath);
  try {
    file.write(bytes);
    return file.finish();
  } catch (error) {
    file.close();
    await rm(scratchPath, { force: true });
    throw error;
  }
}
