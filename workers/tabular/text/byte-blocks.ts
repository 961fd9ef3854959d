import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { Fault } from '../../../contract/faults.ts';
import { textDecoder } from './decode-text.ts';
import type { Encoding } from './detect-encoding.ts';

const blockBytes = 2 ** 20;
const freeBytes = 8;
/** A line longer than this is no line of a table. */
const longestLineBytes = 2 ** 28;

/**
 * Hands out a slice of a file as UTF-8 in one growing buffer: `bytes[0..filled]` holds what was not taken yet and what
 * `read` added. Eight bytes beyond `filled` are always free.
 */
export class ByteBlocks {
  /** A plain Uint8Array like those of the dictionaries, so that hot code meets one kind of array only. */
  bytes = new Uint8Array(blockBytes * 2 + freeBytes);
  filled = 0;
  /** Bytes of the file that were read. */
  position: number;
  readonly #file: number;
  readonly #fileName: string;
  readonly #toByte: number;
  readonly #decode: ((bytes: Uint8Array, isLast: boolean) => string) | null;
  readonly #raw: Buffer | null;

  constructor(file: number, fileName: string, range: { fromByte: number; toByte: number }, encoding: Encoding) {
    this.#file = file;
    this.#fileName = fileName;
    this.position = range.fromByte;
    this.#toByte = range.toByte;
    this.#decode = encoding === 'utf-8' ? null : textDecoder(encoding);
    this.#raw = this.#decode && Buffer.allocUnsafeSlow(blockBytes);
  }

  get isAtEnd(): boolean {
    return this.position >= this.#toByte;
  }

  /** Drops the first `count` bytes. */
  take(count: number): void {
    if (count > 0) this.bytes.copyWithin(0, count, this.filled);
    this.filled -= count;
  }

  /** Adds the next block. Throws FILE_CHANGED where the file ends too early, TEXT_UNDECODABLE for an endless line. */
  read(): void {
    const wanted = Math.min(blockBytes, this.#toByte - this.position);
    if (!this.#decode || !this.#raw) {
      this.#reserve(wanted);
      this.#readInto(this.bytes, this.filled, wanted);
      this.filled += wanted;
      return;
    }
    this.#readInto(this.#raw, 0, wanted);
    const text = this.#decode(this.#raw.subarray(0, wanted), this.isAtEnd);
    this.#reserve(text.length * 3);
    this.filled += new TextEncoder().encodeInto(text, this.bytes.subarray(this.filled)).written;
  }

  /** Whether `bytes[0..to]`, which ends between characters, is damaged. */
  isDamagedUpTo(to: number): boolean {
    const bytes = this.bytes.subarray(0, to);
    return this.#decode ? Buffer.from(bytes.buffer, 0, to).includes('\ufffd') : !isUtf8(bytes);
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
    if (needed <= this.bytes.length) return;
    if (needed > longestLineBytes) {
      throw new Fault(
        'TEXT_UNDECODABLE',
        { file: this.#fileName },
        { detail: `a line of more than ${longestLineBytes} bytes` },
      );
    }
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.filled));
    this.bytes = larger;
  }
}
