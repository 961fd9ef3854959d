import type { WatchRecord } from '../../archive/watch-repository.ts';
import { FolderWatch, type FolderWatchOptions } from './folder-watch.ts';

/** Watches every folder that is to be watched, while this process has the role of the one that does. */
export class WatchRole {
  readonly #options: FolderWatchOptions;
  readonly #watches = new Map<string, FolderWatch>();
  #syncing: Promise<void> = Promise.resolve();
  #isRunning = false;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    this.sync();
  }

  /** Begins and ends watches so that exactly the folders that the archive names are watched. */
  sync(): void {
    if (this.#isRunning) this.#syncing = this.#syncing.then(() => this.#sync());
  }

  async close(): Promise<void> {
    this.#isRunning = false;
    await this.#syncing;
    await Promise.all([...this.#watches.values()].map((watch) => watch.close()));
    this.#watches.clear();
  }

  async #sync(): Promise<void> {
    if (!this.#isRunning) return;
    try {
      const wanted = new Map(this.#wanted().map((record) => [record.id, record]));
      for (const [id, watch] of this.#watches) {
        if (wanted.has(id)) continue;
        this.#watches.delete(id);
        await watch.close();
      }
      for (const [id, record] of wanted) {
        const watch = this.#watches.get(id);
        if (watch) watch.change(record);
        else this.#watches.set(id, new FolderWatch(record, this.#options));
      }
    } catch (error) {
      this.#options.onTrouble('The watched folders could not be read.', error);
    }
  }

  #wanted(): WatchRecord[] {
    return this.#options.archive.watches.list().filter((record) => record.isEnabled && record.isBegun);
  }
}
