import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { OrderContext } from '../../order-context.ts';
import { withoutCutCharacter } from './detect-encoding.ts';
import { quotedFieldLimit } from './quoted-field-limit.ts';

export interface SurveyRules {
  readonly fromByte: number;
  readonly toByte: number;
  readonly delimiter: number;
  /** −1: none. */
  readonly quote: number;
  readonly lineEnd: number;
  /** Whether to look for bytes that are no UTF-8. */
  readonly checksEncoding: boolean;
  /** At most so many parts, each of about this many bytes or more. */
  readonly maxParts: number;
  readonly minimumPartBytes: number;
}

export interface Survey {
  readonly parts: readonly { fromByte: number; toByte: number }[];
  /** Bytes of the first place that is no UTF-8, for another look at the encoding; null: all is UTF-8. */
  readonly undecodable: Uint8Array | null;
}

/** Small enough to be in the processor's second cache still when it is looked through. */
const blockBytes = 2 ** 18;

/**
 * Goes once through a text file of single bytes or UTF-8 to cut it into parts at line breaks that no quoted field
 * holds. The state of quoting is followed from the beginning, by the rules of the reader (a quote opens a field only as
 * its first byte, and only if it is closed), so that the parts give the same rows as the whole.
 */
export function surveyText(file: number, fileName: string, rules: SurveyRules, context: OrderContext): Survey {
  const { fromByte, toByte, quote, lineEnd, maxParts, minimumPartBytes } = rules;
  const count = Math.max(1, Math.min(maxParts, Math.floor((toByte - fromByte) / minimumPartBytes)));
  const cuts: number[] = [fromByte];
  const block = Buffer.allocUnsafeSlow(blockBytes);
  let undecodable: Uint8Array | null = null;
  let position = fromByte;
  let previous = lineEnd;
  /** Where the quoted field began that the last block ended in; −1: none. */
  let open = -1;
  while (position < toByte) {
    context.throwIfCancelled();
    const length = readBlock(file, fileName, block, position, Math.min(blockBytes, toByte - position));
    const bytes = block.subarray(0, length);
    if (rules.checksEncoding) undecodable ??= damageOf(bytes, position > fromByte, position + length < toByte);
    const nextCut = (): number => fromByte + Math.round(((toByte - fromByte) * cuts.length) / count);
    let place = 0;
    let restart = -1;
    while (place < length) {
      if (open >= 0) {
        const close = placeOf(bytes, quote, place);
        const isTooLong = (close < 0 ? position + length : position + close) - open >= quotedFieldLimit;
        const isUnclosed = isTooLong || (close < 0 && position + length >= toByte);
        if (isUnclosed) {
          restart = open + 1;
          break;
        }
        if (close < 0) {
          place = length;
          break;
        }
        const next = close + 1 < length ? bytes[close + 1] : byteAt(file, position + close + 1, toByte);
        if (next === quote) place = close + 2;
        else {
          place = close + 1;
          open = -1;
        }
        continue;
      }
      const found = quote < 0 ? -1 : placeOf(bytes, quote, place);
      const until = found < 0 ? length : found;
      while (cuts.length < count) {
        const earliest = Math.max(place, nextCut() - position);
        const end = earliest < until ? bytes.indexOf(lineEnd, earliest) : -1;
        if (end < 0 || end >= until) break;
        cuts.push(position + end + 1);
      }
      if (found < 0) {
        place = length;
        break;
      }
      const before = found === 0 ? previous : (bytes[found - 1] as number);
      if (before === rules.delimiter || before === lineEnd) open = position + found;
      place = found + 1;
    }
    if (restart >= 0) {
      // The quote at restart − 1 is a plain character: what follows it is looked at again.
      position = restart;
      previous = quote;
      open = -1;
    } else {
      previous = bytes[length - 1] as number;
      position += Math.max(length, place);
      if (place > length) previous = quote; // a doubled quote across two blocks
    }
    context.notify({ fraction: (position - fromByte) / Math.max(1, toByte - fromByte), rowsDone: null, subject: null });
  }
  const starts = cuts.filter((cut) => cut < toByte || cut === fromByte);
  return {
    parts: starts.map((start, index) => ({ fromByte: start, toByte: starts[index + 1] ?? toByte })),
    undecodable,
  };
}

/** Like indexOf; near bytes are looked at here, since a native call costs more than reading a short field. */
function placeOf(bytes: Buffer, value: number, from: number): number {
  const near = Math.min(bytes.length, from + 64);
  for (let place = from; place < near; place++) if (bytes[place] === value) return place;
  return near === bytes.length ? -1 : bytes.indexOf(value, near);
}

function damageOf(bytes: Buffer, isInside: boolean, isCut: boolean): Uint8Array | null {
  if (isUtf8(bytes)) return null;
  let from = 0;
  while (isInside && from < 3 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  const whole = bytes.subarray(from);
  return isUtf8(isCut ? withoutCutCharacter(whole) : whole) ? null : Buffer.from(whole);
}

function readBlock(file: number, fileName: string, block: Buffer, position: number, wanted: number): number {
  let filled = 0;
  while (filled < wanted) {
    const count = readSync(file, block, filled, wanted - filled, position + filled);
    if (count === 0) throw new Fault('FILE_CHANGED', { file: fileName });
    filled += count;
  }
  return filled;
}

const oneByte = Buffer.alloc(1);

function byteAt(file: number, position: number, toByte: number): number {
  if (position >= toByte) return -1;
  return readSync(file, oneByte, 0, 1, position) === 1 ? (oneByte[0] as number) : -1;
}
