import { Fault } from '../../../contract/faults.ts';
import type { JobRecord, WorkInput } from '../../archive/job-record.ts';

export type Side = 'later' | 'earlier';

/** The file of one side of a comparison. Throws COMPARISON_NEEDS_EARLIER. */
export function inputOf({ input, otherInputs, reading }: JobRecord, side: Side): WorkInput {
  if (side === 'later') return { input, reading };
  const [earlier] = otherInputs;
  if (!earlier) throw new Fault('COMPARISON_NEEDS_EARLIER', { file: input.fileName });
  return earlier;
}
