/** CityHash64 in its first version (Pike & Alakuijala 2011), which CatBoost hashes the texts of categories with. */

const [first, second, third, fourth] = [
  0xc3a5c85c97cb3127n,
  0xb492b66fbe98f273n,
  0x9ae16a3b2f90404fn,
  0xc949d7c7509e6557n,
];
const pairMultiplier = 0x9ddfea08eb382d69n;

type Pair = readonly [bigint, bigint];

const word = (value: bigint): bigint => BigInt.asUintN(64, value);
const turned = (value: bigint, by: bigint): bigint => word((value >> by) | (value << (64n - by)));
const mixed = (value: bigint): bigint => value ^ (value >> 47n);

function ofPair(low: bigint, high: bigint): bigint {
  const once = mixed(word((low ^ high) * pairMultiplier));
  return word(mixed(word((high ^ once) * pairMultiplier)) * pairMultiplier);
}

/** The hash of a text's bytes, a whole number of 64 bits. */
export function cityHash(bytes: Buffer): bigint {
  const { length } = bytes;
  if (length <= 16) return ofShort(bytes, BigInt(length));
  if (length <= 32) return ofMiddle(bytes, BigInt(length));
  return length <= 64 ? ofLong(bytes, BigInt(length)) : ofLonger(bytes, BigInt(length));
}

/** The hash of a category's text as CatBoost has it in its splits: the lower 32 bits, with a sign. */
export const categoryHash = (text: string): number => Number(BigInt.asIntN(32, cityHash(Buffer.from(text, 'utf8'))));

function ofShort(bytes: Buffer, length: bigint): bigint {
  if (length > 8n) {
    const end = bytes.readBigUInt64LE(bytes.length - 8);
    return ofPair(bytes.readBigUInt64LE(0), turned(word(end + length), length)) ^ end;
  }
  if (length >= 4n) {
    const begin = BigInt(bytes.readUInt32LE(0));
    return ofPair(length + (begin << 3n), BigInt(bytes.readUInt32LE(bytes.length - 4)));
  }
  if (length === 0n) return third;
  const letters = BigInt(bytes[0]! + bytes[bytes.length >> 1]! * 256);
  const ending = length + BigInt(bytes[bytes.length - 1]! * 4);
  return word(mixed(word(letters * third) ^ word(ending * fourth)) * third);
}

function ofMiddle(bytes: Buffer, length: bigint): bigint {
  const a = word(bytes.readBigUInt64LE(0) * second);
  const b = bytes.readBigUInt64LE(8);
  const c = word(bytes.readBigUInt64LE(bytes.length - 8) * third);
  const d = word(bytes.readBigUInt64LE(bytes.length - 16) * first);
  return ofPair(word(turned(word(a - b), 43n) + turned(c, 30n) + d), word(a + turned(b ^ fourth, 20n) - c + length));
}

function ofLong(bytes: Buffer, length: bigint): bigint {
  const at = (place: number) => bytes.readBigUInt64LE(place);
  const end = bytes.length;
  /** Half of the text, from four words and what is begun with. */
  const half = (begin: bigint, last: bigint, next: bigint, afterNext: bigint): Pair => {
    let a = begin;
    let b = turned(word(a + last), 52n);
    let c = turned(a, 37n);
    a = word(a + next);
    c = word(c + turned(a, 7n));
    a = word(a + afterNext);
    b = word(b + turned(a, 31n) + c);
    return [word(a + last), b];
  };
  const begin = word(at(0) + word((length + at(end - 16)) * first));
  const [low, lowSum] = half(begin, at(24), at(8), at(16));
  const [high, highSum] = half(word(at(16) + at(end - 32)), at(end - 8), at(end - 24), at(end - 16));
  const both = mixed(word((low + highSum) * third + (high + lowSum) * first));
  return word(mixed(word(both * first + lowSum)) * third);
}

/** Four words at `place`, and two that are begun with. */
function ofFour(bytes: Buffer, place: number, one: bigint, other: bigint): Pair {
  const at = (offset: number) => bytes.readBigUInt64LE(place + offset);
  let a = word(one + at(0));
  let b = turned(word(other + a + at(24)), 21n);
  const c = a;
  a = word(a + at(8) + at(16));
  b = word(b + turned(a, 44n));
  return [word(a + at(24)), word(b + c)];
}

/** The end is hashed first, then the text from its beginning in blocks of 64 bytes. */
function ofLonger(bytes: Buffer, length: bigint): bigint {
  const at = (place: number) => bytes.readBigUInt64LE(place);
  const end = bytes.length;
  let x = at(0);
  let y = at(end - 16) ^ second;
  let z = at(end - 56) ^ first;
  let v = ofFour(bytes, end - 64, length, y);
  let w = ofFour(bytes, end - 32, word(length * second), first);
  z = word(z + mixed(v[1]) * second);
  x = word(turned(word(z + x), 39n) * second);
  y = word(turned(y, 33n) * second);
  for (let place = 0; place < ((end - 1) & ~63); place += 64) {
    x = word(turned(word(x + y + v[0] + at(place + 16)), 37n) * second) ^ w[1];
    y = word(turned(word(y + v[1] + at(place + 48)), 42n) * second) ^ v[0];
    z = turned(z ^ w[0], 33n);
    v = ofFour(bytes, place, word(v[1] * second), word(x + w[0]));
    w = ofFour(bytes, place + 32, word(z + w[1]), y);
    [x, z] = [z, x];
  }
  return ofPair(word(ofPair(v[0], w[0]) + mixed(y) * second + z), word(ofPair(v[1], w[1]) + x));
}
