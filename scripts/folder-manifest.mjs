// A folder's SHA-256 manifest: written when the folder is new, looked at before its files are run.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Hashes every file of `folder` and writes the list to `manifestFile`. @param {string} folder @param {string} manifestFile */
export async function writeManifest(folder, manifestFile) {
  /** @type {Record<string, string>} */
  const digests = {};
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (file.isDirectory()) continue;
    const absolute = path.join(file.parentPath, file.name);
    if (absolute === manifestFile) continue;
    digests[path.relative(folder, absolute).split(path.sep).join('/')] = await digestOf(absolute);
  }
  await writeFile(manifestFile, `${JSON.stringify(digests, null, 1)}\n`);
}

/**
 * What is wrong with `folder` by its manifest, or null when nothing is. Names are compared always; contents of the
 * files `isChecked` picks, since hashing everything at each start would take seconds.
 * @param {string} folder @param {string} manifestFile @param {(name: string) => boolean} isChecked
 * @returns {Promise<string | null>}
 */
export async function checkManifest(folder, manifestFile, isChecked) {
  /** @type {Record<string, string>} */
  let digests;
  try {
    digests = JSON.parse(await readFile(manifestFile, 'utf8'));
  } catch {
    return 'there is no readable manifest';
  }
  for (const [name, digest] of Object.entries(digests)) {
    try {
      const file = path.join(folder, name);
      await lstat(file);
      if (isChecked(name) && (await digestOf(file)) !== digest) return `${name} was changed`;
    } catch {
      return `${name} is missing`;
    }
  }
  return null;
}

/** @param {string} file */
async function digestOf(file) {
  const hash = createHash('sha256');
  if ((await lstat(file)).isSymbolicLink()) return hash.update(await readlink(file)).digest('hex');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
