import { readFile } from 'node:fs/promises';
import type { ScratchFile } from '../../contract/orders.ts';
import { HashedFile } from '../explore/hashed-file.ts';

/** Kinds of arrays that can be packed, by the name they are noted with. */
const arrayKinds: Readonly<
  Record<ArrayKind, new (buffer: SharedArrayBuffer, at: number, length: number) => PackedArray>
> = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u32: Uint32Array, u8: Uint8Array };
type ArrayKind = 'f64' | 'f32' | 'i32' | 'u32' | 'u8';
export type PackedArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** A value as JSON and arrays by name: in shared memory, or in a file of the same bytes. */
export interface Packed<M> {
  readonly meta: M;
  readonly arrays: Readonly<Record<string, PackedArray>>;
}

interface Head<M> {
  readonly meta: M;
  readonly arrays: readonly { name: string; kind: ArrayKind; at: number; length: number }[];
}

/** `AUSPACK1` as a little-endian double; two words follow: bytes of the head, bytes of all. */
const magic = Buffer.from('AUSPACK1').readDoubleLE(0);
const headStart = 24;
const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

/** Puts `meta` and `arrays` into one shared buffer; little-endian, as every machine it runs on is. */
export function packArrays<M>({ meta, arrays }: Packed<M>): SharedArrayBuffer {
  const places: Head<M>['arrays'][number][] = [];
  let at = 0;
  for (const [name, array] of Object.entries(arrays)) {
    places.push({ name, kind: kindOf(array), at, length: array.length });
    at = aligned(at + array.byteLength);
  }
  const head = Buffer.from(JSON.stringify({ meta, arrays: places } satisfies Head<M>));
  const base = aligned(headStart + head.length);
  const buffer = new SharedArrayBuffer(base + at);
  new Float64Array(buffer, 0, 3).set([magic, head.length, base + at]);
  const bytes = new Uint8Array(buffer);
  bytes.set(head, headStart);
  for (const [index, array] of Object.values(arrays).entries()) {
    const own = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    bytes.set(own, base + places[index]!.at);
  }
  return buffer;
}

function kindOf(array: PackedArray): ArrayKind {
  for (const kind of Object.keys(arrayKinds) as ArrayKind[]) if (array instanceof arrayKinds[kind]) return kind;
  throw new TypeError('an array of an unknown kind');
}

/** What `packArrays` has packed; the arrays look into the buffer. Throws a TypeError for other bytes. */
export function unpackArrays<M>(buffer: SharedArrayBuffer): Packed<M> {
  const [found, headBytes = 0, allBytes = 0] = buffer.byteLength < headStart ? [] : new Float64Array(buffer, 0, 3);
  if (found !== magic || allBytes !== buffer.byteLength) throw new TypeError('not packed arrays');
  const text = Buffer.from(new Uint8Array(buffer, headStart, headBytes)).toString('utf8');
  const { meta, arrays } = JSON.parse(text) as Head<M>;
  const base = aligned(headStart + headBytes);
  const made = arrays.map(({ at, kind, length, name }) => [name, new arrayKinds[kind](buffer, base + at, length)]);
  return { meta, arrays: Object.fromEntries(made) as Record<string, PackedArray> };
}

export function writePacked(buffer: SharedArrayBuffer, scratchPath: string): ScratchFile {
  const file = new HashedFile(scratchPath);
  try {
    const bytes = new Uint8Array(buffer);
    // In pieces, so that hashing copies little at a time out of the shared memory.
    const pieceBytes = 1 << 22;
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      file.write(bytes.slice(from, Math.min(bytes.length, from + pieceBytes)));
    }
    return file.finish();
  } finally {
    file.close();
  }
}

export async function readPacked(path: string): Promise<SharedArrayBuffer> {
  const bytes = await readFile(path);
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}
