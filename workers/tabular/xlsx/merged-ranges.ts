import { parseRange } from '../cell-range.ts';
import type { MergedRange } from '../preview-cell.ts';
import { giveBackBytes } from '../zip/give-back-bytes.ts';

const maximumRanges = 10_000;
/** The tags that programs write are shorter, and so are their prefixes. */
const mostTagBytes = 256;
const mostPrefixBytes = 64;
const mark = Buffer.from('mergeCell');
const tag = /^<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"']*)["']/;
const less = 0x3c;

/**
 * Finds the merged cells of a sheet, which stand behind its cells (ECMA-376 part 1, 18.3.1.55), in the chunks of its part from any place
 * before them on. Keeps nothing of a chunk but its last bytes.
 */
export class MergedRangeFinder {
  readonly ranges: MergedRange[] = [];
  /** The end of the chunks so far; from `#searched` on, marks are still to be looked for. */
  #tail: Buffer = Buffer.alloc(0);
  #searched = 0;

  push(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#tail, chunk]);
    const end = Math.max(this.#searched, bytes.length - mostTagBytes);
    this.#search(bytes, end);
    const kept = Math.max(0, end - mostPrefixBytes);
    this.#tail = Buffer.from(bytes.subarray(kept));
    this.#searched = end - kept;
    giveBackBytes(bytes);
  }

  /** To be called after the last chunk. */
  finish(): void {
    this.#search(this.#tail, this.#tail.length);
  }

  /** Takes the tags whose marks begin before `end`. */
  #search(bytes: Buffer, end: number): void {
    let at = bytes.indexOf(mark, this.#searched);
    while (at >= 0 && at < end && this.ranges.length < maximumRanges) {
      const from = Math.max(0, bytes.lastIndexOf(less, at));
      const text = at - from > mostPrefixBytes ? '' : bytes.toString('latin1', from, at + mostTagBytes);
      const range = parseRange(tag.exec(text)?.[1] ?? '');
      if (range !== null) this.ranges.push(range);
      at = bytes.indexOf(mark, at + mark.length);
    }
  }
}
