import { closeSync, openSync } from 'node:fs';
import type { TextFormat } from '../../../contract/files.ts';
import { threadKernel } from '../../kernel-instance.ts';
import type { OrderContext } from '../../order-context.ts';
import { ByteBlocks } from './byte-blocks.ts';

/** Columns that single long rows add; what stands behind them stays together in the last one. */
const mostFurtherColumns = 100;

export interface FieldsInUse {
  /** 0-based places of the columns: those of `known`, and all others in which some row has a value. */
  readonly columns: readonly number[];
  /** Only single rows have values from this field on; absent: there is none. */
  readonly usualFields?: number;
  /** The last column holds what stands in many more. */
  readonly joinsRest?: boolean;
}

/**
 * The fields of a text file, from byte `fromByte` to its end, in which some row has a value, beside the `known` ones. Goes
 * once through the file. Faults: FILE_CHANGED, TEXT_UNDECODABLE for a line without end, JOB_CANCELLED.
 */
export function fieldsInUse(
  text: { readonly path: string; readonly fileName: string; readonly sizeBytes: number; readonly format: TextFormat },
  fromByte: number,
  known: readonly number[],
  context: OrderContext,
): FieldsInUse {
  const { format, sizeBytes } = text;
  const file = openSync(text.path, 'r');
  try {
    const kernel = threadKernel();
    const { call } = kernel;
    const lineEnd = format.lineBreak === '\r' ? 13 : 10;
    const quote = format.quote === '' ? -1 : format.quote.charCodeAt(0);
    call.reset();
    call.forgetScratch();
    call.setRules(format.delimiter.charCodeAt(0), quote, lineEnd, format.decimal.charCodeAt(0), 1, 1, 1);
    const used = call.startSurvey();
    const blocks = new ByteBlocks(kernel, file, text.fileName, { fromByte, toByte: sizeBytes }, format.encoding);
    while (!blocks.isAtEnd || blocks.filled > 0) {
      context.throwIfCancelled();
      if (!blocks.isAtEnd) blocks.read();
      const isLast = blocks.isAtEnd;
      if (isLast) blocks.closeLine(lineEnd);
      const to = blocks.at + blocks.wholeLines(lineEnd);
      const done = to > blocks.at ? call.surveyFields(blocks.at, to, isLast) : blocks.at;
      blocks.take(done - blocks.at);
    }
    const isUsed = kernel.bytes.subarray(used, used + call.surveyedFields());
    return withFurther(known, isUsed);
  } finally {
    closeSync(file);
  }
}

function withFurther(known: readonly number[], isUsed: Uint8Array): FieldsInUse {
  const width = (known[known.length - 1] ?? -1) + 1;
  const inside = Array.from(isUsed.subarray(0, width).keys()).filter((place) => isUsed[place] === 1);
  const columns = [...new Set([...known, ...inside])].sort((a, b) => a - b);
  const further = Array.from(isUsed.keys()).filter((place) => place >= width && isUsed[place] === 1);
  if (further.length === 0) return { columns };
  const joinsRest = further.length > mostFurtherColumns;
  return {
    columns: [...columns, ...further.slice(0, mostFurtherColumns)],
    usualFields: width,
    ...(joinsRest ? { joinsRest } : {}),
  };
}
