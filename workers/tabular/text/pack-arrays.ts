import type { SegmentBuffer } from '../../../contract/orders.ts';
import { aligned } from '../pack-segment.ts';
import { columnSlots, type DictionaryView, headSlots, segmentMagic, slotOf } from '../segment.ts';

/** Words of 1, 2 or 4 bytes. */
export interface PackedWords {
  readonly bytes: Uint8Array;
  readonly bytesEach: number;
}

/** A column to be packed: arrays of one length, null where it has none. */
export interface PackedColumn {
  readonly wholes: PackedWords | null;
  readonly doubles: Float64Array | null;
  readonly codes: PackedWords | null;
  readonly kinds: Uint8Array | null;
  readonly dictionary: DictionaryView | null;
  readonly counts: ArrayLike<number>;
  readonly multiply: number;
  readonly divide: number;
  readonly minimum: number;
  readonly maximum: number;
}

type Packable = Int32Array | Float64Array | Uint32Array | Uint8Array | null | undefined;

const arraysOf = ({ wholes, doubles, codes, kinds, dictionary }: PackedColumn): readonly Packable[] => [
  ...[kinds, doubles, wholes?.bytes, codes?.bytes, dictionary?.offsets, dictionary?.bytes, dictionary?.hashes],
];
/** The slots that tell where those arrays are. */
const slotsOfArrays = ['kindsAt', 'numbersAt', 'wholesAt', 'codesAt', 'offsetsAt', 'bytesAt', 'hashesAt'] as const;

/** Makes a segment of `columns`, just as large as it has to be. */
export function packArrays(columns: readonly PackedColumn[], rows: number): SegmentBuffer {
  const headBytes = (headSlots + columns.length * columnSlots) * 8;
  const sizeOf = (array: Packable) => aligned(array?.byteLength ?? 0);
  const total = columns.reduce(
    (sum, column) => arraysOf(column).reduce((partial, array) => partial + sizeOf(array), sum),
    headBytes,
  );
  const buffer = new SharedArrayBuffer(total);
  const head = new Float64Array(buffer, 0, headBytes / 8);
  const bytes = new Uint8Array(buffer);
  head.set([segmentMagic, rows, columns.length, 0]);
  let offset = headBytes;
  for (const [index, column] of columns.entries()) {
    const { multiply, divide, minimum, maximum, wholes, codes, dictionary } = column;
    const start = headSlots + index * columnSlots;
    for (const [place, array] of arraysOf(column).entries()) {
      if (!array) continue;
      head[start + slotOf[slotsOfArrays[place]!]] = offset;
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
      offset += sizeOf(array);
    }
    const widths = { wholesBytes: wholes?.bytesEach ?? 0, codesBytes: codes?.bytesEach ?? 0 };
    const slots = { ...widths, entries: dictionary?.count ?? 0, multiply, divide, minimum, maximum };
    for (const [name, value] of Object.entries(slots)) head[start + slotOf[name as keyof typeof slotOf]] = value;
    head.set(column.counts, start + slotOf.counts);
  }
  return buffer;
}
