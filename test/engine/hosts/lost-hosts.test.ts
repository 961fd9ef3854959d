import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolderOf, takeHostLock } from '../../../engine/archive/host-lock.ts';
import { type Archive, openArchive } from '../../../engine/archive/open-archive.ts';
import { Host } from '../../../engine/hosts/host.ts';
import { LostHostWatch } from '../../../engine/hosts/lost-hosts.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';

const leaseMs = 30_000;
const { folder: root } = temporaryFolder();
let folder: string;
let archive: Archive;
const hosts: { end(): void }[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'data-'));
  mkdirSync(lockFolderOf(folder));
  archive = openArchive(folder);
});
afterEach(() => {
  for (const host of hosts.splice(0)) host.end();
  archive.close();
});

function register(): Host {
  const host = new Host({ dataFolder: folder, archive, kind: 'app', isWorking: true, now: () => 1000 });
  hosts.push(host);
  return host;
}

/** A host that ends as a killed process does, when `kill` is called. */
function registerMortal() {
  const id = randomUUID();
  const lock = takeHostLock(folder, id)!;
  archive.hosts.register({ id, name: 'mortal', kind: 'app', pid: 1, isWorking: true, startedAtMs: 1000 });
  const end = () => {
    archive.hosts.end(id, 1500);
    lock.release();
  };
  hosts.push({ end });
  return { id, end, kill: lock.release };
}

/** A host with one running job, seen by another one whose monotonic clock the test moves. */
async function workingHost() {
  const own = register();
  const other = registerMortal();
  const queue = new EmbeddedQueue(archive);
  await queue.submit(newBatch({ name: 'batch' }), [newJob('a.csv')], { nowMs: 1000, hostId: other.id });
  const request = { hostId: other.id, leaseMs, limit: 1, maxRunning: 9, nowMs: 1000 };
  const claim = (await queue.claim(request))[0]!;
  const clock = { ms: 0 };
  const options = { dataFolder: folder, archive, ownId: own.id, leaseMs, elapsedMs: () => clock.ms };
  const watch = new LostHostWatch(options);
  const look = (afterMs = 0) => {
    clock.ms += afterMs;
    const { gone, hanging, release } = watch.look();
    release(2000);
    return { gone, hanging };
  };
  return { own, other, queue, claim, look };
}

describe('another host', () => {
  it('that lives and renews its lease is not lost, whatever time passes', async () => {
    const { queue, claim, look } = await workingHost();
    for (let second = 0; second < 200; second++) {
      if (second % 10 === 0) await queue.renew([claim], leaseMs, 1000);
      expect(look(1000)).toEqual({ gone: [], hanging: [] });
    }
  });

  it('is gone as soon as nobody holds its lock, and gone only once', async () => {
    const { other, look } = await workingHost();
    expect(look()).toEqual({ gone: [], hanging: [] });
    other.kill();
    expect(look()).toMatchObject({ gone: [other.id] });
    expect(archive.hosts.living().map(({ id }) => id)).not.toContain(other.id);
    // Its job has not been taken away here: whoever signs off without putting a job back is found by that.
    expect(look()).toMatchObject({ gone: [other.id] });
  });

  it('that ended in order without having put its job back is gone', async () => {
    const { other, look } = await workingHost();
    other.end();
    expect(look()).toMatchObject({ gone: [other.id] });
  });

  it('hangs once its lease has not been renewed for as long as leases last, by our own clock', async () => {
    const { other, look } = await workingHost();
    look();
    for (let second = 1; second < 30; second++) expect(look(1000).hanging).toEqual([]);
    expect(look(1000)).toEqual({ gone: [], hanging: [other.id] });
  });

  it('does not hang because this process slept', async () => {
    const { queue, claim, look } = await workingHost();
    look();
    // An hour in which neither ran: the other one renews soon after.
    expect(look(3_600_000)).toEqual({ gone: [], hanging: [] });
    expect(look(1000)).toEqual({ gone: [], hanging: [] });
    await queue.renew([claim], leaseMs, 1000);
    for (let second = 0; second < 29; second++) expect(look(1000).hanging).toEqual([]);
  });
});
