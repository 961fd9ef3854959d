import { cellKind } from './segment.ts';

const startRows = 1024;
const recentSlots = 64;

/**
 * Collects one column cell by cell. Rows may be skipped (they stay missing) and set again (the last one counts).
 * `kinds`, `numbers` and `codes` are public so that a hot loop can write them itself after `reserve(row + 1)`.
 */
export class ColumnBuilder {
  kinds: Uint8Array;
  /** null until the first number, boolean or date. */
  numbers: Float64Array | null = null;
  /** null until the first text or error. */
  codes: Uint32Array | null = null;
  /** Distinct texts so far. */
  dictionarySize = 0;
  dictionaryBytesUsed = 0;
  #offsets = new Uint32Array(17);
  #bytes = new Uint8Array(256);
  /** Open addressing over pairs (entry + 1, hash), so that a look-up touches one place; 0 is free; at most half full. */
  #slots = new Int32Array(64);
  /** Entries met lately, by length and last byte; −1 is none. */
  #recentCodes = new Int32Array(recentSlots).fill(-1);

  constructor(expectedRows = startRows) {
    this.kinds = new Uint8Array(Math.max(startRows, expectedRows));
  }

  /** Makes room for `rows` rows. */
  reserve(rows: number): void {
    if (rows <= this.kinds.length) return;
    const capacity = Math.max(rows, Math.ceil(this.kinds.length * 1.5));
    this.kinds = grown(this.kinds, new Uint8Array(capacity));
    if (this.numbers) this.numbers = grown(this.numbers, new Float64Array(capacity));
    if (this.codes) this.codes = grown(this.codes, new Uint32Array(capacity));
  }

  /** The array of numbers, made when there was none. */
  needNumbers(): Float64Array {
    this.numbers ??= new Float64Array(this.kinds.length);
    return this.numbers;
  }

  /** The array of codes, made when there was none. */
  needCodes(): Uint32Array {
    this.codes ??= new Uint32Array(this.kinds.length);
    return this.codes;
  }

  setNumber(row: number, value: number): void {
    this.#setNumeric(row, value, cellKind.number);
  }

  setBoolean(row: number, value: boolean): void {
    this.#setNumeric(row, value ? 1 : 0, cellKind.boolean);
  }

  /** `timeMs`: milliseconds since 1970-01-01 UTC of the date and time as written. */
  setDate(row: number, timeMs: number): void {
    this.#setNumeric(row, timeMs, cellKind.date);
  }

  /** Text from `bytes[from..to]`, UTF-8. */
  setText(row: number, bytes: Uint8Array, from: number, to: number): void {
    this.setCode(row, this.intern(bytes, from, to), cellKind.text);
  }

  /** An error cell such as `#N/A`. */
  setError(row: number, bytes: Uint8Array, from: number, to: number): void {
    this.setCode(row, this.intern(bytes, from, to), cellKind.error);
  }

  /** A text or error whose dictionary entry is known already. */
  setCode(row: number, code: number, kind: typeof cellKind.text | typeof cellKind.error): void {
    if (row >= this.kinds.length) this.reserve(row + 1);
    this.needCodes()[row] = code;
    this.kinds[row] = kind;
  }

  #setNumeric(row: number, value: number, kind: number): void {
    if (row >= this.kinds.length) this.reserve(row + 1);
    this.needNumbers()[row] = value;
    this.kinds[row] = kind;
  }

  get dictionaryOffsets(): Uint32Array {
    return this.#offsets.subarray(0, this.dictionarySize + 1);
  }

  get dictionaryBytes(): Uint8Array {
    return this.#bytes.subarray(0, this.dictionaryBytesUsed);
  }

  /** The dictionary entry of a text, added when it is new. Few texts make up most columns, so those met lately are tried first. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    const recentSlot = ((to - from) * 7 + (to > from ? (bytes[to - 1] as number) : 0)) & (recentSlots - 1);
    const recent = this.#recentCodes[recentSlot] as number;
    if (recent >= 0 && this.#isEntry(recent, bytes, from, to)) return recent;
    const hash = hashBytes(bytes, from, to);
    const slots = this.#slots;
    const mask = slots.length - 2;
    let slot = (hash << 1) & mask;
    for (;;) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0) break;
      if (slots[slot + 1] === hash && this.#isEntry(entry, bytes, from, to)) {
        this.#recentCodes[recentSlot] = entry;
        return entry;
      }
      slot = (slot + 2) & mask;
    }
    const added = this.#add(bytes, from, to, hash, slot);
    this.#recentCodes[recentSlot] = added;
    return added;
  }

  #isEntry(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#offsets[entry] as number;
    const length = to - from;
    if ((this.#offsets[entry + 1] as number) - start !== length) return false;
    const own = this.#bytes;
    for (let index = 0; index < length; index++) {
      if (own[start + index] !== bytes[from + index]) return false;
    }
    return true;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const entry = this.dictionarySize;
    const end = this.dictionaryBytesUsed + to - from;
    if (end > this.#bytes.length)
      this.#bytes = grown(this.#bytes, new Uint8Array(Math.max(end, this.#bytes.length * 2)));
    const own = this.#bytes;
    for (let source = from, target = this.dictionaryBytesUsed; source < to; source++, target++) {
      own[target] = bytes[source] as number;
    }
    if (entry + 2 > this.#offsets.length) {
      this.#offsets = grown(this.#offsets, new Uint32Array(this.#offsets.length * 2));
    }
    this.#offsets[entry + 1] = end;
    this.#slots[slot] = entry + 1;
    this.#slots[slot + 1] = hash;
    this.dictionarySize = entry + 1;
    this.dictionaryBytesUsed = end;
    if (this.dictionarySize * 4 > this.#slots.length) this.#rehash();
    return entry;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 4);
    const mask = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      const hash = old[from + 1] as number;
      let slot = (hash << 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[from] as number;
      slots[slot + 1] = hash;
    }
    this.#slots = slots;
  }
}

function grown<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/**
 * A hash of the bytes in 32 bits, four at a time, with the final avalanche of MurmurHash3 (the low bits choose the slot).
 * The same bytes hash alike in every segment.
 */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = (to - from) | 0;
  let index = from;
  for (; index + 4 <= to; index += 4) {
    const word =
      (bytes[index] as number) |
      ((bytes[index + 1] as number) << 8) |
      ((bytes[index + 2] as number) << 16) |
      ((bytes[index + 3] as number) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; index < to; index++) hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
