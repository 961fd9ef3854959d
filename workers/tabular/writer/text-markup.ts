import { ByteSink } from '../../explore/parquet/byte-sink.ts';
import type { DictionaryView } from '../segment.ts';
import { xmlText } from './xml-text.ts';

/** Excel's limit, in UTF-16 units. */
export const maxCellCharacters = 32_767;

/** Bits of `TextMarkup.marks`. */
export const textMark = { keepsSpace: 1, isQuoted: 2, isEmpty: 4 } as const;

/** The texts of a dictionary as they stand in the XML of a sheet. */
export interface TextMarkup {
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** What each needs of its cell, by the bits of `textMark`. */
  readonly marks: Uint8Array;
  /** 1 where a text was cut; null when none was. */
  readonly cuts: Uint8Array | null;
}

const plain = 0;
const special = 1;
/** What each byte may need: XML's own signs, controls, `_` (of `_x0007_`), and the first byte of U+FFFE. */
const needs = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 0x20 && byte !== 9 && byte !== 10) || [0x26, 0x3c, 0x3e, 0x5f, 0xef].includes(byte) ? special : plain,
);
const isSpace = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === 10 || byte === 13;
/** = + - @ tab, carriage return: what a spreadsheet program may take for a formula. */
const formulaStarts = new Set([0x3d, 0x2b, 0x2d, 0x40, 9, 13]);

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Makes the texts of a dictionary ready to be copied into cells. Its own bytes are taken where they can stand as they are. */
export function textMarkup(dictionary: DictionaryView): TextMarkup {
  const { bytes, count, offsets } = dictionary;
  const marks = new Uint8Array(count);
  let isWritable = true;
  for (let entry = 0; entry < count; entry++) {
    const from = offsets[entry] as number;
    const to = offsets[entry + 1] as number;
    marks[entry] = marksOf(bytes, from, to);
    if (to - from > maxCellCharacters || hasSpecial(bytes, from, to)) isWritable = false;
  }
  const written = isWritable ? { offsets, bytes, cuts: null } : escaped(dictionary);
  const { buffer, byteLength, byteOffset } = written.bytes;
  return { ...written, marks, view: new DataView(buffer, byteOffset, byteLength) };
}

function hasSpecial(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (needs[bytes[at] as number] !== plain && isSpecialAt(bytes, at)) return true;
  }
  return false;
}

/** `_` matters before an `x` only; 0xEF begins many signs of Chinese punctuation beside U+FFFE and U+FFFF. */
function isSpecialAt(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === 0x5f) return bytes[at + 1] === 0x78;
  if (bytes[at] === 0xef) return bytes[at + 1] === 0xbf && (bytes[at + 2] as number) >= 0xbe;
  return true;
}

function marksOf(bytes: Uint8Array, from: number, to: number): number {
  if (from === to) return textMark.isEmpty;
  const keepsSpace = isSpace(bytes[from]) || isSpace(bytes[to - 1]) ? textMark.keepsSpace : 0;
  const isQuoted = formulaStarts.has(bytes[from] as number) || isDigits(bytes, from, to) ? textMark.isQuoted : 0;
  return keepsSpace | isQuoted;
}

/** Ids such as 007: text that would become a number when a person edits the cell. */
function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte < 48 || byte > 57) return false;
  }
  return true;
}

function escaped({ bytes, count, offsets }: DictionaryView): Omit<TextMarkup, 'marks' | 'view'> {
  const sink = new ByteSink(bytes.length + 1024);
  const places = new Uint32Array(count + 1);
  let cuts: Uint8Array | null = null;
  for (let entry = 0; entry < count; entry++) {
    const from = offsets[entry] as number;
    const to = offsets[entry + 1] as number;
    if (to - from <= maxCellCharacters && !hasSpecial(bytes, from, to)) sink.append(bytes.subarray(from, to));
    else {
      const text = decoder.decode(bytes.slice(from, to));
      if (text.length > maxCellCharacters) {
        cuts ??= new Uint8Array(count);
        cuts[entry] = 1;
      }
      sink.append(encoder.encode(xmlText(cellText(text))));
    }
    places[entry + 1] = sink.length;
  }
  return { offsets: places, bytes: sink.view(), cuts };
}

/** What of a text fits into a cell, without half of a character at the end. */
function cellText(text: string): string {
  if (text.length <= maxCellCharacters) return text;
  const part = text.slice(0, maxCellCharacters);
  return /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part;
}
