import { KernelMemoryEnded } from '../../kernel-instance.ts';
import { dealtFrom } from '../../trees-kernel/layout.ts';

/** The memory that the threads of a fit share: a `WebAssembly.Memory` made with `shared: true`. */
export interface FitMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

const pageBytes = 65_536;
const alignment = 64;

/** Deals out a fit's memory from low to high; only the leader does so. Views are good for what is dealt out, also after it grew. */
export class Arena {
  readonly #memory: FitMemory;
  #top = dealtFrom;
  #peak = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #words: Int32Array = new Int32Array(0);
  #doubles: Float64Array = new Float64Array(0);

  constructor(memory: FitMemory) {
    this.#memory = memory;
  }

  /** Address of `bytes` bytes of any content. */
  take(bytes: number): number {
    const at = this.#top;
    this.#top = Math.ceil((at + bytes) / alignment) * alignment;
    this.#peak = Math.max(this.#peak, this.#top);
    // Vector loads may look a few bytes beyond what they need.
    const missing = Math.ceil((this.#top + alignment - this.#memory.buffer.byteLength) / pageBytes);
    if (missing > 0) {
      try {
        this.#memory.grow(missing);
      } catch {
        throw new KernelMemoryEnded(this.#top);
      }
    }
    return at;
  }

  /** How far memory is dealt out, for `release`. */
  get top(): number {
    return this.#top;
  }

  /** Bytes that were ever dealt out at once. */
  get peak(): number {
    return this.#peak;
  }

  /** Gives back what was dealt out since the top was at `mark`. */
  release(mark: number): void {
    this.#top = mark;
  }

  /** All of the memory, byte by byte; good until the next `take`. */
  get allBytes(): Uint8Array {
    this.#refresh();
    return this.#bytes;
  }

  /** All of the memory as words; good until the next `take`. */
  get allWords(): Int32Array {
    this.#refresh();
    return this.#words;
  }

  /** All of the memory as doubles; good until the next `take`. */
  get allDoubles(): Float64Array {
    this.#refresh();
    return this.#doubles;
  }

  #refresh(): void {
    const { buffer } = this.#memory;
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
    this.#doubles = new Float64Array(buffer);
  }

  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, length);
  }

  words(at: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, length);
  }

  singles(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, length);
  }

  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, length);
  }
}
