import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import type { Kernel } from '../../kernel-instance.ts';
import { textDecoder } from './decode-text.ts';
import type { Encoding } from './detect-encoding.ts';

/** Small enough to stay within the processor's caches until it is parsed. */
const blockBytes = 2 ** 18;
/** Room behind the last byte: for a line end that is missing, and for a reader that looks a few bytes ahead. */
const freeBytes = 64;
/** A line longer than this is no line of a table. */
const longestLineBytes = 2 ** 28;

/**
 * Hands out a slice of a file as UTF-8 in the memory of the kernel: the `filled` bytes from `at` on hold what was not taken
 * yet and what `read` added.
 */
export class ByteBlocks {
  at: number;
  filled = 0;
  /** Bytes of the file that were read. */
  position: number;
  readonly #kernel: Kernel;
  readonly #file: number;
  readonly #fileName: string;
  readonly #toByte: number;
  readonly #decode: ((bytes: Uint8Array, isLast: boolean) => string) | null;
  readonly #raw: Buffer | null;
  #room = blockBytes * 2 + freeBytes;

  constructor(
    kernel: Kernel,
    file: number,
    fileName: string,
    range: { fromByte: number; toByte: number },
    encoding: Encoding,
  ) {
    this.#kernel = kernel;
    this.#file = file;
    this.#fileName = fileName;
    this.position = range.fromByte;
    this.#toByte = range.toByte;
    this.#decode = encoding === 'utf-8' ? null : textDecoder(encoding);
    this.#raw = this.#decode && Buffer.allocUnsafeSlow(blockBytes);
    this.at = kernel.call.allocate(this.#room);
  }

  get isAtEnd(): boolean {
    return this.position >= this.#toByte;
  }

  /** Drops the first `count` bytes. */
  take(count: number): void {
    if (count > 0) this.#kernel.bytes.copyWithin(this.at, this.at + count, this.at + this.filled);
    this.filled -= count;
  }

  /** Adds the next block. Throws FILE_CHANGED where the file ends too early, TEXT_UNDECODABLE for an endless line. */
  read(): void {
    const wanted = Math.min(blockBytes, this.#toByte - this.position);
    if (!this.#decode || !this.#raw) {
      this.#reserve(wanted);
      this.#readInto(this.#kernel.bytes, this.at + this.filled, wanted);
      this.filled += wanted;
      return;
    }
    this.#readInto(this.#raw, 0, wanted);
    const text = this.#decode(this.#raw.subarray(0, wanted), this.isAtEnd);
    this.#reserve(text.length * 3);
    const free = this.#kernel.bytes.subarray(this.at + this.filled, this.at + this.#room);
    this.filled += new TextEncoder().encodeInto(text, free).written;
  }

  /** How many bytes there are up to the last line end among them. */
  wholeLines(lineEnd: number): number {
    const bytes = this.#kernel.bytes.subarray(this.at, this.at + this.filled);
    return bytes.lastIndexOf(lineEnd) + 1;
  }

  /** Adds a line end where there is none, as behind the last line of a file. */
  closeLine(lineEnd: number): void {
    const { bytes } = this.#kernel;
    if (this.filled === 0 || bytes[this.at + this.filled - 1] === lineEnd) return;
    bytes[this.at + this.filled++] = lineEnd;
  }

  /** Whether the first `count` bytes, which end between characters, are damaged. */
  isDamagedUpTo(count: number): boolean {
    const bytes = this.#kernel.bytes.subarray(this.at, this.at + count);
    return this.#decode ? Buffer.from(bytes.buffer, bytes.byteOffset, count).includes('\ufffd') : !isUtf8(bytes);
  }

  #readInto(target: Uint8Array, at: number, wanted: number): void {
    let filled = 0;
    while (filled < wanted) {
      const count = readSync(this.#file, target, at + filled, wanted - filled, this.position);
      if (count === 0) throw new Fault('FILE_CHANGED', { file: this.#fileName });
      filled += count;
      this.position += count;
    }
  }

  #reserve(more: number): void {
    const needed = this.filled + more + freeBytes;
    if (needed <= this.#room) return;
    if (needed > longestLineBytes) {
      throw new Fault(
        'TEXT_UNDECODABLE',
        { file: this.#fileName },
        { detail: `a line of more than ${longestLineBytes} bytes` },
      );
    }
    this.#room = Math.max(needed, this.#room * 2);
    const larger = this.#kernel.call.allocate(this.#room);
    this.#kernel.bytes.copyWithin(larger, this.at, this.at + this.filled);
    this.at = larger;
  }
}
