import { z } from 'zod';
import { Fault, type FaultData, faultData } from './fault.ts';
import { faultCodes } from './fault-registry.ts';

// What throws and tells faults stands apart from what checks them: the threads do without zod, and start sooner.
export { Fault, type FaultData, faultData, faultRemedy, faultSentence, reviveFault } from './fault.ts';

export const faultSchema = z.object({
  code: z.enum(faultCodes),
  /** Values for the places in the sentence and the remedy. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** For the log and the curious; never shown first. */
  detail: z.string().nullable(),
});

/** Any thrown thing as data; what is not a Fault becomes `INTERNAL` with its message as the detail. */
export function toFaultData(thrown: unknown): FaultData {
  if (thrown instanceof Fault) return faultData(thrown);
  const parsed = faultSchema.safeParse(thrown);
  if (parsed.success) return parsed.data;
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'INTERNAL', values: {}, detail };
}
