import type { SegmentBuffer } from '../../../contract/orders.ts';
import { aligned } from '../pack-segment.ts';
import { type ColumnView, columnSlots, columnView, headSlots, slotOf } from '../segment.ts';

/** What a column of a segment becomes; its codes were written where they are. */
export interface RewrittenColumn {
  readonly column: number;
  /** null: all cells are of one kind. */
  readonly kinds: Uint8Array | null;
  readonly counts: ArrayLike<number>;
  /** Numbers as whole numbers, or else as doubles; both null: there are none. */
  readonly wholes: Int32Array | null;
  readonly doubles: Float64Array | null;
  readonly multiply: number;
  readonly divide: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Whether texts or errors are left. */
  readonly keepsTexts: boolean;
}

type Words = Uint8Array | Int8Array | Int16Array | Int32Array | Float64Array;

/** Free bytes, from a multiple of 8 on. */
interface Gap {
  from: number;
  readonly to: number;
}

/**
 * The segment with some columns in their new form: they take the room of their old one, whose texts are mostly gone, so that
 * nothing else has to move. Where that does not suffice, the segment is copied as it is into a larger one. Nobody may
 * look into the segment given afterwards.
 */
export function rewriteSegment(segment: SegmentBuffer, columns: readonly RewrittenColumn[]): SegmentBuffer {
  const writes: { at: number; words: Words }[] = [];
  const heads: { start: number; slots: Readonly<Record<string, number>>; counts: ArrayLike<number> }[] = [];
  let end = aligned(segment.byteLength);
  for (const rewritten of columns) {
    const view = columnView(segment, rewritten.column);
    const gaps = freeRoom(view, rewritten.keepsTexts);
    const place = (words: Words | null): number => {
      if (words === null) return 0;
      const size = aligned(words.byteLength);
      const gap = gaps.find(({ from, to }) => to - from >= size);
      const at = gap ? gap.from : end;
      if (gap) gap.from += size;
      else end += size;
      writes.push({ at, words });
      return at;
    };
    // The largest first: the room of the codes is the largest.
    const numbersAt = place(rewritten.doubles);
    const wholes = rewritten.wholes && narrowed(rewritten.wholes, rewritten.minimum, rewritten.maximum);
    const wholesAt = place(wholes);
    const { multiply, divide, minimum, maximum, counts, keepsTexts } = rewritten;
    const kindsAt = place(rewritten.kinds);
    const wholesBytes = wholes?.BYTES_PER_ELEMENT ?? 0;
    const slots = { numbersAt, wholesAt, wholesBytes, kindsAt, multiply, divide, minimum, maximum };
    const start = headSlots + rewritten.column * columnSlots;
    heads.push({ start, counts, slots: keepsTexts ? slots : { ...slots, ...noTexts } });
  }
  const target = end > aligned(segment.byteLength) ? enlarged(segment, end) : segment;
  for (const { at, words } of writes) {
    new Uint8Array(target, at, words.byteLength).set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength));
  }
  const head = new Float64Array(
    target,
    0,
    headSlots + (new Float64Array(target, 0, headSlots)[2] as number) * columnSlots,
  );
  for (const { start, slots, counts } of heads) {
    for (const [name, value] of Object.entries(slots)) {
      const slot = slotNumbers[name];
      if (slot !== undefined) head[start + slot] = value;
    }
    head.set(counts, start + slotOf.counts);
  }
  return target;
}

/** Places of the slots by name. */
const slotNumbers: Readonly<Record<string, number>> = slotOf;

/** Whole numbers in as few bytes as their range needs, where segments can hold such. */
function narrowed(wholes: Int32Array, minimum: number, maximum: number): Int8Array | Int16Array | Int32Array {
  if (slotNumbers.wholesBytes === undefined) return wholes;
  const largest = Math.max(-minimum - 1, maximum, 0);
  if (largest < 2 ** 7) return new Int8Array(wholes);
  return largest < 2 ** 15 ? new Int16Array(wholes) : wholes;
}

const noTexts = { codesAt: 0, offsetsAt: 0, entries: 0, bytesAt: 0, hashesAt: 0 };

/** Where the arrays of a column stand that it needs no more; its kinds and numbers are written anew. */
function freeRoom(view: ColumnView, keepsTexts: boolean): Gap[] {
  const { codes, dictionary, wholes } = view;
  const kinds = view.onlyKind >= 0 ? null : view.kinds;
  const doubles = wholes ? null : view.numbers;
  const texts = keepsTexts ? [] : [codes, dictionary?.offsets, dictionary?.bytes, dictionary?.hashes];
  return [...texts, wholes?.values, doubles, kinds].flatMap((array) =>
    array && array.byteLength > 0 ? [{ from: array.byteOffset, to: array.byteOffset + aligned(array.byteLength) }] : [],
  );
}

function enlarged(segment: SegmentBuffer, sizeBytes: number): SegmentBuffer {
  const larger = new SharedArrayBuffer(sizeBytes);
  new Uint8Array(larger).set(new Uint8Array(segment));
  return larger;
}
