// Unpacks a zip file with nothing but Node: bare machines have no unzip, and the files are too large to hold in memory.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, symlink } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} mode Unix mode bits, 0 where the archive was not made on Unix
 * @property {number} method 0 stored, 8 deflated
 * @property {number} crc
 * @property {number} packedBytes
 * @property {number} unpackedBytes
 * @property {number} headerOffset
 */

/**
 * Unpacks `zipFile` into `folder`; `rename` gives the new path of an entry, or null to leave it out.
 * Refuses entries that would land outside `folder` and those whose check sum differs.
 * @param {string} zipFile @param {string} folder @param {(name: string) => string | null} rename
 */
export async function unzip(zipFile, folder, rename) {
  const file = await open(zipFile, 'r');
  try {
    for (const entry of await listEntries(file)) {
      const name = rename(entry.name);
      if (name === null || name === '') continue;
      const target = path.resolve(folder, name);
      if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`${entry.name} leaves the folder`);
      if (entry.name.endsWith('/')) await mkdir(target, { recursive: true });
      else await writeEntry(file, zipFile, entry, target);
    }
  } finally {
    await file.close();
  }
}

/** @param {import('node:fs/promises').FileHandle} file @returns {Promise<ZipEntry[]>} */
async function listEntries(file) {
  const { size } = await file.stat();
  // The end record is 22 bytes plus a comment of at most 65,535 (APPNOTE.TXT 4.3.16).
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error('not a complete zip file');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error('the zip directory is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      unpackedBytes: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** @param {import('node:fs/promises').FileHandle} file @param {string} zipFile @param {ZipEntry} entry @param {string} target */
async function writeEntry(file, zipFile, entry, target) {
  const header = await readAt(file, entry.headerOffset, 30);
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  await mkdir(path.dirname(target), { recursive: true });
  const isLink = (entry.mode & 0o170000) === 0o120000;
  if (isLink) {
    const destination = (await readAt(file, start, entry.packedBytes)).toString('utf8');
    if (entry.method !== 0 || path.isAbsolute(destination) || destination.includes('..')) {
      throw new Error(`${entry.name} is a link that is not trusted`);
    }
    await symlink(destination, target);
    return;
  }
  if (entry.packedBytes === 0) {
    await (await open(target, 'w')).close();
    return;
  }
  const packed = createReadStream(zipFile, { start, end: start + entry.packedBytes - 1 });
  const mode = entry.mode & 0o777 || 0o644;
  const check = checkSum(entry);
  const written = createWriteStream(target, { mode });
  if (entry.method === 8) await pipeline(packed, createInflateRaw(), check, written);
  else if (entry.method === 0) await pipeline(packed, check, written);
  else throw new Error(`${entry.name} is packed in a way that is not known (${entry.method})`);
}

/** @param {ZipEntry} entry */
function checkSum(entry) {
  let crc = 0;
  let bytes = 0;
  return new Transform({
    transform(part, _encoding, done) {
      crc = crc32(part, crc);
      bytes += part.length;
      done(null, part);
    },
    flush(done) {
      const isWhole = crc === entry.crc && bytes === entry.unpackedBytes;
      done(isWhole ? null : new Error(`${entry.name} is damaged`));
    },
  });
}

/** @param {import('node:fs/promises').FileHandle} file @param {number} position @param {number} length */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the zip file ends too early');
  return buffer;
}
