import { threadKernel } from '../../kernel-instance.ts';
import { blockLength, forEachBlock } from '../../profile/deal-out.ts';
import { longestMissingBytes, missingStrength, missingWords, weakMissingWords } from '../missing-words.ts';
import { putWords } from '../put-words.ts';
import { type ColumnView, cellKind, type DictionaryView } from '../segment.ts';

/** Rows looked at from a place of the sample on until a text comes. */
const longestReach = 64;

/** Gives the texts of a dictionary, decoded from where they stand. */
export function textsOf({ bytes, offsets }: DictionaryView): (code: number) => string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (code) => buffer.toString('utf8', offsets[code], offsets[code + 1]);
}

/** Cells of each dictionary entry that are texts (not errors). Takes memory of the kernel, and gives it back. */
export function countTexts(view: ColumnView): Uint32Array {
  const { codes, dictionary, rows } = view;
  const entries = dictionary?.count ?? 0;
  if (codes === null) return new Uint32Array(entries);
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const countsAt = call.allocate(entries * 4);
  const codesAt = call.allocate(blockLength * 4);
  const kindsAt = view.onlyKind === cellKind.text ? 0 : call.allocate(blockLength);
  call.clear(countsAt, entries * 4);
  forEachBlock(rows, (from, to) => {
    putWords(kernel, codes, from, to, codesAt);
    if (kindsAt !== 0) kernel.bytes.set(view.kinds.subarray(from, to), kindsAt);
    call.countCodes(codesAt, kindsAt, cellKind.text, to - from, countsAt);
  });
  const found = new Uint32Array(kernel.bytes.slice(countsAt, countsAt + entries * 4).buffer);
  call.release(mark);
  return found;
}

/**
 * The texts of about `wanted` rows spread over the column: the same rows however the table is cut into segments. Where a
 * row holds something else, the next text within reach is taken.
 */
export function sampleTexts(views: readonly ColumnView[], wanted: number): string[] {
  const rows = views.reduce((sum, view) => sum + view.rows, 0);
  const places = Math.min(rows, wanted);
  const reach = Math.max(1, Math.min(longestReach, Math.floor(rows / Math.max(1, places))));
  const texts: string[] = [];
  for (let place = 0; place < places; place++) {
    const text = textFrom(views, Math.floor(((place + 0.5) * rows) / places), reach);
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** The first text among `reach` rows from `first` on. */
function textFrom(views: readonly ColumnView[], first: number, reach: number): string | null {
  let row = first;
  let left = reach;
  for (const view of views) {
    if (row >= view.rows) {
      row -= view.rows;
      continue;
    }
    const { codes, dictionary } = view;
    if (codes === null || dictionary === null) {
      left -= view.rows - row;
    } else {
      const isText = view.onlyKind === cellKind.text;
      for (; row < view.rows && left > 0; row++, left--) {
        if (isText || view.kinds[row] === cellKind.text) return textsOf(dictionary)(codes[row] as number);
      }
    }
    if (left <= 0) return null;
    row = 0;
  }
  return null;
}

const encoder = new TextEncoder();
/** First bytes of words for missing: 1, of those that count in any column: 3; spaces may stand before them. */
const beginsWord = new Uint8Array(256);
for (const word of weakMissingWords) beginsWord[encoder.encode(word)[0] as number] = 1;
for (const word of [' ', '\t', '\u3000', ...missingWords]) beginsWord[encoder.encode(word)[0] as number] = 3;

const noWords: ReadonlySet<string> = new Set();
const known = { begins: beginsWord, longest: longestMissingBytes };

function withOthers(others: ReadonlySet<string>): typeof known {
  const begins = beginsWord.slice();
  let longest = longestMissingBytes;
  for (const word of others) {
    const bytes = encoder.encode(word);
    begins[bytes[0] as number] = 3;
    // Spaces may stand around it.
    longest = Math.max(longest, bytes.length + 8);
  }
  return { begins, longest };
}

/**
 * Entries of a dictionary that stand for a missing value in any column, or where `isWeakToo` in some, with their texts; and those
 * that are one of `others`.
 */
export function findMissingWords(
  dictionary: DictionaryView,
  { isWeakToo = false, others = noWords }: { isWeakToo?: boolean; others?: ReadonlySet<string> } = {},
): { readonly code: number; readonly word: string }[] {
  const { count, offsets, bytes } = dictionary;
  const found: { code: number; word: string }[] = [];
  const textOf = textsOf(dictionary);
  const wanted = isWeakToo ? 1 : 2;
  const { begins, longest } = others.size === 0 ? known : withOthers(others);
  let from = offsets[0] as number;
  for (let code = 0; code < count; code++) {
    const to = offsets[code + 1] as number;
    if (to - from <= longest && ((begins[bytes[from] as number] as number) & wanted) !== 0) {
      const word = textOf(code).trim();
      const strength = missingStrength(word);
      if (others.has(word) || strength === 'strong' || (isWeakToo && strength === 'weak')) found.push({ code, word });
    }
    from = to;
  }
  return found;
}

/** Cells of a column whose texts stand for a missing value in some columns. */
export function countMissingWords(view: ColumnView): number {
  const found = view.dictionary === null ? [] : findMissingWords(view.dictionary, { isWeakToo: true });
  if (found.length === 0) return 0;
  const counts = countTexts(view);
  return found.reduce((sum, { code }) => sum + (counts[code] as number), 0);
}
