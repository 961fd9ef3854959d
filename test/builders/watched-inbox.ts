import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WatchedFolder } from '../../contract/timetable.ts';
import { TimetableBench, type TimetableHost, until } from './timetable-bench.ts';

/** What the jobs of a watched folder are told to do. */
export const watchWork = { recipe: 'profile' as const, options: {}, priority: 'high' as const };

interface WatchOptions {
  readonly subfolders?: boolean;
  readonly present?: boolean;
  readonly results?: string;
}

/** A folder of a person's that processes over one data folder watch. */
export class WatchedInbox {
  readonly bench: TimetableBench;
  readonly folder: string;

  private constructor(bench: TimetableBench) {
    this.bench = bench;
    this.folder = this.makeFolder('inbox');
  }

  static async open(): Promise<WatchedInbox> {
    return new WatchedInbox(await TimetableBench.open());
  }

  /** A folder of the person's; gives its path. */
  makeFolder(name: string): string {
    const made = path.join(this.bench.folder, name);
    mkdirSync(made, { recursive: true });
    return made;
  }

  /** A process that works. */
  working(options: Parameters<TimetableBench['host']>[0] = {}): TimetableHost {
    const host = this.bench.host(options);
    host.timetable.start();
    return host;
  }

  async watch(
    { tickets, timetable }: TimetableHost,
    options: WatchOptions = {},
    folder = this.folder,
  ): Promise<WatchedFolder> {
    const results = options.results === undefined ? null : await tickets.issueFolderTicket(options.results);
    return timetable.watchedFolders.add({
      ...{ folder: (await tickets.issueFolderTicket(folder)).id, work: watchWork },
      ...{ includesSubfolders: options.subfolders ?? false, takesPresentFiles: options.present ?? false },
      ...{ resultsFolder: results?.id ?? null, resultsLocale: 'zh-CN' },
    });
  }

  write(name: string, text = 'a\n1\n'): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  /** Of the files that were submitted, in the order of acceptance. */
  names(host: TimetableHost): string[] {
    return this.bench.jobs(host).map((job) => job.input.fileName);
  }

  /** Until the folder is watched and everything that was seen has been submitted. */
  settled(host: TimetableHost): Promise<void> {
    return until(() =>
      host.timetable.watchedFolders.list().every((one) => one.state === 'watching' && one.unstableFiles === 0),
    );
  }
}
