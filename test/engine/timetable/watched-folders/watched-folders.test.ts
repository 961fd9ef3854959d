import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Audit } from '../../../../engine/upkeep/audit.ts';
import { quickWatchTimes, type TimetableBench, type TimetableHost, until } from '../../../builders/timetable-bench.ts';
import { WatchedInbox, watchWork } from '../../../builders/watched-inbox.ts';

let box: WatchedInbox;
let bench: TimetableBench;
let inbox: string;
beforeEach(async () => {
  box = await WatchedInbox.open();
  bench = box.bench;
  inbox = box.folder;
});
afterEach(() => bench.close());

const working = (...words: Parameters<WatchedInbox['working']>) => box.working(...words);
const watchFolder = (...words: Parameters<WatchedInbox['watch']>) => box.watch(...words);
const write = (...words: Parameters<WatchedInbox['write']>) => box.write(...words);
const names = (host: TimetableHost) => box.names(host);
const settled = (host: TimetableHost) => box.settled(host);

describe('a watched folder', () => {
  it('submits what comes, once, and leaves alone what lay there before', async () => {
    write('old.csv');
    const host = working();
    const added = await watchFolder(host);
    expect(added).toMatchObject({ name: 'inbox', submittedFiles: 0, fault: null });
    await settled(host);
    write('new.csv');
    await until(() => names(host).length > 0);
    expect(bench.jobs(host)).toMatchObject([
      {
        input: { fileName: 'new.csv', path: path.join(inbox, 'new.csv'), sizeBytes: 4 },
        ...{ priority: 'high', submitter: { kind: 'watchedFolder', name: 'inbox' } },
      },
    ]);
    expect(host.timetable.watchedFolders.list()).toMatchObject([{ submittedFiles: 1, lastFileName: 'new.csv' }]);
    // A changed one is submitted again, an old one that is changed for the first time.
    write('new.csv', 'a\n1\n2\n');
    write('old.csv', 'b\n1\n2\n');
    await until(() => names(host).length >= 3);
    await settled(host);
    expect(names(host).toSorted()).toEqual(['new.csv', 'new.csv', 'old.csv']);
  });

  it('takes files that lie there already when asked to', async () => {
    write('2.csv');
    write('10.csv');
    const host = working();
    await watchFolder(host, { present: true });
    await until(() => names(host).length === 2);
    expect(names(host)).toEqual(['2.csv', '10.csv']);
    expect(new Set(bench.jobs(host).map((job) => job.batchId)).size).toBe(1);
  });

  it('waits until a file is completely written', async () => {
    const host = working();
    await watchFolder(host);
    await settled(host);
    write('slow.csv', 'a\n');
    for (let row = 0; row < 12; row++) {
      await sleep(20);
      appendFileSync(path.join(inbox, 'slow.csv'), `${row}\n`);
      expect(names(host)).toEqual([]);
    }
    await until(() => names(host).length > 0);
    expect(bench.jobs(host)[0]?.input.sizeBytes).toBe(28);
  });

  it('passes by lock files, hidden and half downloaded ones, empty ones, and what is no table', async () => {
    const host = working();
    await watchFolder(host);
    await settled(host);
    for (const name of ['~$a.xlsx', '.a.csv', 'a.csv.part', 'b.crdownload', 'notes.docx', 'c.tmp']) write(name);
    write('empty.csv', '');
    write('a.csv');
    await until(() => names(host).length > 0);
    // A finished download takes its name at the end.
    renameSync(path.join(inbox, 'a.csv.part'), path.join(inbox, 'd.csv'));
    await until(() => names(host).length > 1);
    write('empty.csv', 'a\n1\n');
    await until(() => names(host).length > 2);
    await settled(host);
    expect(names(host)).toEqual(['a.csv', 'd.csv', 'empty.csv']);
  });

  it('goes into subfolders only when asked to', async () => {
    mkdirSync(path.join(inbox, 'deep/deeper'), { recursive: true });
    const host = working();
    const { id } = await watchFolder(host);
    await settled(host);
    write('deep/a.csv');
    write('top.csv');
    await until(() => names(host).length > 0);
    await settled(host);
    expect(names(host)).toEqual(['top.csv']);
    await host.timetable.watchedFolders.remove(id);
    await watchFolder(host, { subfolders: true });
    await settled(host);
    write('deep/deeper/b.csv');
    mkdirSync(path.join(inbox, 'fresh'));
    write('fresh/c.csv');
    await until(() => names(host).length > 2);
    expect(names(host).slice(1).toSorted()).toEqual(['b.csv', 'c.csv']);
  });

  it('makes few batches of very many files', async () => {
    const host = working({ watchTimes: { ...quickWatchTimes, collectMs: 300 } });
    await watchFolder(host);
    await settled(host);
    for (let file = 0; file < 1000; file++) write(`${file}.csv`);
    await until(() => names(host).length >= 1000);
    await settled(host);
    expect(new Set(names(host)).size).toBe(1000);
    expect(names(host)).toHaveLength(1000);
    expect(new Set(bench.jobs(host).map((job) => job.batchId)).size).toBeLessThan(15);
  });

  it('finds what came while nothing ran, and submits nothing again', async () => {
    const first = bench.host();
    // The command line adds it while no app runs.
    await watchFolder(first);
    expect(first.timetable.watchedFolders.list()).toMatchObject([{ state: 'idle' }]);
    write('meanwhile.csv');
    const second = working();
    await until(() => names(second).length > 0);
    await settled(second);
    await second.timetable.close();
    const third = working();
    await settled(third);
    write('later.csv');
    await until(() => names(third).length > 1);
    await settled(third);
    expect(names(third)).toEqual(['meanwhile.csv', 'later.csv']);
    // The same content under a touched time is another state; the same state is none.
    const file = path.join(inbox, 'later.csv');
    await third.timetable.close();
    utimesSync(file, new Date(1_700_000_000_000), new Date(1_700_000_000_000));
    const fourth = working();
    await until(() => names(fourth).length > 2);
  });

  it('that vanishes is looked for, and watched again when it is back', async () => {
    const host = working();
    await watchFolder(host);
    await settled(host);
    renameSync(inbox, `${inbox}-away`);
    const state = () => host.timetable.watchedFolders.list()[0]!;
    await until(() => state().state === 'vanished');
    expect(state().fault).toMatchObject({ code: 'WATCHED_FOLDER_MISSING' });
    writeFileSync(`${inbox}-away/meanwhile.csv`, 'a\n1\n');
    renameSync(`${inbox}-away`, inbox);
    await until(() => names(host).length === 1);
    expect(state()).toMatchObject({ state: 'watching', fault: null });
    // Another folder takes its place.
    rmSync(inbox, { recursive: true });
    mkdirSync(inbox);
    write('in-the-new-one.csv');
    await until(() => names(host).length === 2);
    write('and-another.csv');
    await until(() => names(host).length === 3);
    expect(names(host)).toEqual(['meanwhile.csv', 'in-the-new-one.csv', 'and-another.csv']);
  });

  it('is disabled and enabled again: what came meanwhile is found', async () => {
    const host = working();
    const { id } = await watchFolder(host);
    await settled(host);
    expect(await host.timetable.watchedFolders.change({ id, isEnabled: false })).toMatchObject({ state: 'disabled' });
    write('meanwhile.csv');
    await sleep(200);
    expect(names(host)).toEqual([]);
    await host.timetable.watchedFolders.change({ id, isEnabled: true, work: { ...watchWork, priority: 'low' } });
    await until(() => names(host).length === 1);
    expect(bench.jobs(host)[0]?.priority).toBe('low');
    await host.timetable.watchedFolders.remove(id);
    write('too-late.csv');
    await sleep(200);
    expect(names(host)).toHaveLength(1);
    await expect(host.timetable.watchedFolders.change({ id })).rejects.toMatchObject({
      code: 'WATCHED_FOLDER_UNKNOWN',
    });
    await expect(host.timetable.watchedFolders.remove(id)).rejects.toMatchObject({ code: 'WATCHED_FOLDER_UNKNOWN' });
    const { entries } = await new Audit(host.archive).list(10, 0, 'watch');
    expect(entries.map((entry) => entry.action)).toEqual([
      'watchRemoved',
      'watchChanged',
      'watchChanged',
      'watchAdded',
    ]);
  });

  it('is watched by one of two processes; the other takes over', async () => {
    const [one, other] = [working(), working()];
    await watchFolder(other);
    one.timetable.changesSeen();
    await settled(one);
    for (let file = 0; file < 20; file++) write(`${file}.csv`);
    await until(() => names(one).length >= 20);
    await one.timetable.close();
    write('later.csv');
    await until(() => names(other).length > 20);
    await settled(other);
    expect(names(other)).toHaveLength(21);
    expect(bench.troubles).toEqual([]);
  });

  it('tries again when its files cannot be accepted', async () => {
    const host = working();
    await watchFolder(host);
    await settled(host);
    bench.refusal = new Error('no room');
    write('a.csv');
    await until(() => bench.troubles.length > 0);
    bench.refusal = null;
    await until(() => names(host).length === 1);
    await settled(host);
    expect(names(host)).toEqual(['a.csv']);
  });

  it('is refused when it is gone, watched already, or would find its own results', async () => {
    const host = bench.host();
    const results = path.join(bench.folder, 'results');
    mkdirSync(results);
    mkdirSync(path.join(inbox, 'done'));
    symlinkSync(inbox, path.join(bench.folder, 'alias'));
    const refused = async (code: string, adding: Promise<unknown>) => {
      await expect(adding).rejects.toMatchObject({ code });
    };
    await refused('RESULTS_IN_WATCHED_FOLDER', watchFolder(host, { results: inbox }));
    const done = path.join(inbox, 'done');
    await refused('RESULTS_IN_WATCHED_FOLDER', watchFolder(host, { results: done, subfolders: true }));
    await refused('RESULTS_IN_WATCHED_FOLDER', watchFolder(host, {}, bench.dataFolder));
    expect(host.timetable.watchedFolders.list()).toEqual([]);
    expect(await watchFolder(host, { results })).toMatchObject({ state: 'idle', isEnabled: true });
    await refused('WATCHED_FOLDER_TWICE', watchFolder(host));
    await refused('WATCHED_FOLDER_TWICE', watchFolder(host, {}, path.join(bench.folder, 'alias')));
    // Nor may another one find the results of this one.
    await refused('RESULTS_IN_WATCHED_FOLDER', watchFolder(host, {}, results));
    const { id } = await host.tickets.issueFolderTicket(done);
    rmSync(done, { recursive: true });
    const gone = { folder: id, work: watchWork, includesSubfolders: false, takesPresentFiles: false };
    const adding = host.timetable.watchedFolders.add({ ...gone, resultsFolder: null, resultsLocale: 'en' });
    await refused('WATCHED_FOLDER_MISSING', adding);
    expect(host.timetable.watchedFolders.list()).toHaveLength(1);
  });
});
