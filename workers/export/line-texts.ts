import { ByteSink } from '../explore/parquet/byte-sink.ts';
import type { DictionaryView } from '../tabular/segment.ts';

/** The texts of a dictionary as they stand in a line. */
export interface LineTexts {
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

const quote = 0x22;
const comma = 0x2c;
const apostrophe = 0x27;
const backslash = 0x5c;
/** What makes csv text need quotes: quote, comma, line breaks. */
const quoted = Uint8Array.from({ length: 256 }, (_, byte) => ([quote, comma, 10, 13].includes(byte) ? 1 : 0));
/** = + - @ tab, carriage return. */
const formulaStarts = new Set([0x3d, 0x2b, 0x2d, 0x40, 9, 13]);
/** What JSON does not hold as it is: quote, backslash, controls. */
const escaped = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 32 || byte === quote || byte === backslash ? 1 : 0,
);
const shortEscapes: Readonly<Record<number, string>> = { 8: 'b', 9: 't', 10: 'n', 12: 'f', 13: 'r', 34: '"', 92: '\\' };

type Change = (sink: ByteSink, bytes: Uint8Array, from: number, to: number) => void;

function changeTexts({ bytes, count, offsets }: DictionaryView, change: Change): LineTexts {
  const sink = new ByteSink(bytes.length + count * 2 + 16);
  const places = new Uint32Array(count + 1);
  for (let entry = 0; entry < count; entry++) {
    change(sink, bytes, offsets[entry] as number, offsets[entry + 1] as number);
    places[entry + 1] = sink.length;
  }
  return { offsets: places, bytes: sink.view() };
}

/**
 * Texts as fields of csv (RFC 4180). `isNeutralised`: an apostrophe stands before what a spreadsheet program would take for a
 * formula (OWASP, "CSV Injection"). Empty text is quoted, so that it differs from an empty cell.
 */
export function csvTexts(dictionary: DictionaryView, isNeutralised: boolean): LineTexts {
  return changeTexts(dictionary, (sink, bytes, from, to) => {
    const isFormula = isNeutralised && from < to && isFormulaLike(bytes, from, to);
    if (from < to && !needsQuotes(bytes, from, to)) {
      if (isFormula) sink.byte(apostrophe);
      sink.append(bytes.subarray(from, to));
      return;
    }
    sink.byte(quote);
    if (isFormula) sink.byte(apostrophe);
    for (let at = from; at < to; at++) {
      if (bytes[at] === quote) sink.byte(quote);
      sink.byte(bytes[at] as number);
    }
    sink.byte(quote);
  });
}

function isFormulaLike(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] as number;
  return formulaStarts.has(first) && !((first === 0x2b || first === 0x2d) && isNumber(bytes, from + 1, to));
}

/** Digits with points and commas: behind a sign they are a number for every program, and nothing that it would compute. */
function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    if (!isDigit && (at === from || (byte !== 0x2e && byte !== comma))) return false;
  }
  return to > from;
}

function needsQuotes(bytes: Uint8Array, from: number, to: number): boolean {
  // Spaces at the ends are dropped by many programs.
  if (bytes[from] === 32 || bytes[to - 1] === 32) return true;
  for (let at = from; at < to; at++) if (quoted[bytes[at] as number] === 1) return true;
  return false;
}

/** Texts as JSON strings (RFC 8259), with their quotes. */
export function jsonTexts(dictionary: DictionaryView): LineTexts {
  return changeTexts(dictionary, (sink, bytes, from, to) => {
    sink.byte(quote);
    let start = from;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (escaped[byte] === 0) continue;
      sink.append(bytes.subarray(start, at));
      const short = shortEscapes[byte] ?? `u${byte.toString(16).padStart(4, '0')}`;
      sink.byte(backslash);
      for (const sign of short) sink.byte(sign.charCodeAt(0));
      start = at + 1;
    }
    sink.append(bytes.subarray(start, to));
    sink.byte(quote);
  });
}
