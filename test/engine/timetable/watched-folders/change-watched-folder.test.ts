import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../builders/timetable-bench.ts';
import { WatchedInbox, watchWork } from '../../../builders/watched-inbox.ts';

let box: WatchedInbox;
beforeEach(async () => {
  box = await WatchedInbox.open();
});
afterEach(() => box.bench.close());

describe('a watched folder that is changed', () => {
  it('takes its subfolders in, without what lies there already unless that is wanted', async () => {
    box.makeFolder('inbox/deep/deeper');
    box.write('deep/old.csv');
    const host = box.working();
    const { id } = await box.watch(host);
    await box.settled(host);
    const change = (parts: { includesSubfolders: boolean; takesPresentFiles?: boolean }) =>
      host.timetable.watchedFolders.change({ id, ...parts });
    expect(await change({ includesSubfolders: true })).toMatchObject({ includesSubfolders: true, work: watchWork });
    box.write('deep/new.csv');
    box.write('top.csv');
    await until(() => box.names(host).length >= 2);
    await box.settled(host);
    expect(box.names(host).toSorted()).toEqual(['new.csv', 'top.csv']);
    // A file that was there, and is changed, is new.
    box.write('deep/old.csv', 'a\n1\n2\n');
    await until(() => box.names(host).includes('old.csv'));
    expect(await change({ includesSubfolders: false })).toMatchObject({ includesSubfolders: false });
    box.write('deep/deeper/unseen.csv');
    box.write('beside.csv');
    await until(() => box.names(host).includes('beside.csv'));
    await sleep(200);
    expect(box.names(host)).not.toContain('unseen.csv');
    await change({ includesSubfolders: true, takesPresentFiles: true });
    await until(() => box.names(host).includes('unseen.csv'));
    await box.settled(host);
    expect(box.names(host)).toHaveLength(5);
    expect(box.bench.troubles).toEqual([]);
  });

  it('puts its reports elsewhere or nowhere, but not where they would be found again', async () => {
    const host = box.bench.host();
    const [results, elsewhere] = [box.makeFolder('results'), box.makeFolder('elsewhere')];
    const deep = box.makeFolder('inbox/deep');
    const { watchedFolders } = host.timetable;
    const ticket = async (folder: string) => (await host.tickets.issueFolderTicket(folder)).id;
    const refused = (changing: Promise<unknown>) =>
      expect(changing).rejects.toMatchObject({ code: 'RESULTS_IN_WATCHED_FOLDER' });
    const { id } = await box.watch(host, { results });
    const place = () => host.archive.watches.find(id)?.results;
    await watchedFolders.change({ id, resultsFolder: await ticket(elsewhere) });
    expect(place()).toEqual({ folder: elsewhere, locale: 'zh-CN' });
    await refused(watchedFolders.change({ id, resultsFolder: await ticket(box.folder) }));
    await refused(watchedFolders.change({ id, resultsFolder: await ticket(deep), includesSubfolders: true }));
    expect(host.archive.watches.find(id)).toMatchObject({ includesSubfolders: false, results: { folder: elsewhere } });
    await watchedFolders.change({ id, resultsFolder: await ticket(deep), resultsLocale: 'en' });
    expect(place()).toEqual({ folder: deep, locale: 'en' });
    await refused(watchedFolders.change({ id, includesSubfolders: true }));
    await watchedFolders.change({ id, isEnabled: false });
    expect(place()).toEqual({ folder: deep, locale: 'en' });
    expect(await watchedFolders.change({ id, resultsFolder: null, includesSubfolders: true })).toMatchObject({
      ...{ resultsFolderLabel: null, includesSubfolders: true, isEnabled: false },
    });
    // Another one may not put its reports into what is watched now.
    const { id: otherId } = await box.watch(host, {}, box.makeFolder('other'));
    await refused(watchedFolders.change({ id: otherId, resultsFolder: await ticket(deep) }));
    rmSync(box.folder, { recursive: true });
    await watchedFolders.change({ id, includesSubfolders: false });
    await expect(watchedFolders.change({ id, includesSubfolders: true })).rejects.toMatchObject({
      code: 'WATCHED_FOLDER_MISSING',
    });
  });
});
