import { openFitKernel } from './fit-kernel.ts';
import type { FitMemory } from './fit-memory.ts';
import { helpWithPhases } from './phases.ts';

/**
 * Helps the leader of a fit until it is done or this order is cancelled. A helper that comes too late leaves at once, one that
 * comes before its leader waits half a minute for it at most.
 */
export function helpFit(control: FitMemory, isCancelled: () => boolean): void {
  helpWithPhases(control, () => openFitKernel(control), isCancelled);
}
