import type { SegmentBuffer } from '../../../contract/orders.ts';
import { aligned } from '../pack-segment.ts';
import { columnSlots, type DictionaryView, headSlots, segmentMagic, slotOf } from '../segment.ts';

/** A column to be packed: arrays of one length, null where it has none. */
export interface PackedColumn {
  readonly wholes: Int32Array | null;
  readonly doubles: Float64Array | null;
  readonly codes: Uint32Array | null;
  readonly kinds: Uint8Array | null;
  readonly dictionary: DictionaryView | null;
  readonly counts: ArrayLike<number>;
  readonly multiply: number;
  readonly divide: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Free bytes of a buffer, from a multiple of 8 on. */
export interface Gap {
  from: number;
  readonly to: number;
}

type Packable = Int32Array | Float64Array | Uint32Array | Uint8Array;

/**
 * Makes a segment of `columns`: in the buffer of `room`, where most of them stand already and all others find a gap, or
 * else in a new one.
 */
export function packArrays(
  columns: readonly PackedColumn[],
  rows: number,
  room: { readonly buffer: SegmentBuffer; readonly gaps: readonly Gap[] } | null,
): SegmentBuffer {
  if (room && fillHead(columns, rows, room.buffer, (array) => placeIn(room, array))) return room.buffer;
  const headBytes = (headSlots + columns.length * columnSlots) * 8;
  const size = columns.flatMap(arraysOf).reduce((sum, array) => sum + aligned(array.byteLength), headBytes);
  const buffer = new SharedArrayBuffer(size);
  const fresh = { buffer, gaps: [{ from: headBytes, to: size }] };
  fillHead(columns, rows, buffer, (array) => placeIn(fresh, array));
  return buffer;
}

function arraysOf({ wholes, doubles, codes, kinds, dictionary }: PackedColumn): Packable[] {
  const all = [wholes, doubles, codes, kinds, dictionary?.offsets, dictionary?.bytes, dictionary?.hashes];
  return all.filter((array) => array !== null && array !== undefined);
}

/** Writes the head of a segment; false when an array found no place. */
function fillHead(
  columns: readonly PackedColumn[],
  rows: number,
  buffer: SegmentBuffer,
  place: (array: Packable | null | undefined) => number,
): boolean {
  const head = new Float64Array(buffer, 0, headSlots + columns.length * columnSlots);
  for (const [index, column] of columns.entries()) {
    const { dictionary, multiply, divide, minimum, maximum } = column;
    const places = {
      kindsAt: place(column.kinds),
      numbersAt: place(column.doubles),
      wholesAt: place(column.wholes),
      codesAt: place(column.codes),
      offsetsAt: place(dictionary?.offsets),
      bytesAt: place(dictionary?.bytes),
      hashesAt: place(dictionary?.hashes),
    };
    if (Object.values(places).some((at) => at < 0)) return false;
    const slots = { ...places, entries: dictionary?.count ?? 0, multiply, divide, minimum, maximum };
    const start = headSlots + index * columnSlots;
    for (const [name, value] of Object.entries(slots)) head[start + slotOf[name as keyof typeof slotOf]] = value;
    head.set(column.counts, start + slotOf.counts);
  }
  head.set([segmentMagic, rows, columns.length, 0]);
  return true;
}

/** Where `array` stands in the buffer, copied there when it does not yet; 0: there is none; −1: there is no room. */
function placeIn(
  { buffer, gaps }: { readonly buffer: SegmentBuffer; readonly gaps: readonly Gap[] },
  array: Packable | null | undefined,
): number {
  if (!array) return 0;
  if (array.buffer === buffer) return array.byteOffset;
  const size = aligned(array.byteLength);
  const gap = gaps.find(({ from, to }) => to - from >= size);
  if (!gap) return -1;
  const at = gap.from;
  gap.from += size;
  new Uint8Array(buffer, at, array.byteLength).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return at;
}
