import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../contract/faults.ts';
import { type HostLock, takeRoleLock } from './host-lock.ts';

const retryIntervalMs = 50;

/**
 * Lets one process at a time open the archive of a data folder, see whether it is sound, and put another one in its place.
 * It is held until the host is registered, so that nobody replaces an archive that somebody has just begun to use.
 * Throws DATA_FOLDER_IN_USE when another process holds it for longer than `waitMs`.
 */
export async function takeStartLock(dataFolder: string, waitMs: number): Promise<HostLock> {
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    const lock = takeRoleLock(dataFolder, 'start');
    if (lock) return lock;
    if (performance.now() >= deadlineMs) throw new Fault('DATA_FOLDER_IN_USE', { folder: dataFolder });
    await sleep(retryIntervalMs);
  }
}
