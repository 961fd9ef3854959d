import type { Kernel } from '../../kernel-instance.ts';
import type { KernelRoom } from './byte-room.ts';
import type { SharedStrings } from './collected-strings.ts';
import type { StringSink } from './shared-strings.ts';
import type { TextBuffer } from './text-buffer.ts';

/** Reading ends with so many strings or bytes of memory; all are wanted where nothing is said. */
export interface StringsWanted {
  readonly count?: number;
  readonly bytes?: number;
}

/** Keeps shared strings in the kernel's memory, where the cells that mean them are read. */
export class KernelStrings implements StringSink {
  readonly room: KernelRoom;
  readonly #kernel: Kernel;
  readonly #checkBytes: (bytes: number) => void;
  readonly #wanted: StringsWanted;

  /** `checkBytes` is told how much memory they take and may throw. */
  constructor(kernel: Kernel, room: KernelRoom, checkBytes: (bytes: number) => void, wanted: StringsWanted = {}) {
    this.#kernel = kernel;
    this.room = room;
    this.#checkBytes = checkBytes;
    this.#wanted = wanted;
    kernel.call.startStrings();
  }

  get isFull(): boolean {
    const { call } = this.#kernel;
    const { count = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = this.#wanted;
    return call.countOfStrings() >= count || call.taken() >= bytes;
  }

  scan(from: number, end: number): number {
    const { call } = this.#kernel;
    call.reserveStrings(end - from);
    this.#checkBytes(call.taken());
    return call.scanStrings(this.room.at + from, this.room.at + end) - this.room.at;
  }

  add({ bytes, length }: TextBuffer): void {
    const { call } = this.#kernel;
    call.reserveStrings(length + 4);
    const at = call.roomForString(length);
    this.#kernel.bytes.set(bytes.subarray(0, length), at);
  }

  /** To be called after the last one: the cells that follow may mean them. */
  finish(): void {
    this.#kernel.call.endStrings();
  }

  /** Those at `places`, as far as there are some. */
  texts(places: ReadonlySet<number>): Map<number, string> {
    const { call, bytes } = this.#kernel;
    const view = new DataView(bytes.buffer);
    const texts = new Map<number, string>();
    const count = call.countOfStrings();
    for (let index = 0, at = call.stringsAt(); index < count && texts.size < places.size; index++) {
      const start = at + 4;
      at = start + view.getUint32(at, true);
      if (places.has(index)) texts.set(index, Buffer.from(bytes.buffer, start, at - start).toString('utf8'));
    }
    return texts;
  }

  /** A copy of them that outlasts the kernel's memory. */
  copied(): SharedStrings {
    const { call } = this.#kernel;
    const count = call.countOfStrings();
    const from = call.stringsAt();
    const bytes = this.#kernel.bytes.slice(from, call.stringsEnd());
    const view = new DataView(bytes.buffer);
    const starts = new Uint32Array(count);
    const ends = new Uint32Array(count);
    for (let index = 0, at = 0; index < count; index++) {
      const start = at + 4;
      at = start + view.getUint32(at, true);
      starts[index] = start;
      ends[index] = at;
    }
    return { count, starts, ends, bytes };
  }
}
