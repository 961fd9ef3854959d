import { type FaultCode, faultRegistry } from './fault-registry.ts';
import { modelReason } from './models/model-reasons.ts';
import { interpolate, type Locale, type TextValues } from './texts.ts';

/** A coded error as it crosses a border; `faultSchema` (faults.ts) checks one. */
export interface FaultData {
  code: FaultCode;
  /** Values for the places in the sentence and the remedy. */
  values: Record<string, string | number | boolean | null>;
  /** For the log and the curious; never shown first. */
  detail: string | null;
}

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

/** A fault as data. */
export function faultData({ code, values, detail }: Fault): FaultData {
  return { code, values: { ...values }, detail };
}

/** The Fault that `data` was made from. */
export function reviveFault(data: FaultData): Fault {
  return new Fault(data.code, data.values, data.detail === null ? {} : { detail: data.detail });
}

/** What happened, in `locale`. */
export function faultSentence(fault: FaultData, locale: Locale): string {
  return interpolate(faultRegistry[fault.code].sentence[locale], valuesIn(fault, locale));
}

/** The values of a fault as its texts in `locale` tell them: why a model file is refused is itself in words. */
function valuesIn({ code, values }: FaultData, locale: Locale): TextValues {
  const isModel = ['MODEL_DAMAGED', 'MODEL_UNSUPPORTED', 'MODEL_ONNX_UNSUPPORTED', 'MODEL_NOT_EXPORTABLE'].includes(
    code,
  );
  return isModel && typeof values.reason === 'string'
    ? { ...values, reason: modelReason(values.reason, locale) }
    : values;
}

/** What the person can do about it, in `locale`. */
export function faultRemedy(fault: FaultData, locale: Locale): string {
  return interpolate(faultRegistry[fault.code].remedy[locale], fault.values);
}
