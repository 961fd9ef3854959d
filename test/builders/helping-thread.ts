import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundle } from '../../scripts/build.mjs';
import type { FitMemory } from '../../workers/trees/fit/fit-memory.ts';

const program = fileURLToPath(new URL('../../dist/test/helping-thread.js', import.meta.url));

/** To be called once before `startHelpingThread`. */
export const buildHelpingThread = () => bundle('test/fixtures/helping-thread.ts', program);

/**
 * A thread that helps with the fit over `control` as soon as there is one; `left` is settled when it has gone away. With
 * `itemsUntilDeath` it ends in the middle of the item that follows so many.
 */
export async function startHelpingThread(
  control: FitMemory,
  itemsUntilDeath: number | null = null,
): Promise<{ left: Promise<unknown> }> {
  const thread = new Worker(program, { workerData: { control, itemsUntilDeath } });
  await once(thread, 'message');
  return { left: once(thread, 'exit') };
}
