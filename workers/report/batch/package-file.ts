import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { ScratchFile } from '../../../contract/orders.ts';
import { HashedFile } from '../../explore/hashed-file.ts';

/** 1 January 2024, midnight, as zip files write it: stands for the clock, so that the same contents give the same bytes. */
const fixedTime = 0;
const fixedDate = ((2024 - 1980) << 9) | (1 << 5) | 1;
const gatheredCharacters = 512 * 1024;
const copiedBytes = 1024 * 1024;
/** Sizes and places are written in 32 bits. */
const maxBytes = 0xffff_ffff;

/** A part of a zip package while it is written, compressed, into a file of its own: several can grow side by side. */
export class PackagePart {
  readonly name: string;
  readonly #path: string;
  #descriptor: number | null;
  #gathered: string[] = [];
  #gatheredCharacters = 0;
  #checksum = 0;
  #plainBytes = 0;
  #packedBytes = 0;

  constructor(name: string, path: string) {
    this.name = name;
    this.#path = path;
    this.#descriptor = openSync(path, 'w+');
  }

  write(text: string): void {
    this.#gathered.push(text);
    this.#gatheredCharacters += text.length;
    if (this.#gatheredCharacters >= gatheredCharacters) this.#flush();
  }

  /** Pieces compressed one by one and flushed to a byte's edge make one deflate stream (RFC 1951, section 3.2.4). */
  #flush(): void {
    const bytes = Buffer.from(this.#gathered.join(''), 'utf8');
    this.#gathered = [];
    this.#gatheredCharacters = 0;
    this.#checksum = crc32(bytes, this.#checksum);
    this.#plainBytes += bytes.length;
    this.#put(deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  }

  #put(bytes: Buffer): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#opened(), bytes, done);
    this.#packedBytes += bytes.length;
  }

  /** Writes the part behind `target`'s other parts and gives its entry in the directory. */
  moveInto(target: HashedFile): Buffer {
    if (this.#gathered.length > 0) this.#flush();
    this.#put(deflateRawSync(Buffer.alloc(0)));
    if (Math.max(this.#plainBytes, this.#packedBytes, target.position) > maxBytes) {
      throw new Error('the workbook would be larger than 4 GB');
    }
    const name = Buffer.from(this.name, 'utf8');
    const fields = this.#fields(name);
    const place = target.position;
    target.write(Buffer.concat([Buffer.from('504b0304', 'hex'), fields, name]));
    const piece = Buffer.alloc(copiedBytes);
    for (let done = 0; done < this.#packedBytes; ) {
      const read = readSync(this.#opened(), piece, 0, copiedBytes, done);
      target.write(piece.subarray(0, read));
      done += read;
    }
    this.remove();
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(place, 10);
    return Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, rest, name]);
  }

  /** What local header and directory have in common: PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.12. */
  #fields(name: Buffer): Buffer {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2); // names are UTF-8
    fields.writeUInt16LE(8, 4); // deflated
    fields.writeUInt16LE(fixedTime, 6);
    fields.writeUInt16LE(fixedDate, 8);
    fields.writeUInt32LE(this.#checksum, 10);
    fields.writeUInt32LE(this.#packedBytes, 14);
    fields.writeUInt32LE(this.#plainBytes, 18);
    fields.writeUInt16LE(name.length, 22);
    return fields;
  }

  #opened(): number {
    if (this.#descriptor === null) throw new Error('the part is closed');
    return this.#descriptor;
  }

  /** Removes its file; may be called again. */
  remove(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
    rmSync(this.#path, { force: true });
  }
}

/** Puts finished parts together in one zip file. */
export async function writePackage(path: string, parts: readonly PackagePart[]): Promise<ScratchFile> {
  const target = new HashedFile(path);
  try {
    const directory = Buffer.concat(parts.map((part) => part.moveInto(target)));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(parts.length, 8);
    end.writeUInt16LE(parts.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(target.position, 16);
    target.write(directory);
    target.write(end);
    return target.finish();
  } catch (error) {
    target.close();
    rmSync(path, { force: true });
    throw error;
  }
}
