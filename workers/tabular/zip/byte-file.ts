import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file read at any place, without ever being in memory as a whole. */
export interface ByteFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Up to `length` bytes from `position`; fewer where the file ends. They lie in `room` where it is given. */
  read(position: number, length: number, room?: Buffer): Buffer;
  close(): void;
}

export function openByteFile(path: string): ByteFile {
  const descriptor = openSync(path, 'r');
  const sizeBytes = fstatSync(descriptor).size;
  return {
    path,
    sizeBytes,
    read(position, length, room) {
      const wanted = Math.max(0, Math.min(length, sizeBytes - position));
      const bytes = room?.subarray(0, wanted) ?? Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const got = readSync(descriptor, bytes, filled, wanted - filled, position + filled);
        if (got === 0) break;
        filled += got;
      }
      return filled === wanted ? bytes : bytes.subarray(0, filled);
    },
    close() {
      closeSync(descriptor);
    },
  };
}
