import { Fault } from '../../../contract/faults.ts';
import { damagedModel } from '../model-reason.ts';

/** Trees that are not symmetric stand nested in a CatBoost file, one level for each of theirs. */
const deepest = 1200;
/** Values of arrays and objects; what they become takes some ten times their bytes. */
const mostValues = 30_000_000;

/**
 * The value of a file of JSON that is neither too deep nor too rich to hold. XGBoost writes NaN and Infinity, which JSON lacks: they
 * come as null and as an infinite number. Throws MODEL_DAMAGED.
 */
export function parseBoundedJson(bytes: Buffer): unknown {
  const hasNames = measure(bytes);
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(hasNames ? withoutNumberNames(text) : text);
  } catch (cause) {
    throw new Fault('MODEL_DAMAGED', { file: '', reason: 'it is no JSON, or only a part of it' }, { cause });
  }
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [letterN, letterI] = [0x4e, 0x49];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Whether names of numbers stand in the file. */
function measure(bytes: Buffer): boolean {
  let hasNames = false;
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at);
    } else if (byte === comma) {
      values++;
    } else if (byte === openList || byte === openObject) {
      values++;
      if (++depth > deepest) throw damagedModel(`it is nested deeper than ${deepest}`);
    } else if (byte === closeList || byte === closeObject) depth--;
    else if (byte === letterN || byte === letterI) hasNames = true;
  }
  if (values > mostValues) throw damagedModel(`it has more than ${mostValues} values`);
  return hasNames;
}

/** Strings are matched first, so that a name within one stays. */
const stringOrName = /"[^"\\]*(?:\\.[^"\\]*)*"|NaN|Infinity/g;

const withoutNumberNames = (text: string): string =>
  text.replace(stringOrName, (found) => (found === 'NaN' ? 'null' : found === 'Infinity' ? '1e999' : found));

/** Place of the closing quote, from that of the opening one. Strings of packed arrays are long, so quotes are searched for. */
function endOfString(bytes: Buffer, from: number): number {
  let end = bytes.indexOf(quote, from + 1);
  while (end >= 0) {
    let slashes = 0;
    while (bytes[end - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return end;
    end = bytes.indexOf(quote, end + 1);
  }
  return bytes.length;
}
