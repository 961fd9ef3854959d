import { createReadStream } from 'node:fs';
import type { NamedScratchFile, Order, Reply, ScratchFile } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';
import type { OrderContext } from '../order-context.ts';
import { PackedText } from '../tabular/writer/packed-text.ts';
import { writeIndex } from './index-sheet.ts';
import { type FrontWriter, joinFiles, joinWorkbook } from './join-workbook.ts';
import { loadLayout } from './layout.ts';

/**
 * Puts the parts of an export together: one workbook, one text file, or a zip file with a file per group. The same parts give
 * the same bytes. Throws JOB_CANCELLED.
 */
export async function joinExport(order: Order<'join-export'>, context: OrderContext): Promise<Reply<'join-export'>> {
  const { options, scratchPath, title } = order;
  const { locale } = options;
  const layout = await loadLayout(order.layoutPath);
  const isInFiles = layout.grouping !== null && (options.split === 'files' || options.format !== 'xlsx');
  if (isInFiles) return named(await joinFiles(order, context, layout), '.zip');
  if (options.format === 'xlsx') {
    const writeFront: FrontWriter = (part, look, { front, sheets }) =>
      front.map((name) => {
        const text = new PackedText(part);
        return { sheet: writeIndex(text, { layout, sheets, title, name, locale, look }), piece: text.end() };
      });
    return named(await joinWorkbook(order, context, layout, writeFront), '.xlsx');
  }
  const file = new HashedFile(scratchPath, true);
  for (const { filePath } of order.parts) {
    for await (const bytes of createReadStream(filePath, { highWaterMark: 1 << 20 })) {
      context.throwIfCancelled();
      file.write(bytes as Buffer);
    }
  }
  await file.settled();
  return named(file.finish(), `.${options.format}`);
}

const named = (file: ScratchFile, extension: string): NamedScratchFile => ({ ...file, kind: 'export', extension });
