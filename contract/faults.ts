import { z } from 'zod';
import { type FaultCode, faultCodes, faultRegistry } from './fault-registry.ts';
import { interpolate, type Locale, type TextValues } from './texts.ts';

export const faultSchema = z.object({
  code: z.enum(faultCodes),
  /** Values for the places in the sentence and the remedy. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** For the log and the curious; never shown first. */
  detail: z.string().nullable(),
});

/** A coded error as it crosses a border. */
export type FaultData = z.infer<typeof faultSchema>;

/** A coded error inside one process: thrown, then turned into data with `toFaultData` at the border. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly values: TextValues;
  readonly detail: string | null;

  constructor(code: FaultCode, values: TextValues = {}, options: { detail?: string; cause?: unknown } = {}) {
    super(interpolate(faultRegistry[code].sentence.en, values), { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.values = values;
    this.detail = options.detail ?? (options.cause instanceof Error ? options.cause.message : null);
  }
}

/** Any thrown thing as data; what is not a Fault becomes `INTERNAL` with its message as the detail. */
export function toFaultData(thrown: unknown): FaultData {
  if (thrown instanceof Fault) {
    return { code: thrown.code, values: { ...thrown.values }, detail: thrown.detail };
  }
  const parsed = faultSchema.safeParse(thrown);
  if (parsed.success) return parsed.data;
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'INTERNAL', values: {}, detail };
}

/** The Fault that `data` was made from. */
export function reviveFault(data: FaultData): Fault {
  return new Fault(data.code, data.values, data.detail === null ? {} : { detail: data.detail });
}

/** What happened, in `locale`. */
export function faultSentence(fault: FaultData, locale: Locale): string {
  return interpolate(faultRegistry[fault.code].sentence[locale], fault.values);
}

/** What the person can do about it, in `locale`. */
export function faultRemedy(fault: FaultData, locale: Locale): string {
  return interpolate(faultRegistry[fault.code].remedy[locale], fault.values);
}
