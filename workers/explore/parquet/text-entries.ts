import type { DictionaryView } from '../../tabular/segment.ts';

/** Texts that stand in a page one after the other, each behind its length: gathered as the entries of one dictionary. */
export class TextEntries {
  count = 0;
  #offsets = new Uint32Array(1024);
  readonly #bytes: Uint8Array;

  /** `capacity`: at least the bytes of all texts together. */
  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Takes `count` texts from `source[from..]`. */
  take(source: Uint8Array, from: number, count: number): void {
    if (this.count + count >= this.#offsets.length) {
      const larger = new Uint32Array(Math.max(this.count + count + 1, this.#offsets.length * 2));
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
    const offsets = this.#offsets;
    const bytes = this.#bytes;
    let target = offsets[this.count] as number;
    let position = from;
    for (let entry = 0; entry < count; entry++) {
      const length = view.getUint32(position, true);
      position += 4;
      if (length > 64) bytes.set(source.subarray(position, position + length), target);
      else for (let index = 0; index < length; index++) bytes[target + index] = source[position + index] as number;
      position += length;
      target += length;
      offsets[this.count + entry + 1] = target;
    }
    this.count += count;
  }

  dictionary(): DictionaryView {
    const offsets = this.#offsets.subarray(0, this.count + 1);
    return { count: this.count, offsets, bytes: this.#bytes.subarray(0, offsets[this.count]), hashes: null };
  }
}
