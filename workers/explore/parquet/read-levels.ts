/**
 * Reads `count` numbers of at most `width` bits from runs of packed and of repeated ones (Parquet's RLE hybrid) into
 * `target`, from place `at` on. Gives where the bytes end.
 */
export function readRuns(
  bytes: Uint8Array,
  from: number,
  width: number,
  count: number,
  target: Uint32Array | Uint8Array,
  at = 0,
): number {
  let position = from;
  const valueBytes = Math.ceil(width / 8);
  const end = at + count;
  for (let place = at; place < end; ) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[position++] as number;
      head += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    if (head % 2 === 0) {
      let value = 0;
      for (let index = 0; index < valueBytes; index++) value += (bytes[position++] as number) * 2 ** (8 * index);
      const repeated = Math.min(head / 2, end - place);
      target.fill(value, place, place + repeated);
      place += repeated;
    } else {
      const groups = (head - 1) / 2;
      const wanted = Math.min(groups * 8, end - place);
      if (width <= shiftedBits) unpackShifted(bytes, position, width, wanted, target, place);
      else unpackWide(bytes, position, width, wanted, target, place);
      position += groups * width;
      place += wanted;
    }
    if (position > bytes.length) throw new Error('a page ends too early');
  }
  return position;
}

/** So many bits and seven more of a byte that was read before stand in 31. */
const shiftedBits = 24;

function unpackShifted(
  bytes: Uint8Array,
  from: number,
  width: number,
  count: number,
  target: Uint32Array | Uint8Array,
  at: number,
): void {
  let position = from;
  let buffered = 0;
  let bits = 0;
  const mask = (1 << width) - 1;
  for (let index = 0; index < count; index++) {
    while (bits < width) {
      buffered |= (bytes[position++] as number) << bits;
      bits += 8;
    }
    target[at + index] = buffered & mask;
    buffered >>>= width;
    bits -= width;
  }
}

function unpackWide(
  bytes: Uint8Array,
  from: number,
  width: number,
  count: number,
  target: Uint32Array | Uint8Array,
  at: number,
): void {
  let position = from;
  let buffered = 0;
  let bits = 0;
  const limit = 2 ** width;
  for (let index = 0; index < count; index++) {
    while (bits < width) {
      buffered += (bytes[position++] as number) * 2 ** bits;
      bits += 8;
    }
    target[at + index] = buffered % limit;
    buffered = Math.floor(buffered / limit);
    bits -= width;
  }
}
