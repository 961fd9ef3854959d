import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase } from '../../engine/archive/database.ts';
import type { Archive } from '../../engine/archive/open-archive.ts';
import type { ArchiveFolder } from './archive-folder.ts';

interface Image {
  /** Of a later moment it is higher. */
  readonly number: number;
  readonly database: Buffer;
  readonly log: Buffer;
}

/**
 * The disk under the archives of a folder, as the worst loss of power leaves it: with no more of the log than was brought there by a
 * wait for the disk that has ended, and perhaps with a torn piece of what was written since.
 */
export class CutDisk {
  readonly #folder: ArchiveFolder;
  #images = 0;
  #image: Image;

  constructor(folder: ArchiveFolder) {
    this.#folder = folder;
    this.#image = this.#written();
  }

  /** The archive with every wait for the disk noted; `turnsOfFlush` makes the other thread's as long as it likes. */
  under(archive: Archive, turnsOfFlush: () => number): Archive {
    return {
      ...archive,
      transact: (work) => {
        const result = archive.transact(work);
        this.#image = this.#written();
        return result;
      },
      flushParts: async () => {
        const image = this.#written();
        for (let turns = turnsOfFlush(); turns > 0; turns--) await nextTurn();
        await archive.flushParts();
        // What another host has brought there meanwhile holds this.
        if (image.number > this.#image.number) this.#image = image;
      },
    };
  }

  /** Brings the log into the archive, which waits for the disk, and lets it begin anew. */
  settleLog(): void {
    const database = openDatabase(this.#folder.file, 5000);
    database.exec('PRAGMA wal_checkpoint(RESTART)');
    database.close();
    this.#image = this.#written();
  }

  /** What is left, written into another folder; of what was written later so many bytes, the last of them wrong. */
  cutInto(folder: ArchiveFolder, tornBytes: number): void {
    const { database, log } = this.#image;
    writeFileSync(folder.file, database);
    writeFileSync(`${folder.file}-wal`, tornBytes === 0 ? log : withTornTail(log, this.#written().log, tornBytes));
  }

  #written(): Image {
    const log = `${this.#folder.file}-wal`;
    return {
      number: ++this.#images,
      database: readFileSync(this.#folder.file),
      log: existsSync(log) ? readFileSync(log) : Buffer.alloc(0),
    };
  }
}

function withTornTail(log: Buffer, later: Buffer, tornBytes: number): Buffer {
  // Behind another head stands another log: nothing of it counts before its head is on the disk.
  if (!later.subarray(0, 32).equals(log.subarray(0, 32))) return log;
  let same = 0;
  while (same < later.length && later[same] === log[same]) same++;
  const torn = Buffer.from(later.subarray(0, same + tornBytes));
  if (torn.length > same) torn[torn.length - 1]! ^= 0xff;
  return Buffer.concat([torn, log.subarray(torn.length)]);
}
