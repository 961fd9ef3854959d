import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../engine/archive/database.ts';
import { type Archive, openArchive } from '../../engine/archive/open-archive.ts';

/** A data folder of its own with archives over it, as processes side by side would open them. */
export class ArchiveFolder {
  readonly dataFolder: string;
  readonly #archives: Archive[] = [];

  private constructor(dataFolder: string) {
    this.dataFolder = dataFolder;
  }

  static async make(): Promise<ArchiveFolder> {
    return new ArchiveFolder(await mkdtemp(path.join(os.tmpdir(), 'auspex-archive-')));
  }

  get file(): string {
    return path.join(this.dataFolder, 'archive.sqlite');
  }

  open(): Archive {
    const archive = openArchive(this.dataFolder);
    this.#archives.push(archive);
    return archive;
  }

  /** Changes the archive behind the back of those who have it open. */
  tamper(sql: string): void {
    const database = openDatabase(this.file, 5_000);
    try {
      database.exec(sql);
    } finally {
      database.close();
    }
  }

  async remove(): Promise<void> {
    for (const archive of this.#archives) archive.close();
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}
