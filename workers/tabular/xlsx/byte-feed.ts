import { type ByteRoom, HeapRoom } from './byte-room.ts';

/** Zeros behind the last byte, so that a scanner may look a few bytes ahead without asking where the end is. */
const lookaheadBytes = 32;

/**
 * One token (a cell with its text, a string, a tag, a comment) is never longer than this in a part a program wrote: a cell holds
 * at most 32,767 characters.
 */
export const maximumTokenBytes = 4 * 1024 * 1024;

/**
 * Joins the chunks of a part at their borders: what a scanner could not finish stays in front of the next chunk.
 * A scanner that got nowhere is called again only when twice as much has come, so that one long token costs linear time.
 */
export class ByteFeed {
  /** The bytes at hand end here; zeros follow. */
  end = 0;
  readonly #room: ByteRoom;
  #wantedBytes = 0;

  constructor(room: ByteRoom = new HeapRoom()) {
    this.#room = room;
  }

  /** Valid up to `end`. */
  get bytes(): Uint8Array {
    return this.#room.bytes;
  }

  /** Adds `chunk`; gives whether there is enough to go on scanning. */
  push(chunk: Uint8Array): boolean {
    const end = this.end + chunk.length;
    this.#room.reserve(end + lookaheadBytes, this.end);
    const { bytes } = this.#room;
    bytes.set(chunk, this.end);
    bytes.fill(0, end, end + lookaheadBytes);
    this.end = end;
    return end >= this.#wantedBytes;
  }

  /** Forgets everything before `at`. */
  drop(at: number): void {
    this.#wantedBytes = at === 0 ? Math.min(this.end * 2, maximumTokenBytes + 1) : 0;
    if (at === 0) return;
    const { bytes } = this.#room;
    bytes.copyWithin(0, at, this.end);
    this.end -= at;
    bytes.fill(0, this.end, this.end + lookaheadBytes);
  }

  /** Gives the memory back, after the last look at the bytes. */
  close(): void {
    this.#room.close();
  }
}
