import type { Kernel } from '../../kernel-instance.ts';
import { giveBackBytes } from '../zip/give-back-bytes.ts';

/** Memory that bytes are scanned in. */
export interface ByteRoom {
  /** All of it. Anything that may take memory makes an earlier answer useless. */
  readonly bytes: Uint8Array;
  /** Makes it `length` bytes long at least; the first `kept` bytes stay. */
  reserve(length: number, kept: number): void;
  /** Gives it back; nobody may look at it afterwards. */
  close(): void;
}

const startBytes = 32 * 1024;

/** Memory of its own. */
export class HeapRoom implements ByteRoom {
  bytes: Uint8Array = new Uint8Array(startBytes);

  reserve(length: number, kept: number): void {
    if (length <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(length, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, kept));
    giveBackBytes(this.bytes);
    this.bytes = larger;
  }

  close(): void {
    giveBackBytes(this.bytes);
  }
}

/** Memory of the kernel, where it scans the bytes itself. */
export class KernelRoom implements ByteRoom {
  /** Where it begins. */
  at: number;
  readonly #kernel: Kernel;
  #length: number;
  #bytes: Uint8Array;

  constructor(kernel: Kernel, length: number) {
    this.#kernel = kernel;
    this.#length = length;
    this.at = kernel.call.allocate(length);
    this.#bytes = this.#look();
  }

  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.#kernel.call.memory.buffer) this.#bytes = this.#look();
    return this.#bytes;
  }

  reserve(length: number, kept: number): void {
    if (length <= this.#length) return;
    const from = this.at;
    this.#length = Math.max(length, this.#length * 2);
    this.at = this.#kernel.call.allocate(this.#length);
    this.#bytes = this.#look();
    this.#kernel.bytes.copyWithin(this.at, from, from + kept);
  }

  /** The kernel takes it back with all its memory. */
  close(): void {}

  #look(): Uint8Array {
    return this.#kernel.bytes.subarray(this.at, this.at + this.#length);
  }
}
