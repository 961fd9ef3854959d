import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import type { ScratchFile } from '../../../contract/orders.ts';
import { HashedFile } from '../../explore/hashed-file.ts';
import { joinChecksums } from './checksum.ts';
import type { PackedPiece } from './packed-text.ts';
import { directoryEnd, type EntryFacts, entryHeaders } from './zip-records.ts';

/** A file in a zip file: its stretches, in their order. */
export interface ZipEntry {
  readonly name: string;
  /** Stored pieces lie in their files as they are. */
  readonly method: 'deflated' | 'stored';
  readonly pieces: readonly PackedPiece[];
}

const copiedBytes = 1024 * 1024;
/** An empty last block with fixed codes: RFC 1951, section 3.2.6. */
const closingBlock = Buffer.from('0300', 'hex');

/** A zip file that is put together from pieces which lie compressed on the disk; any size (zip64 where it is needed). */
export class ZipFile {
  readonly #target: HashedFile;
  readonly #directory: Buffer[] = [];
  readonly #copied = Buffer.alloc(copiedBytes);
  #opened: { path: string; descriptor: number } | null = null;

  constructor(path: string) {
    this.#target = new HashedFile(path, true);
  }

  /** Copies an entry; `onBytes` is told as it goes on, and may throw. */
  add(entry: ZipEntry, onBytes: () => void = () => {}): void {
    const { name, method, pieces } = entry;
    const sum = (count: (piece: PackedPiece) => number) => pieces.reduce((total, piece) => total + count(piece), 0);
    const closingBytes = method === 'deflated' ? closingBlock.length : 0;
    const facts: EntryFacts = {
      ...{ name, method, place: this.#target.position },
      checksum: pieces.reduce((total, piece) => joinChecksums(total, piece.checksum, piece.plainBytes), 0),
      packedBytes: sum(({ packedBytes }) => packedBytes) + closingBytes,
      plainBytes: sum(({ plainBytes }) => plainBytes),
    };
    const { local, central } = entryHeaders(facts);
    this.#target.write(local);
    for (const piece of pieces) this.#copy(piece, onBytes);
    if (closingBytes > 0) this.#target.write(closingBlock);
    this.#directory.push(central);
  }

  #copy({ path, fromByte, packedBytes }: PackedPiece, onBytes: () => void): void {
    if (this.#opened?.path !== path) {
      this.#closePieces();
      this.#opened = { path, descriptor: openSync(path, 'r') };
    }
    for (let done = 0; done < packedBytes; ) {
      const wanted = Math.min(copiedBytes, packedBytes - done);
      const read = readSync(this.#opened.descriptor, this.#copied, 0, wanted, fromByte + done);
      if (read === 0) throw new Error(`${path} has become shorter`);
      this.#target.write(this.#copied.subarray(0, read));
      done += read;
      onBytes();
    }
  }

  #closePieces(): void {
    if (this.#opened) closeSync(this.#opened.descriptor);
    this.#opened = null;
  }

  async finish(): Promise<ScratchFile> {
    this.#closePieces();
    const place = this.#target.position;
    for (const record of this.#directory) this.#target.write(record);
    const sizeBytes = this.#target.position - place;
    this.#target.write(directoryEnd({ place, sizeBytes, entries: this.#directory.length }));
    await this.#target.settled();
    return this.#target.finish();
  }

  /** Removes what has been written when it is not finished. */
  async discard(): Promise<void> {
    this.#closePieces();
    await this.#target.settled();
    this.#target.close();
    rmSync(this.#target.path, { force: true });
  }
}
