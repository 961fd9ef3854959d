const noBytes = new Uint8Array(0);

/** The distinct texts of one column, numbered in the order in which they came. Texts are bytes in UTF-8. */
export class TextDictionary {
  /** Distinct texts so far. */
  size = 0;
  bytesUsed = 0;
  #offsets = new Uint32Array(17);
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  /** Open addressing over pairs (entry + 1, hash), so that a look-up touches one place; 0 is free; at most half full. */
  #slots = new Int32Array(64);
  /** The array a text came from last, and a view of it that reads four bytes at a time. */
  #source: Uint8Array = noBytes;
  #sourceView: DataView = new DataView(noBytes.buffer);

  /** Where entries begin; one more than there are entries. */
  get offsets(): Uint32Array {
    return this.#offsets.subarray(0, this.size + 1);
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.bytesUsed);
  }

  /** The entry of `bytes[from..to]`, added when it is new. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    if (bytes !== this.#source) {
      this.#source = bytes;
      this.#sourceView = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const view = this.#sourceView;
    const hash = hashText(view, from, to);
    const slots = this.#slots;
    const mask = slots.length - 2;
    let slot = (hash << 1) & mask;
    for (;;) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0) return this.#add(bytes, from, to, hash, slot);
      if (slots[slot + 1] === hash && this.#isEntry(entry, view, from, to)) return entry;
      slot = (slot + 2) & mask;
    }
  }

  #isEntry(entry: number, view: DataView, from: number, to: number): boolean {
    const start = this.#offsets[entry] as number;
    const length = to - from;
    if ((this.#offsets[entry + 1] as number) - start !== length) return false;
    const own = this.#view;
    if (length < 4) {
      for (let index = 0; index < length; index++) {
        if (own.getUint8(start + index) !== view.getUint8(from + index)) return false;
      }
      return true;
    }
    const last = length - 4;
    for (let index = 0; index < last; index += 4) {
      if (own.getInt32(start + index, true) !== view.getInt32(from + index, true)) return false;
    }
    return own.getInt32(start + last, true) === view.getInt32(from + last, true);
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const entry = this.size;
    const end = this.bytesUsed + to - from;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    const own = this.#bytes;
    for (let source = from, target = this.bytesUsed; source < to; source++, target++) {
      own[target] = bytes[source] as number;
    }
    if (entry + 2 > this.#offsets.length) {
      const larger = new Uint32Array(this.#offsets.length * 2);
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    this.#offsets[entry + 1] = end;
    this.#slots[slot] = entry + 1;
    this.#slots[slot + 1] = hash;
    this.size = entry + 1;
    this.bytesUsed = end;
    if (this.size * 4 > this.#slots.length) this.#rehash();
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

/**
 * A hash of `view[from..to]` in 32 bits, four bytes at a time, the last four of a longer text perhaps twice; with the
 * final avalanche of MurmurHash3, since the low bits choose the slot.
 */
function hashText(view: DataView, from: number, to: number): number {
  const length = to - from;
  let hash = length | 0;
  if (length >= 4) {
    const last = to - 4;
    for (let index = from; index < last; index += 4) {
      hash = Math.imul(hash ^ view.getInt32(index, true), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ view.getInt32(last, true), 0x9e3779b1);
  } else if (length > 0) {
    const word = view.getUint8(from) | (view.getUint8(from + (length >> 1)) << 8) | (view.getUint8(to - 1) << 16);
    hash = Math.imul(hash ^ (word << 2), 0x9e3779b1);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
