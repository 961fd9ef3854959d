const encoder = new TextEncoder();

/** A text that stands in many places, as words of four bytes, so that it is copied fast. */
export class FixedBytes {
  readonly length: number;
  readonly #words: Int32Array;

  constructor(text: string) {
    const bytes = encoder.encode(text);
    this.length = bytes.length;
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    const view = new DataView(padded.buffer);
    this.#words = Int32Array.from({ length: padded.length / 4 }, (_, word) => view.getInt32(word * 4, true));
  }

  /** Puts the text at `at` and gives where it ends; up to three bytes behind it are overwritten. */
  put(target: DataView, at: number): number {
    const words = this.#words;
    for (let word = 0; word < words.length; word++) target.setInt32(at + word * 4, words[word] as number, true);
    return at + this.length;
  }
}
