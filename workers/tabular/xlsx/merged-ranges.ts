import type { OrderContext } from '../../order-context.ts';
import { parseRange } from '../cell-range.ts';
import type { MergedRange } from '../preview-cell.ts';
import { sheetLimits } from '../zip/unpack-limits.ts';
import { unpackPart } from '../zip/unpack-part.ts';
import { utf8Chunks } from './part-encoding.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/**
 * Merged cells stand behind the cells of a sheet, so that the whole part must be unpacked to see them. Up to this size that
 * takes about a tenth of a second; in larger sheets the header is found without them.
 */
const maximumPartBytes = 32 * 1024 * 1024;
const maximumRanges = 10_000;
const keptTailBytes = 256;
const mark = Buffer.from('mergeCell ');
const reference = /^mergeCell [^>]*?ref\s*=\s*["']([^"']*)["']/;

/** The merged cells of `sheet`; none when the sheet is large. */
export async function readMergedRanges(
  workbook: Workbook,
  sheet: WorkbookSheet,
  context: OrderContext,
): Promise<MergedRange[]> {
  const { file, fileName } = workbook;
  const entry = sheet.entry;
  if (entry === null || entry.declaredBytes > maximumPartBytes) return [];
  const ranges: MergedRange[] = [];
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of utf8Chunks(unpackPart(file, entry, fileName, sheetLimits), entry.name, fileName)) {
    context.throwIfCancelled();
    const bytes = Buffer.concat([tail, chunk]);
    let at = bytes.indexOf(mark);
    let kept = Math.max(0, bytes.length - mark.length);
    while (at >= 0) {
      const match = reference.exec(bytes.toString('latin1', at, at + keptTailBytes));
      if (match === null && at + keptTailBytes > bytes.length) {
        kept = at; // the tag goes on in the next chunk
        break;
      }
      const range = match === null ? null : parseRange(match[1] as string);
      if (range !== null) ranges.push(range);
      if (ranges.length >= maximumRanges) return ranges;
      at = bytes.indexOf(mark, at + mark.length);
    }
    tail = bytes.subarray(kept);
  }
  return ranges;
}
