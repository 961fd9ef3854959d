import { createRandom } from '../builders/random.ts';
import type { ZipPart } from '../builders/zip-builder.ts';
import { pick, type Random, whole } from './choices.ts';
import { mutateMarkup } from './markup-surgery.ts';
import { oldSeeds } from './old-seeds.ts';
import { seedTexts, seedWorkbooks, workbookOf } from './seed-files.ts';

/** A file to be read, and how it came about. */
export interface FuzzCase {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly how: string;
}

/**
 * Of all cases, those of older formats that the tests take: each of them starts threads, which takes as long as thirty others. The long
 * run takes more.
 */
export const usualOldShare = 0.015;

/** The case of this number: the same one on every machine. `oldShare`: cases of older formats among all. */
export function fuzzCase(seed: number, number: number, oldShare = usualOldShare): FuzzCase {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  for (let warm = 0; warm < 4; warm++) random();
  if (random() < oldShare) return oldCase(random);
  return random() < 0.25 ? textCase(random) : workbookCase(random);
}

function oldCase(random: Random): FuzzCase {
  const { format, bytes, parts } = pick(random, oldSeeds);
  const fileName = `book.${format}`;
  const how = `old ${format}`;
  const way = random();
  if (parts.length === 0 || way < 0.3)
    return { bytes: mutateBytes(random, Buffer.from(bytes), zipPiece(random)), fileName, how };
  if (way < 0.5) return { bytes: workbookOf(swapParts(random, parts, parts)), fileName, how };
  const place = whole(random, parts.length);
  const mutated = parts.map((part, index) => {
    if (index !== place) return part;
    const content = Buffer.from(part.content);
    const isMarkup = content[0] === 0x3c;
    return {
      ...part,
      content: isMarkup ? mutateMarkup(random, content) : mutateBytes(random, content, zipPiece(random)),
    };
  });
  return { bytes: workbookOf(mutated), fileName, how };
}

function textCase(random: Random): FuzzCase {
  const bytes = Buffer.from(pick(random, seedTexts));
  const pieces = [
    '"',
    ',',
    ';',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\ufeff',
    '""',
    '"\n',
    'NaN',
    '1e999',
    '9'.repeat(400),
    ',,,,',
    '中',
  ];
  const change = () => Buffer.from(pick(random, pieces));
  const mutated = mutateBytes(random, bytes, change);
  return { bytes: mutated, fileName: 'table.csv', how: 'text' };
}

function workbookCase(random: Random): FuzzCase {
  const { parts, bytes } = pick(random, seedWorkbooks);
  const fileName = 'book.xlsx';
  const way = random();
  if (way < 0.3) {
    return { bytes: mutateBytes(random, Buffer.from(bytes), zipPiece(random)), fileName, how: 'bytes' };
  }
  if (way < 0.42) {
    const others = pick(random, seedWorkbooks).parts;
    return { bytes: workbookOf(swapParts(random, parts, others)), fileName, how: 'parts' };
  }
  const isStored = random() < 0.6;
  let mutated = parts.map((part) => ({ ...part, isStored }));
  for (let times = 1 + whole(random, 3); times > 0; times--) {
    const place = whole(random, mutated.length);
    mutated = mutated.map((part, index) =>
      index === place ? { ...part, content: mutateMarkup(random, Buffer.from(part.content)) } : part,
    );
  }
  return { bytes: workbookOf(mutated), fileName, how: 'markup' };
}

/** Gives pieces as they stand in packages. */
function zipPiece(random: Random): () => Buffer {
  const pieces = ['PK\x05\x06', 'PK\x01\x02', 'PK\x03\x04', '\xff\xff\xff\xff', '\0\0\0\0'];
  return () => Buffer.from(pick(random, pieces), 'latin1');
}

/** Bits turned over, the end cut off, pieces left out, repeated, moved or put in. */
function mutateBytes(random: Random, bytes: Buffer, piece: () => Buffer): Buffer {
  let mutated = bytes;
  for (let times = 1 + whole(random, 6); times > 0; times--) {
    const at = whole(random, mutated.length + 1);
    const to = Math.min(mutated.length, at + 1 + whole(random, 60));
    switch (whole(random, 7)) {
      case 0:
      case 1:
      case 2:
        if (at < mutated.length) mutated[at] = (mutated[at] as number) ^ (1 << whole(random, 8));
        break;
      case 3:
        if (random() < 0.3) mutated = mutated.subarray(0, Math.max(1, at));
        break;
      case 4:
        mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(to)]);
        break;
      case 5:
        mutated = Buffer.concat([mutated.subarray(0, to), mutated.subarray(at)]);
        break;
      default:
        mutated = Buffer.concat([mutated.subarray(0, at), piece(), mutated.subarray(at)]);
    }
  }
  return mutated.length > 0 ? mutated : Buffer.from('x');
}

/** Parts take each other's place, come twice, go, or come from another workbook. */
function swapParts(random: Random, parts: readonly ZipPart[], others: readonly ZipPart[]): ZipPart[] {
  const swapped = [...parts];
  for (let times = 1 + whole(random, 3); times > 0; times--) {
    const one = whole(random, swapped.length);
    const other = whole(random, swapped.length);
    const [a, b] = [swapped[one] as ZipPart, swapped[other] as ZipPart];
    switch (whole(random, 5)) {
      case 0:
        swapped[one] = { ...a, content: b.content };
        swapped[other] = { ...b, content: a.content };
        break;
      case 1:
        if (swapped.length > 1) swapped.splice(one, 1);
        break;
      case 2:
        swapped.push({ ...a, name: random() < 0.5 ? a.name.toUpperCase() : b.name });
        break;
      case 3:
        swapped[one] = { ...a, content: pick(random, others).content };
        break;
      default:
        swapped[one] = { ...a, ...pick(random, lies) };
    }
  }
  return swapped;
}

/** What a package may say wrongly of a part. */
const lies: readonly Partial<ZipPart>[] = [
  { declaredBytes: 0 },
  { declaredBytes: 0xfffffffe },
  { checksum: 1 },
  { method: 9 },
  { method: 0 },
  { flags: 1 },
  { isStored: true, method: 8 },
];
