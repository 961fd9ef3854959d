import { closeSync, openSync, readSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import { threadKernel } from '../../kernel-instance.ts';
import type { OrderContext } from '../../order-context.ts';

/** Nobody nests a table so deep; DuckDB goes down once for each level, and ends with the process where there are too many. */
const deepestNesting = 256;
const blockBytes = 2 ** 18;

/** Makes sure that the lists and objects of a JSON file are not nested too deep. Faults: JSON_INVALID, JOB_CANCELLED. */
export function checkDepth(path: string, fileName: string, context: OrderContext): void {
  const kernel = threadKernel();
  const { call } = kernel;
  call.reset();
  call.forgetScratch();
  call.startJson();
  const at = call.allocate(blockBytes);
  const file = openSync(path, 'r');
  try {
    for (let position = 0; ; ) {
      context.throwIfCancelled();
      const count = readSync(file, kernel.bytes, at, blockBytes, position);
      if (count === 0) return;
      position += count;
      if (call.jsonDepth(at, at + count) <= deepestNesting) continue;
      const reason = `lists or objects nested more than ${deepestNesting} levels deep`;
      throw new Fault('JSON_INVALID', { file: fileName, place: '?', reason });
    }
  } finally {
    closeSync(file);
  }
}
